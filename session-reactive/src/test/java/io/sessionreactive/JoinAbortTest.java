package io.sessionreactive;

import static io.sessionreactive.Stage.TOKEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.SessionSnapshot.Status;
import io.sessionreactive.rumor.FrameType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** S05: a second connect, and the ways to give up a join. */
@Timeout(60)
class JoinAbortTest {
    private final Stage stage = new Stage();
    private final Session session = stage.session;
    private final List<String> heard = stage.listen();

    /** How far a join has come. */
    enum Moment {
        TOKEN_ASKED {
            @Override
            Mono<Connection> connect(Stage stage) {
                return stage.session.connect(Mono.never());
            }
        },
        INFORMATION_ASKED {
            @Override
            Mono<Connection> connect(Stage stage) {
                stage.network.silent();
                return stage.session.connect(TOKEN);
            }
        },
        SOCKET_OPENING {
            @Override
            Mono<Connection> connect(Stage stage) {
                stage.network.holdSockets();
                return stage.session.connect(TOKEN);
            }
        },
        BETWEEN_SOCKETS {
            @Override
            Mono<Connection> connect(Stage stage) {
                stage.network.refuseSockets(1);
                return stage.session.connect(TOKEN);
            }
        },
        ANSWER_AWAITED {
            @Override
            Mono<Connection> connect(Stage stage) {
                return stage.session.connect(TOKEN);
            }
        },
        SNAPSHOT_AWAITED {
            @Override
            Mono<Connection> connect(Stage stage) {
                return stage.session
                        .connect(TOKEN)
                        .doOnSubscribe(subscription -> stage.network.onSent((socket, frame) -> {
                            if (frame.payload().utf8().startsWith("{\"method\":\"create\"")) {
                                socket.answer(frame, 200, "");
                            }
                        }));
            }
        };

        /** A join that comes so far. */
        abstract Mono<Connection> connect(Stage stage);

        /** Whether there is a socket to say farewell through. */
        boolean isOpen() {
            return this == ANSWER_AWAITED || this == SNAPSHOT_AWAITED;
        }
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    @DisplayName("S05 cancelling connect aborts the join, however far it has come, and nothing is seen of it")
    void cancel(Moment moment) {
        Disposable join = moment.connect(stage).subscribe();
        assertEquals(Status.CONNECTING, session.snapshot().status());
        join.dispose();
        assertAborted(moment);
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    @DisplayName("S05 S10 disconnect() aborts the join with OT_CONNECT_ABORTED, without sessionDisconnected")
    void disconnect(Moment moment) {
        StepVerifier.create(moment.connect(stage))
                .then(() -> StepVerifier.create(session.disconnect()).verifyComplete())
                .verifyErrorSatisfies(failure -> {
                    assertEquals("OT_CONNECT_ABORTED", exception(failure).name());
                    assertEquals(1020, exception(failure).code());
                });
        assertAborted(moment);
    }

    private void assertAborted(Moment moment) {
        assertEquals(Status.DISCONNECTED, session.snapshot().status());
        int sockets = stage.network.sockets().size();
        int questions = stage.network.questions().size();
        if (moment.isOpen()) {
            assertEquals(1, stage.socket().sent(FrameType.DISCONNECT).size());
            assertTrue(stage.socket().isClosedInOrder());
        }
        stage.network.openSockets();
        stage.pass(Duration.ofMinutes(1));
        assertEquals(sockets, stage.network.sockets().size());
        assertEquals(questions, stage.network.questions().size());
        assertTrue(stage.network.sockets().stream().allMatch(ScriptedSocket::isGone));
        assertEquals(List.of(), heard);

        stage.network.onSent((socket, frame) -> {});
        stage.network.answer(200, Wire.information(false));
        stage.join("c-bob");
        assertEquals(List.of("connected as me", "me is here (own)", "c-bob is here"), heard);
    }

    @Test
    @DisplayName("S05 a join that is cancelled while it is being subscribed to comes to nothing")
    void cancelledAtOnce() {
        session.connect(TOKEN).subscribe(new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                subscription.cancel();
            }
        });
        assertEquals(Status.DISCONNECTED, session.snapshot().status());
        assertTrue(stage.network.sockets().stream().allMatch(ScriptedSocket::isGone));
        stage.join();
    }

    @Test
    @DisplayName("S10 an aborted join whose socket does not close is closed after one second")
    void abortedSocketHangs() {
        Disposable join = session.connect(TOKEN).subscribe();
        stage.socket().ignoreClose();
        join.dispose();
        stage.pass(Duration.ofMillis(999));
        assertEquals(false, stage.socket().isGone());
        stage.pass(Duration.ofMillis(1));
        assertEquals(true, stage.socket().isGone());
    }

    @Test
    @DisplayName("S05 an answer that comes after the abort lets nobody in")
    void lateAnswer() {
        Disposable join = session.connect(TOKEN).subscribe();
        stage.socket().ignoreClose();
        join.dispose();
        stage.letIn("c-bob");
        assertEquals(Status.DISCONNECTED, session.snapshot().status());
        assertEquals(List.of(), heard);
    }

    @Test
    @DisplayName("S05 a second connect while connecting fails with OT_ILLEGAL_STATE and disturbs nothing")
    void secondWhileConnecting() {
        List<Connection> first = new ArrayList<>();
        session.connect(TOKEN).subscribe(first::add);
        assertSecondFails("it is connecting already");
        stage.letIn();
        assertEquals(1, first.size());
        assertEquals(1, stage.network.sockets().size());
        assertEquals(1, stage.network.questions().size());
    }

    @Test
    @DisplayName("S05 so does one while connected, and cancelling it does nothing either")
    void secondWhileConnected() {
        stage.join();
        assertSecondFails("it is connected already");
        session.connect(Mono.never()).subscribe(own -> {}, failure -> {}).dispose();
        stage.pass(Duration.ofSeconds(10));
        assertEquals(Status.CONNECTED, session.snapshot().status());
        assertEquals(List.of("connected as me", "me is here (own)"), heard);
        assertEquals(1, stage.network.questions().size());
    }

    private void assertSecondFails(String why) {
        StepVerifier.create(session.connect("another token")).verifyErrorSatisfies(failure -> {
            assertEquals("OT_ILLEGAL_STATE", exception(failure).name());
            assertEquals(1015, exception(failure).code());
            assertTrue(failure.getMessage().contains(why), failure.getMessage());
        });
    }

    @Test
    @DisplayName("S05 cancelling connect after it has emitted does nothing")
    void cancelAfterwards() {
        Disposable join = session.connect(TOKEN).subscribe();
        stage.letIn();
        join.dispose();
        stage.pass(Duration.ofSeconds(10));
        assertEquals(Status.CONNECTED, session.snapshot().status());
        assertEquals(List.of("connected as me", "me is here (own)"), heard);
    }

    @Test
    @DisplayName("S05 cancelling from within sessionConnected, just before the Mono's value, does nothing either")
    void cancelAtTheLastMoment() {
        Disposable.Swap join = Disposables.swap();
        session.events().take(1).subscribe(connected -> join.dispose());
        join.update(session.connect(TOKEN).subscribe());
        stage.letIn();
        assertEquals(Status.CONNECTED, session.snapshot().status());
    }

    private static SessionException exception(Throwable failure) {
        return assertInstanceOf(SessionException.class, failure);
    }
}
