package io.sessionreactive;

import static io.sessionreactive.Stage.TOKEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.SessionSnapshot.Status;
import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.FrameType;
import io.sessionreactive.rumor.Headers;
import io.sessionreactive.transport.SocketClosedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

/** The ways in which a stay ends. */
@Timeout(60)
class SessionDisconnectTest {
    private final Stage stage = new Stage();
    private final Session session = stage.session;

    @Test
    @DisplayName("S10 disconnect says farewell, closes in order and completes when the socket is closed")
    void disconnect() {
        stage.join("c-bob");
        stage.socket().ignoreClose();
        List<String> heard = stage.listen();
        StepVerifier.create(session.disconnect())
                .expectSubscription()
                .then(() -> {
                    Frame farewell = stage.socket().sent(FrameType.DISCONNECT).get(0);
                    assertEquals("", farewell.headers().get(Headers.RECONNECT));
                    assertTrue(stage.socket().isClosedInOrder());
                    assertFalse(stage.socket().isGone());
                    assertEquals(3, heard.size());
                })
                .then(() -> stage.socket().end(SocketClosedException.closedByUs()))
                .verifyComplete();
        assertEquals(
                List.of(
                        "connected as me",
                        "me is here (own)",
                        "c-bob is here",
                        "disconnected: clientDisconnected",
                        "completed"),
                heard);
        assertEquals(Status.DISCONNECTED, session.snapshot().status());
        assertEquals(1, stage.socket().sent(FrameType.DISCONNECT).size());
    }

    @Test
    @DisplayName("S10 a service that does not answer the farewell is waited for one second")
    void farewellUnanswered() {
        List<String> heard = stage.listen();
        stage.join();
        stage.socket().ignoreClose();
        StepVerifier.create(session.disconnect())
                .expectSubscription()
                .then(() -> stage.pass(Duration.ofMillis(999)))
                .then(() -> assertFalse(stage.socket().isGone()))
                .then(() -> stage.pass(Duration.ofMillis(1)))
                .verifyComplete();
        assertTrue(stage.socket().isGone());
        assertEquals("disconnected: clientDisconnected", heard.get(2));
    }

    @Test
    @DisplayName("S10 the farewell of one stay has no power over the next")
    void lateFarewell() {
        stage.join();
        session.disconnect().subscribe();
        stage.join();
        stage.pass(Duration.ofSeconds(10));
        assertEquals(Status.CONNECTED, session.snapshot().status());
        assertFalse(stage.socket().isGone());
    }

    @Test
    @DisplayName("S10 not connected, disconnect completes at once, before the first join and after each")
    void notConnected() {
        StepVerifier.create(session.disconnect()).verifyComplete();
        stage.join();
        StepVerifier.create(session.disconnect()).verifyComplete();
        StepVerifier.create(session.disconnect()).verifyComplete();
        assertEquals(1, stage.socket().sent(FrameType.DISCONNECT).size());
    }

    @Test
    @DisplayName("S10 several calls of disconnect leave once and complete together")
    void severalAtOnce() {
        List<String> heard = stage.listen();
        stage.join();
        stage.socket().ignoreClose();
        List<String> done = new ArrayList<>();
        for (String name : List.of("first", "second")) {
            session.disconnect().subscribe(any -> {}, failure -> {}, () -> done.add(name));
        }
        assertEquals(List.of(), done);
        stage.pass(Duration.ofSeconds(1));
        assertEquals(List.of("first", "second"), done);
        assertEquals(1, stage.socket().sent(FrameType.DISCONNECT).size());
        assertEquals(
                List.of("connected as me", "me is here (own)", "disconnected: clientDisconnected", "completed"), heard);
    }

    @Test
    @DisplayName("S10 cancelling disconnect does not stop the leaving")
    void cancelled() {
        List<String> heard = stage.listen();
        stage.join();
        stage.socket().ignoreClose();
        session.disconnect().subscribe().dispose();
        stage.pass(Duration.ofSeconds(1));
        assertEquals("disconnected: clientDisconnected", heard.get(2));
    }

    @Test
    @DisplayName("S10 whoever leaves is told clientDisconnected, whatever comes in while leaving")
    void toldWhileLeaving() {
        List<String> heard = stage.listen();
        stage.join();
        stage.socket().ignoreClose();
        session.disconnect().subscribe();
        stage.tell(Wire.deleted(stage.ownId(), "networkDisconnected"));
        assertEquals("disconnected: clientDisconnected", heard.get(2));
        StepVerifier.create(session.disconnect()).verifyComplete();
        stage.pass(Duration.ofSeconds(1));
        assertEquals(4, heard.size());
        assertTrue(stage.socket().isGone());
    }

