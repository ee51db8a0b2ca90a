package io.sessionreactive.tests;

import static io.sessionreactive.support.Guest.PATIENCE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.sessionreactive.Connection;
import io.sessionreactive.DisconnectReason;
import io.sessionreactive.OpenTok;
import io.sessionreactive.Session;
import io.sessionreactive.SessionEvent;
import io.sessionreactive.SessionEvent.ConnectionCreated;
import io.sessionreactive.SessionEvent.ConnectionDestroyed;
import io.sessionreactive.SessionEvent.SessionDisconnected;
import io.sessionreactive.SessionEvent.SessionReconnected;
import io.sessionreactive.SessionEvent.SessionReconnecting;
import io.sessionreactive.SessionEvent.SignalReceived;
import io.sessionreactive.Signal;
import io.sessionreactive.rumor.FrameCodec;
import io.sessionreactive.rumor.FrameType;
import io.sessionreactive.support.Border;
import io.sessionreactive.support.Border.Crossing;
import io.sessionreactive.support.Guest;
import io.sessionreactive.transport.SocketClosedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/**
 * Joining, signalling, and losing the link in between. Needs one session and one token, which others may use too: people
 * are known by their connection ids, signals by a type of their own.
 */
@Timeout(240)
abstract class LinkContract extends SessionContract {
    private final String type = "test-" + UUID.randomUUID();
    private Person red;
    private Person blue;

    @BeforeEach
    final void join() {
        red = new Person();
        blue = new Person();
    }

    @AfterEach
    final void leave() {
        red.client.disposeLater().block(PATIENCE);
        blue.client.disposeLater().block(PATIENCE);
    }

    @Test
    @DisplayName("S05 S18 S27 who has joined is known to the other, and signals go both ways")
    void joinsAndSignals() {
        red.signal("1");
        blue.signal("2");
        red.signal("end");
        assertEquals(List.of("1", "2", "end"), blue.heardUntil("end"));
        assertEquals(List.of("came"), red.toldOf(blue));
        assertEquals(List.of("came"), blue.toldOf(red));
    }

    @Test
    @DisplayName("S13 S16 S17 S18 after a cut the session goes on as the same connection, and nobody else hears of it")
    void cut() {
        red.through(red.border::cut);
        red.signal("end");

        assertEquals(List.of("end"), blue.heardUntil("end"));
        assertEquals(red.me, red.session.snapshot().connection());
        assertEquals(List.of("came"), blue.toldOf(red));
        assertEquals(List.of("came"), red.toldOf(blue));
    }

    @Test
    @DisplayName("S23 S24 a signal whose acknowledgement got lost is sent again byte by byte, and arrives once")
    void lostAcknowledgement() {
        red.border.loseNextAnswer();
        red.signal("once");
        red.signal("end");

        assertEquals(List.of("once", "end"), blue.heardUntil("end"));
        assertEquals(List.of("once", "end"), red.heardUntil("end"));
        List<Crossing> sockets = red.border.crossings();
        assertArrayEquals(
                signals(sockets.get(0)).get(0), signals(sockets.get(1)).get(0));
    }

    @Test
    @DisplayName("S18 a socket resumes the one before: its id, no CONNECT and no SUBSCRIBE, and PING first")
    void resumes() {
        red.through(red.border::cut);
        Crossing before = red.border.crossings().get(0);
        Crossing after = red.border.crossings().get(red.border.crossings().size() - 1);
        assertEquals("", before.parameter("reconnect"));
        assertEquals("true", after.parameter("reconnect"));
        assertEquals(before.parameter("socketId"), after.parameter("socketId"));
        assertNotEquals(before.parameter("attempt"), after.parameter("attempt"));
        List<FrameType> types = after.sent().stream()
                .map(bytes -> FrameCodec.decode(bytes).type())
                .toList();
        assertEquals(FrameType.PING, types.get(0));
        assertEquals(0, types.stream().filter(LinkContract::opensAnew).count());
    }

