package io.sessionreactive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.SessionSnapshot.Status;
import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.FrameType;
import io.sessionreactive.transport.SocketClosedException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.util.retry.Retry;

/** The way back from a lost link, and the way out where there is none. */
@Timeout(30)
class ReconnectTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final LostLink link = new LostLink();
    private final Stage stage = link.stage;

    @Test
    @DisplayName(
            "S18 a reconnection is the same logical socket: same socketId, reconnect=true, a new attempt, no CONNECT")
    void sameLogicalSocket() {
        stage.join();
        String first = stage.socket().uri().getQuery();
        link.cut();
        stage.pass(SECOND);
        String second = stage.socket().uri().getQuery();
        assertEquals(query(first, "socketId"), query(second, "socketId"));
        assertNotEquals(query(first, "attempt"), query(second, "attempt"));
        assertEquals("", query(first, "reconnect"));
        assertEquals("true", query(second, "reconnect"));
        assertEquals(List.of(Frame.PING), stage.socket().sent());
    }

    @Test
    @DisplayName("S16 S17 reconnecting is told once, reconnected only when the service has said something")
    void toldOnce() {
        stage.join("bob");
        List<String> heard = stage.listen();
        heard.clear();
        stage.network.refuseSockets(3);
        link.cut();
        assertEquals(Status.RECONNECTING, stage.session.snapshot().status());
        stage.pass(SECOND.multipliedBy(4));
        assertEquals(List.of("reconnecting"), heard, "the socket is open, which proves nothing");
        stage.socket().feed(Frame.PONG);
        assertEquals(List.of("reconnecting", "reconnected"), heard);
        assertEquals(Status.CONNECTED, stage.session.snapshot().status());
        assertEquals(2, stage.session.snapshot().connections().size(), "S30");
    }

    @Test
    @DisplayName("S25 what changed meanwhile is told after reconnected, once and in order")
    void changesMeanwhile() {
        stage.join("bob");
        List<String> heard = stage.listen();
        heard.clear();
        link.cut();
        stage.pass(SECOND);
        stage.tell(Wire.created("eve"));
        stage.tell("bob", Wire.signal("chat", "one"));
        stage.tell(Wire.deleted("bob", "clientDisconnected"));
        assertEquals(
                List.of(
                        "reconnecting",
                        "reconnected",
                        "eve is here",
                        "signal chat=one from bob",
                        "bob left: clientDisconnected"),
                heard);
        assertEquals(2, stage.session.snapshot().connections().size(), "S30");
    }

    @Test
    @DisplayName("S24 a message that comes again is acknowledged again and not told again")
    void duplicates() {
        stage.join("bob");
        String transactionId = stage.socket().tell("bob", Wire.signal("chat", "one"));
        List<String> heard = stage.listen();
        heard.clear();
        link.cut();
        stage.pass(SECOND);
        stage.socket().feed(ScriptedSocket.message(transactionId, "bob", Wire.signal("chat", "one")));
        assertEquals(List.of("reconnecting", "reconnected"), heard);
        assertEquals(
                List.of(transactionId),
                stage.socket().sent(FrameType.STATUS).stream()
                        .map(Frame::transactionId)
                        .toList());
        assertEquals(1, link.duplicates);
    }

    @Test
    @DisplayName("S08 whoever subscribes while reconnecting first gets the state, then reconnecting")
    void lateSubscriber() {
        stage.join("bob");
        link.cut();
        List<String> heard = stage.listen();
        assertEquals(List.of("connected as me", "me is here (own)", "bob is here", "reconnecting"), heard);
        stage.pass(SECOND);
        stage.socket().feed(Frame.PONG);
        assertEquals("reconnected", heard.get(heard.size() - 1));
        assertEquals(5, heard.size());
    }

    @Test
    @DisplayName("S12 S14 after the window the session ends with networkDisconnected, however far an attempt is")
    void window() {
        stage.join();
        List<String> heard = stage.listen();
        heard.clear();
        link.cut();
        stage.pass(SECOND); // the socket opens, and says nothing
        ScriptedSocket unproven = stage.socket();
        stage.pass(Duration.ofMillis(28_999));
        assertEquals(List.of("reconnecting"), heard);
        assertFalse(unproven.isGone());
        stage.pass(Duration.ofMillis(1));
        assertEquals(List.of("reconnecting", "disconnected: networkDisconnected", "completed"), heard);
        assertTrue(unproven.isGone());
        link.nothingIsLeft();
    }

    @Test
    @DisplayName("S17 the window begins afresh with each outage")
    void windowPerOutage() {
        stage.join();
        for (int outage = 0; outage < 4; outage++) {
            stage.network.refuseSockets(12);
            link.cut();
            stage.pass(SECOND.multipliedBy(25));
            stage.socket().feed(Frame.PONG);
            assertEquals(Status.CONNECTED, stage.session.snapshot().status(), "outage " + outage);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1003, 1011, 1009})
    @DisplayName("S15 a close by which the service does not want us back ends the session")
    void finalCloses(int code) {
        stage.join();
        List<String> heard = stage.listen();
        heard.clear();
        stage.socket().end(SocketClosedException.closedByPeer(code, ""));
        stage.pass(Duration.ZERO);
        assertEquals(List.of("disconnected: networkDisconnected", "completed"), heard);
        assertEquals(1, stage.network.sockets().size());
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1002, 1005, 1008, 1012, 1013, 4000, 4001, 4010})
    @DisplayName("S15 after any other close the link is restored")
    void otherCloses(int code) {
        stage.join();
        stage.socket().end(SocketClosedException.closedByPeer(code, ""));
        stage.pass(SECOND);
        stage.socket().feed(Frame.PONG);
        assertEquals(Status.CONNECTED, stage.session.snapshot().status());
    }

    @Test
    @DisplayName("S15 when the service has nothing to resume the session ends at once")
    void nothingToResume() {
        stage.join();
        List<String> heard = stage.listen();
        heard.clear();
        link.cut();
        stage.pass(SECOND);
        stage.socket().end(SocketClosedException.closedByPeer(1011, ""));
        stage.pass(Duration.ZERO);
        assertEquals(List.of("reconnecting", "disconnected: networkDisconnected", "completed"), heard);
        link.nothingIsLeft();
    }

    @Test
    @DisplayName("S15 when the service refuses who we are on the way back the session ends at once")
    void unauthorized() {
        stage.join();
        stage.network.refuseSockets(1, SocketClosedException.refused(403, "who are you?", null));
        link.cut();
        stage.pass(SECOND);
        assertEquals(Status.DISCONNECTED, stage.session.snapshot().status());
        assertEquals(2, stage.network.sockets().size());
    }

    @Test
    @DisplayName("S13 where the session information does not allow reconnection a drop ends the session")
    void notAllowed() {
        stage.network.answer(200, Wire.information(false));
        stage.join();
        List<String> heard = stage.listen();
        heard.clear();
        link.cut();
        assertEquals(List.of("disconnected: networkDisconnected", "completed"), heard);
    }

    @Test
    @DisplayName("S13 a policy that never tries is the same, and sockets do not name themselves")
    void never() {
        Stage without = new LostLink(options -> options.reconnect(ReconnectPolicy.never())).stage;
        without.join();
        assertEquals(null, without.socket().uri().getQuery());
        without.socket().cut();
        without.pass(Duration.ZERO);
        assertEquals(Status.DISCONNECTED, without.session.snapshot().status());
        assertEquals(1, without.network.sockets().size());
    }

    static Stream<Retry> ofTwoAttempts() {
        return Stream.of(Retry.max(2), Retry.maxInARow(2), Retry.from(failures -> failures.take(2)));
    }

    @ParameterizedTest
    @MethodSource("ofTwoAttempts")
    @DisplayName("S14 any Retry is a policy, and each outage has the whole budget")
    void anyRetry(Retry ofTwoAttempts) {
        Stage other = new LostLink(options -> options.reconnect(ofTwoAttempts)).stage;
        other.join();
        for (int outage = 0; outage < 5; outage++) {
            other.network.refuseSockets(1);
            other.socket().cut();
            other.pass(Duration.ZERO);
            other.socket().feed(Frame.PONG);
            assertEquals(Status.CONNECTED, other.session.snapshot().status(), "outage " + outage);
        }
        other.network.refuseSockets(2);
        other.socket().cut();
        other.pass(Duration.ZERO);
        assertEquals(Status.DISCONNECTED, other.session.snapshot().status());
    }

    @Test
    @DisplayName("S14 opening the first socket may take 15 s, and 5 s on the way back; silence is 5.9 s in both")
    void limits() {
        stage.join();
        assertEquals(Duration.ofSeconds(15), stage.socket().limits().open());
        assertEquals(Duration.ofMillis(5_900), stage.socket().limits().silence());
        link.cut();
        stage.pass(SECOND);
        assertEquals(Duration.ofSeconds(5), stage.socket().limits().open());
        assertEquals(Duration.ofMillis(5_900), stage.socket().limits().silence());
    }

    @Test
    @DisplayName("S02 S18 when reconnecting has failed, a later connect is a new connection")
    void joinsAnew() {
        String first = stage.join().connectionId();
        link.cut();
        stage.network.holdSockets();
        stage.pass(SECOND.multipliedBy(30));
        assertEquals(Status.DISCONNECTED, stage.session.snapshot().status());
        stage.network.openSockets();
        String second = stage.join().connectionId();
        assertNotEquals(first, second);
        assertEquals("", query(stage.socket().uri().getQuery(), "reconnect"));
    }

    private static String query(String query, String name) {
        return Stream.of(query.split("&"))
                .filter(field -> field.startsWith(name + "="))
                .map(field -> field.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }
}
