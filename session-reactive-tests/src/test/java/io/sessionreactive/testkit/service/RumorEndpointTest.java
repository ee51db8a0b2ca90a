package io.sessionreactive.testkit.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.raptor.RaptorCodec;
import io.sessionreactive.raptor.RaptorMessage;
import io.sessionreactive.raptor.ResourcePath;
import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.FrameType;
import io.sessionreactive.rumor.Headers;
import io.sessionreactive.rumor.Payload;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RumorEndpointTest {
    private static final Duration MILLISECOND = Duration.ofMillis(1);

    private final PlayedService service = new PlayedService();

    @Test
    @DisplayName("CONNECT is answered, and SUBSCRIBE is not")
    void connect() {
        PlayedClient client = service.open("a");
        client.connect("t-1");
        client.subscribe();
        assertEquals(List.of("STATUS 200 for t-1"), client.heard());
        assertEquals("open", client.end());
    }

    @Test
    @DisplayName("CONNECT needs no transaction id, and then has no answer")
    void connectWithoutTransaction() {
        PlayedClient client = service.open("a");
        client.say(new Frame(FrameType.CONNECT, List.of(), Headers.of(Headers.UNIQUE_ID, "a"), Payload.EMPTY));
        client.say(Frame.PING);
        assertEquals(List.of("PONG"), client.heard());
    }

    @ParameterizedTest
    @EnumSource(
            value = FrameType.class,
            names = {"PING", "SUBSCRIBE", "UNSUBSCRIBE", "MESSAGE", "STATUS", "DISCONNECT"})
    @DisplayName("before CONNECT nothing else is taken")
    void connectFirst(FrameType type) {
        PlayedClient client = service.open("a");
        client.say(new Frame(type, List.of(), Headers.of(Headers.TRANSACTION_ID, "t-1"), Payload.EMPTY));
        assertEquals("closed with 1002: the first frame is CONNECT", client.end());
        assertEquals(List.of(), client.heard());
    }

    @Test
    @DisplayName("a socket that says it comes back is taken where its id is unknown, if CONNECT comes first")
    void firstSocketFailed() {
        PlayedClient client = service.reopen("a");
        client.join(service.token());
        assertEquals("open", client.end());
        assertEquals(List.of("a"), service.members());
    }

    @Test
    @DisplayName("S15 a socket that says it comes back and goes on as if nothing was is closed with 1011")
    void nothingToResume() {
        PlayedClient client = service.reopen("a");
        client.say(Frame.PING);
        assertEquals("closed with 1011: there is nothing to resume", client.end());
    }

    @Test
    @DisplayName("a socket that says nothing is closed after 10 s, with 1011 if it says it comes back")
    void firstFrame() {
        PlayedClient first = service.open("a");
        PlayedClient back = service.reopen("b");
        service.pass(PlayedService.FIRST_FRAME.minus(MILLISECOND));
        assertEquals("open", first.end());
        service.pass(MILLISECOND);
        assertEquals("closed with 1002: the first frame is CONNECT", first.end());
        assertEquals("closed with 1011: there is nothing to resume", back.end());
    }

    @Test
    @DisplayName("each PING is answered by a PONG, and a client that pings lives on")
    void ping() {
        PlayedClient client = service.joined("a");
        service.pass(Duration.ofHours(1), client);
        client.say(Frame.PING);
        assertEquals(List.of("PONG"), client.heard());
        assertEquals("open", client.end());
    }

    @Test
    @DisplayName("a client of which nothing is heard for 15 s is cut")
    void silence() {
        PlayedClient client = service.joined("a");
        service.pass(Duration.ofSeconds(7));
        client.say(Frame.PING);
        service.pass(PlayedService.SILENCE.minus(MILLISECOND));
        assertEquals("open", client.end());
        service.pass(MILLISECOND);
        assertEquals("cut", client.end());
        assertEquals(List.of("(a)"), service.members());
    }

    @Test
    @DisplayName("a message of the service says what it is, whom it is for and who sent it")
    void message() {
        PlayedClient client = service.joined("a");
        service.joined("b").signal("t-1", "hello");
        List<Frame> frames = client.frames();
        assertEquals(2, frames.size());
        for (Frame frame : frames) {
            assertEquals(FrameType.MESSAGE, frame.type());
            assertEquals(List.of("a"), frame.addresses());
            assertEquals("application/x-raptor+v2", frame.headers().get(Headers.CONTENT_TYPE));
            assertNotNull(frame.transactionId());
        }
        assertEquals("", frames.get(0).headers().get(Headers.FROM_ADDRESS));
        assertEquals("b", frames.get(1).headers().get(Headers.FROM_ADDRESS));
    }

    @Test
    @DisplayName("an acknowledgement is not answered, nor is one for what was never sent")
    void acknowledgement() {
        PlayedClient client = service.joined("a");
        client.acknowledge();
        client.say(Frame.status("", "t-unknown", 200, Payload.EMPTY));
        client.say(new Frame(FrameType.STATUS, List.of(), Headers.NONE, Payload.EMPTY));
        assertEquals(List.of(), client.heard());
        assertEquals("open", client.end());
    }

    @Test
    @DisplayName("CONNECT again with the same connection is answered; with another one it breaks the protocol")
    void connectAgain() {
        PlayedClient client = service.joined("a");
        client.connect("t-2");
        assertEquals(List.of("STATUS 200 for t-2"), client.heard());
        client.say(Frame.connect("b", "t-3", null));
        assertEquals("closed with 1002: the socket carries another connection already", client.end());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 129})
    @DisplayName("CONNECT names a connection of 1 to 128 characters")
    void connectionId(int length) {
        PlayedClient client = service.open("c".repeat(length));
        client.connect("t-1");
        assertEquals("closed with 1002: CONNECT names a connection, of at most 128 characters", client.end());
    }

    @Test
    @DisplayName("a MESSAGE without a usable transaction id breaks the protocol")
    void transactionId() {
        String tooLong = "t".repeat(129);
        for (Headers headers : List.of(
                Headers.NONE, Headers.of(Headers.TRANSACTION_ID, ""), Headers.of(Headers.TRANSACTION_ID, tooLong))) {
            PlayedClient client = service.openNameless("a");
            client.join(service.token());
            ResourcePath uri = ResourcePath.session("100", service.sessionId()).signal("1");
            Payload message = RaptorCodec.encode(RaptorMessage.of("signal", uri, RaptorMessage.NOTHING));
            client.say(new Frame(FrameType.MESSAGE, List.of(), headers, message));
            assertEquals("closed with 1002: a MESSAGE has a TRANSACTION-ID, of at most 128 characters", client.end());
            assertEquals(List.of(), service.signals());
        }
    }

    @Test
    @DisplayName(
            "a malformed frame, a text message, a PONG, or too many topics break the protocol, and end the connection")
    void broken() {
        List<String> topics = IntStream.range(0, 17).mapToObj(i -> "topic-" + i).toList();
        Frame subscribe = new Frame(FrameType.SUBSCRIBE, topics, Headers.NONE, Payload.EMPTY);
        List<java.util.function.Consumer<PlayedClient>> ways = List.of(
                client -> client.sayBytes((byte) 1, (byte) 2),
                PlayedClient::sayText,
                client -> client.say(Frame.PONG),
                client -> client.say(subscribe));
        for (int i = 0; i < ways.size(); i++) {
            String id = "breaks-" + i;
            PlayedClient client = service.joined(id);
            ways.get(i).accept(client);
            assertTrue(client.end().startsWith("closed with 1002: "), client.end());
            assertEquals(List.of(), service.members());
            PlayedClient again = service.reopen(id);
            assertEquals("closed with 1011: what this socket would resume is gone", again.end());
        }
    }

    @Test
    @DisplayName("a MESSAGE that is no JSON, or no message, is refused as malformed, and the connection goes on")
    void malformedMessage() {
        PlayedClient client = service.joined("a");
        for (String text : List.of("hello", "{}", "{\"method\":\"signal\",\"uri\":\"/v1/x\"}", "")) {
            client.say(new Frame(
                    FrameType.MESSAGE,
                    List.of(),
                    Headers.of(Headers.TRANSACTION_ID, "t-" + text),
                    Payload.ofUtf8(text)));
            List<String> heard = client.heard();
            assertEquals(1, heard.size(), text);
            assertTrue(heard.get(0).startsWith("STATUS 400 for t-" + text + " {\"reason\":"), heard.get(0));
        }
        assertEquals("open", client.end());
    }

    @Test
    @DisplayName("S10 DISCONNECT ends the connection at once, and nothing that follows on the socket counts")
    void disconnect() {
        PlayedClient client = service.joined("a");
        PlayedClient other = service.joined("b");
        client.frames();
        client.say(Frame.disconnect(false));
        assertEquals(List.of("service: deleted /connection/a clientDisconnected {}"), other.heard());
        client.signal("t-1", "too late");
        client.say(Frame.PING);
        other.signal("t-2", "hello");
        assertEquals(List.of(), client.heard());
        assertEquals(List.of("hello"), service.signals());
        assertEquals("open", client.end(), "the client closes its socket itself");
    }

    @Test
    @DisplayName("DISCONNECT without the header of the newer browser client leaves too")
    void disconnectWithoutHeader() {
        service.joined("a").say(new Frame(FrameType.DISCONNECT, List.of(), Headers.NONE, Payload.EMPTY));
        assertEquals(List.of(), service.members());
    }

    @Test
    @DisplayName("who says goodbye and does not close is cut when its silence is long enough")
    void goodbyeWithoutClose() {
        PlayedClient client = service.joined("a");
        client.say(Frame.disconnect(false));
        service.pass(PlayedService.SILENCE);
        assertEquals("cut", client.end());
    }

    @Test
    @DisplayName("DISCONNECT with reconnect=1 gives up the socket, not the connection")
    void disconnectForAnotherSocket() {
        PlayedClient client = service.joined("a");
        PlayedClient other = service.joined("b");
        client.say(Frame.disconnect(true));
        assertEquals("closed with 1000: given up for another socket", client.end());
        assertEquals(List.of("(a)", "b"), service.members());
        assertEquals("open", service.reopen("a").end());
        assertEquals(List.of("a", "b"), service.members());
        assertEquals(List.of(), other.heard());
    }
}