    @Test
    @DisplayName("S21 S23 S25 S26 signals of both sides during an outage arrive once, in order, after it")
    void outage() {
        red.border.bar();
        Mono<Void> held = Flux.just("red 1", "red 2")
                .flatMapSequential(data -> red.session.signal(Signal.of(type, data)))
                .then()
                .cache();
        red.through(() -> {
            red.border.cut();
            red.await(SessionReconnecting.class);
            held.subscribe();
            blue.signal("blue 1");
            blue.signal("blue 2");
            red.border.open();
        });
        red.signal("end");

        assertEquals(List.of("blue 1", "blue 2", "red 1", "red 2", "end"), blue.heardUntil("end"));
        assertEquals(List.of("blue 1", "blue 2", "red 1", "red 2", "end"), red.heardUntil("end"));
        StepVerifier.create(held).expectComplete().verify(PATIENCE);
    }

    @Test
    @DisplayName("S11 S15 after a close with 1011 the session is over at once, and may be joined again")
    void closedForGood() {
        red.border.endWith(1011);
        assertEquals(
                DisconnectReason.NETWORK_DISCONNECTED,
                red.await(SessionDisconnected.class).reason());
        assertEquals(1, red.border.crossings().size());

        assertNotEquals(red.me, red.session.connect(token("Red")).block(PATIENCE));
    }

    @Test
    @DisplayName("S12 S15 S18 whose place the service has given up is refused with 1011, and does not try again")
    void nothingToResume() {
        red.border.leaveBehindItsBack();
        blue.events
                .filter(event -> event instanceof ConnectionDestroyed gone
                        && gone.connection().equals(red.me))
                .blockFirst(PATIENCE);
        red.border.cut();
        red.await(SessionReconnecting.class);
        assertEquals(
                DisconnectReason.NETWORK_DISCONNECTED,
                red.await(SessionDisconnected.class).reason());

        List<Crossing> sockets = red.border.crossings();
        assertEquals(2, sockets.size());
        assertEquals(1011, ((SocketClosedException) sockets.get(1).ends().get(0)).code());
    }

    private static boolean opensAnew(FrameType type) {
        return type == FrameType.CONNECT || type == FrameType.SUBSCRIBE;
    }

    private List<byte[]> signals(Crossing socket) {
        return socket.sent().stream()
                .filter(bytes -> new String(bytes, StandardCharsets.UTF_8).contains(type))
                .toList();
    }

    /** A client with a border of its own, in the session. */
    private final class Person {
        private final OpenTok client;
        private final Session session;
        private final Flux<SessionEvent> events;
        private final Connection me;
        private Border border;

        Person() {
            client = place().newClient(real -> {
                border = new Border(real);
                return border;
            });
            session = client.initSession(Guest.patient(place().apiKey(), sessionId()));
            events = session.events().replay().autoConnect(0);
            me = session.connect(token("somebody")).block(PATIENCE);
        }

        void signal(String data) {
            session.signal(Signal.of(type, data)).block(PATIENCE);
        }

        /** Does that, and returns when the link was lost and is back. */
        void through(Runnable loss) {
            StepVerifier.create(events.filter(event ->
                                    event instanceof SessionReconnecting || event instanceof SessionReconnected)
                            .take(2))
                    .then(loss)
                    .expectNextMatches(SessionReconnecting.class::isInstance)
                    .expectNextMatches(SessionReconnected.class::isInstance)
                    .expectComplete()
                    .verify(PATIENCE);
        }

        <T extends SessionEvent> T await(Class<T> kind) {
            return events.ofType(kind).blockFirst(PATIENCE);
        }

        /** The data of our signals, until that one, for which this waits. */
        List<String> heardUntil(String last) {
            return events.ofType(SignalReceived.class)
                    .filter(signal -> type.equals(signal.type()))
                    .map(signal -> String.valueOf(signal.data()))
                    .takeUntil(last::equals)
                    .collectList()
                    .block(PATIENCE);
        }

        /** That the other one came, or went, as often as this one has been told so far. */
        List<String> toldOf(Person other) {
            session.signal(Signal.of(type, "last").to(me)).block(PATIENCE);
            return events.takeUntil(event -> event instanceof SignalReceived signal && "last".equals(signal.data()))
                    .flatMapIterable(event -> {
                        if (event instanceof ConnectionCreated created
                                && created.connection().equals(other.me)) {
                            return List.of("came");
                        }
                        boolean went = event instanceof ConnectionDestroyed gone
                                && gone.connection().equals(other.me);
                        return went ? List.of("went") : List.of();
                    })
                    .collectList()
                    .block(PATIENCE);
        }
    }
}