    @Test
    @DisplayName("a connect while leaving fails; once left, it is a new stay")
    void connectWhileLeaving() {
        stage.join();
        stage.socket().ignoreClose();
        session.disconnect().subscribe();
        StepVerifier.create(session.connect(TOKEN))
                .verifyErrorSatisfies(failure -> assertEquals(
                        "OT_ILLEGAL_STATE",
                        assertInstanceOf(SessionException.class, failure).name()));
        stage.pass(Duration.ofSeconds(1));
        stage.join();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"forceDisconnected", "mediaIdle", "serverRotation", "clientDisconnected", "out of coffee", ""})
    @DisplayName("S11 S28 ended by the service: its reason, also an unknown one, no connectionDestroyed of our own")
    void endedByService(String reason) {
        List<String> heard = stage.listen();
        stage.join("c-bob");
        stage.tell(Wire.deleted(stage.ownId(), reason));
        assertEquals(List.of("disconnected: " + reason, "completed"), heard.subList(3, heard.size()));
        assertEquals(Status.DISCONNECTED, session.snapshot().status());
        assertEquals(1, stage.socket().sent(FrameType.DISCONNECT).size());
        assertTrue(stage.socket().isGone());
    }

    @Test
    @DisplayName("S11 the known reasons are constants")
    void reasons() {
        assertEquals(DisconnectReason.CLIENT_DISCONNECTED, new DisconnectReason("clientDisconnected"));
        assertEquals(DisconnectReason.FORCE_DISCONNECTED, new DisconnectReason("forceDisconnected"));
        assertEquals(DisconnectReason.NETWORK_DISCONNECTED, new DisconnectReason("networkDisconnected"));
        assertEquals(DisconnectReason.MEDIA_IDLE, new DisconnectReason("mediaIdle"));
        assertEquals(DisconnectReason.SERVER_ROTATION, new DisconnectReason("serverRotation"));
    }

    @Test
    @DisplayName("S13 S36 without reconnection a lost link is networkDisconnected at once, and no error of connect")
    void lost() {
        List<String> heard = stage.listen();
        List<Throwable> failures = new ArrayList<>();
        session.connect(TOKEN).subscribe(own -> {}, failures::add);
        stage.letIn("c-bob");
        stage.socket().cut();
        assertEquals(List.of("disconnected: networkDisconnected", "completed"), heard.subList(3, heard.size()));
        assertEquals(List.of(), failures);
        stage.pass(Duration.ofMinutes(2));
        assertEquals(1, stage.network.sockets().size());
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1006, 1011, 4000})
    @DisplayName("S11 so is a socket closed by the service, whatever the code")
    void closedByService(int code) {
        List<String> heard = stage.listen();
        stage.join();
        stage.socket().end(SocketClosedException.closedByPeer(code, ""));
        assertEquals(List.of("disconnected: networkDisconnected", "completed"), heard.subList(2, heard.size()));
    }

    @Test
    @DisplayName("S11 a reason that came before the link is lost stands")
    void reasonBeforeLoss() {
        List<String> heard = stage.listen();
        stage.join();
        stage.socket().ignoreClose();
        stage.tell(Wire.deleted(stage.ownId(), "forceDisconnected"));
        stage.socket().cut();
        assertEquals(List.of("disconnected: forceDisconnected", "completed"), heard.subList(2, heard.size()));
    }

    @Test
    @DisplayName("S01 disposing of the client leaves its sessions, aborts joins, and later connects fail")
    void disposed() {
        List<String> heard = stage.listen();
        stage.join();
        Session joining = stage.openTok.initSession(Wire.API_KEY, "1_other");
        stage.network.silent();
        List<Throwable> aborted = new ArrayList<>();
        joining.connect(TOKEN).subscribe(own -> {}, aborted::add);
        StepVerifier.create(stage.openTok.disposeLater()).verifyComplete();
        assertEquals("disconnected: clientDisconnected", heard.get(2));
        assertEquals("OT_CONNECT_ABORTED", ((SessionException) aborted.get(0)).name());
        StepVerifier.create(session.connect(TOKEN)).verifyErrorSatisfies(failure -> {
            assertEquals(
                    "OT_ILLEGAL_STATE",
                    assertInstanceOf(SessionException.class, failure).name());
            assertTrue(failure.getMessage().contains("disposed of"), failure.getMessage());
        });
        StepVerifier.create(stage.openTok.disposeLater()).verifyComplete();
    }

    @Test
    @DisplayName("S09 whoever asks a disposed client for its exceptions is not left waiting")
    void exceptionsOfDisposed() {
        stage.openTok.disposeLater().subscribe();
        StepVerifier.create(stage.openTok.exceptions()).verifyComplete();
    }
}
