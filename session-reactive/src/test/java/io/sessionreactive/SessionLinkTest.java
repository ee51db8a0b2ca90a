package io.sessionreactive;

import static io.sessionreactive.Stage.TOKEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.SessionSnapshot.Status;
import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.FrameType;
import io.sessionreactive.rumor.Headers;
import io.sessionreactive.rumor.Payload;
import io.sessionreactive.transport.SocketClosedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a session does on the wire so that its link lives: acknowledgements, duplicates, PING, limits. */
@Timeout(60)
class SessionLinkTest {
    private final Stage stage = new Stage();
    private final Session session = stage.session;
    private final List<String> heard = stage.listen();

    static Stream<Arguments> senders() {
        return Stream.of(
                Arguments.of("c-bob", List.of("c-bob")),
                Arguments.of("", List.of("")),
                Arguments.of("symphony.example.com", List.of("symphony.example.com")),
                Arguments.of(null, List.of("/v2/topic", "c-me")));
    }

    @ParameterizedTest
    @MethodSource("senders")
    @DisplayName("each message is acknowledged at once, to its sender or, where it names none, to its own addresses")
    void acknowledged(String from, List<String> addresses) {
        stage.join("c-bob");
        Headers headers = from == null
                ? Headers.of(Headers.TRANSACTION_ID, "t-1")
                : Headers.of(Headers.TRANSACTION_ID, "t-1", Headers.FROM_ADDRESS, from);
        Payload json = Payload.ofUtf8(Wire.created("c-ann"));
        stage.socket().feed(new Frame(FrameType.MESSAGE, List.of("/v2/topic", "c-me"), headers, json));
        Frame expected = new Frame(
                FrameType.STATUS,
                addresses,
                Headers.of(Headers.TRANSACTION_ID, "t-1", Headers.FROM_ADDRESS, stage.ownId()),
                Payload.EMPTY);
        assertEquals(List.of(expected), stage.socket().sent(FrameType.STATUS));
        assertEquals("c-ann is here", heard.get(3));
    }

    @Test
    @DisplayName("a message that is not understood is acknowledged, one without transaction id is told and is not")
    void acknowledgedOrNot() {
        stage.join();
        stage.tell(Wire.message("frobnicated", "/flux/1", "{}"));
        assertEquals(1, stage.socket().sent(FrameType.STATUS).size());
        Headers headers = Headers.of(Headers.FROM_ADDRESS, "");
        for (int i = 1; i <= 2; i++) {
            Payload json = Payload.ofUtf8(Wire.signal("chat", "" + i));
            stage.socket().feed(new Frame(FrameType.MESSAGE, List.of("c-me"), headers, json));
        }
        assertEquals(1, stage.socket().sent(FrameType.STATUS).size());
        assertEquals(List.of("signal chat=1 from a server", "signal chat=2 from a server"), heard.subList(2, 4));
    }

    @Test
    @DisplayName("S24 a message that comes again is acknowledged again and told once, also with other content")
    void duplicates() {
        stage.join();
        for (String data : List.of("1", "1", "other")) {
            stage.socket().feed(ScriptedSocket.message("t-1", "", Wire.signal("chat", data)));
        }
        stage.socket().feed(ScriptedSocket.message("t-2", "", Wire.signal("chat", "2")));
        stage.socket().feed(ScriptedSocket.message("t-1", "", Wire.signal("chat", "1")));
        assertEquals(
                List.of("t-1", "t-1", "t-1", "t-2", "t-1"),
                stage.socket().sent(FrameType.STATUS).stream()
                        .map(Frame::transactionId)
                        .toList());
        assertEquals(
                List.of("signal chat=1 from a server", "signal chat=2 from a server"), heard.subList(2, heard.size()));
    }

    @Test
    @DisplayName("S24 4,000 messages later, four times what may be unacknowledged, a duplicate is still known")
    void memory() {
        stage.join();
        for (int i = 0; i < 4_000; i++) {
            stage.socket().feed(ScriptedSocket.message("t-" + i, "", Wire.signal("chat", "" + i)));
        }
        int told = heard.size();
        stage.socket().feed(ScriptedSocket.message("t-0", "", Wire.signal("chat", "0")));
        assertEquals(told, heard.size());
        assertEquals(4_001, stage.socket().sent(FrameType.STATUS).size());
    }

    @Test
    @DisplayName("S14 a PING goes out when nothing was sent for 2 s, and only then")
    void ping() {
        stage.join();
        stage.pass(Duration.ofMillis(1_999));
        assertEquals(0, pings());
        stage.pass(Duration.ofMillis(1));
        assertEquals(1, pings());
        stage.pass(Duration.ofSeconds(4));
        assertEquals(3, pings());
        for (int i = 0; i < 10; i++) {
            stage.pass(Duration.ofSeconds(1));
            stage.tell(Wire.signal("chat", "" + i)); // its acknowledgement is traffic enough
        }
        assertEquals(3, pings());
        stage.pass(Duration.ofSeconds(2));
        assertEquals(4, pings());
    }

    @Test
    @DisplayName("S14 there is no PING without an open socket, nor after the end")
    void noPing() {
        stage.join();
        stage.socket().cut();
        stage.pass(Duration.ofMinutes(1));
        assertEquals(0, pings());
        stage.join();
        session.disconnect().subscribe();
        stage.pass(Duration.ofMinutes(1));
        assertEquals(0, pings());
    }

    private int pings() {
        return stage.socket().sent(FrameType.PING).size();
    }

    @Test
    @DisplayName("S14 a socket has 15 s to open, 16 MiB for a message, and is dead after 49.9 s of silence, 5.9 s"
            + " where reconnection is allowed")
    void limits() {
        session.connect(TOKEN).subscribe();
        assertEquals(Duration.ofSeconds(15), stage.socket().limits().open());
        assertEquals(16 * 1024 * 1024, stage.socket().limits().mostBytesIn());
        assertEquals(Duration.ofMillis(49_900), stage.socket().limits().silence());

        Stage resumable = new Stage();
        resumable.network.answer(200, Wire.information(true));
        resumable.session.connect(TOKEN).subscribe();
        assertEquals(Duration.ofMillis(5_900), resumable.socket().limits().silence());
    }

    @Test
    @DisplayName("a message over 16 MiB ends the session with OT_MESSAGE_TOO_LARGE, and does not bring it back")
    void tooLarge() {
        List<SessionException> exceptions = new ArrayList<>();
        stage.openTok.exceptions().subscribe(exceptions::add);
        stage.network.answer(200, Wire.information(true));
        stage.join();
        stage.socket().end(SocketClosedException.tooLarge(16 * 1024 * 1024, null));
        assertEquals(Status.DISCONNECTED, session.snapshot().status());
        assertEquals("disconnected: networkDisconnected", heard.get(2));
        stage.pass(Duration.ofMinutes(2));
        assertEquals(1, stage.network.sockets().size());
        assertEquals(1, exceptions.size());
        assertEquals(Operation.RECEIVE, exceptions.get(0).operation());
        assertEquals("OT_MESSAGE_TOO_LARGE", exceptions.get(0).name());
        String message = exceptions.get(0).getMessage();
        assertTrue(message.contains("more than 16777216 bytes"), message);
    }

    @Test
    @DisplayName("a message over 16 MiB while joining fails connect, and the failure names the limit")
    void tooLargeWhileJoining() {
        List<Throwable> failures = new ArrayList<>();
        session.connect(TOKEN).subscribe(own -> {}, failures::add);
        stage.socket().end(SocketClosedException.tooLarge(16 * 1024 * 1024, null));
        assertEquals(1, failures.size());
        String message = failures.get(0).getMessage();
        assertTrue(message.contains("more than 16777216 bytes"), message);
    }
}
