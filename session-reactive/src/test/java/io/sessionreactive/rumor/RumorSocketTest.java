package io.sessionreactive.rumor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.ScriptedSocket;
import io.sessionreactive.ScriptedTransport;
import io.sessionreactive.rumor.UndeliveredException.Why;
import io.sessionreactive.transport.SocketClosedException;
import io.sessionreactive.transport.SocketLimits;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.util.retry.Retry;

/** A link by what it takes, tells and answers. What a session sees of it is in the session's own tests. */
@Timeout(60)
class RumorSocketTest {
    private final ScriptedTransport network = new ScriptedTransport();
    private final Mailbox mailbox = new Mailbox(network.scheduler());
    private final RumorSocket link = new RumorSocket(network, mailbox, options());
    private final List<LinkSignal> told = new ArrayList<>();
    private final List<Throwable> ends = new ArrayList<>();
    private final List<String> outcomes = new ArrayList<>();

    private static LinkOptions options() {
        return new LinkOptions(
                URI.create("wss://msg.example.com/rumor"),
                false,
                "c-me",
                "/v2/topic",
                "symphony",
                Duration.ofSeconds(2),
                new SocketLimits(Duration.ofSeconds(15), Duration.ofSeconds(50), 1024),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Retry.indefinitely(),
                Duration.ofSeconds(15),
                3,
                2 * PendingRequests.MOST_BYTES_OUT);
    }

    @Test
    @DisplayName("requests made before the socket is open follow the greeting in their order")
    void waitForSocket() {
        request("t-1");
        request("t-2");
        open();
        request("t-3");
        List<Frame> sent = network.socket().sent();
        assertEquals(
                List.of(
                        FrameType.CONNECT,
                        FrameType.SUBSCRIBE,
                        FrameType.MESSAGE,
                        FrameType.MESSAGE,
                        FrameType.MESSAGE),
                sent.stream().map(Frame::type).toList());
        assertEquals(
                List.of("t-1", "t-2", "t-3"),
                sent.subList(2, 5).stream().map(Frame::transactionId).toList());
        assertEquals(message("t-1", 10), sent.get(2));
    }

    @Test
    @DisplayName(
            "an answer goes to the request of its transaction, once, whether a STATUS or a MESSAGE; others are told")
    void settles() {
        open();
        request("t-1");
        request("t-2");
        network.socket().feed(ScriptedSocket.message("t-2", "", "an answer"));
        network.socket().feed(Frame.status("c-me", "t-1", 403, Payload.EMPTY));
        assertEquals(List.of("t-2 MESSAGE", "t-1 STATUS"), outcomes);
        assertEquals(List.of(), told);

        network.socket().feed(Frame.status("c-me", "t-1", 200, Payload.EMPTY));
        network.socket().feed(Frame.status("c-me", "t-unknown", 200, Payload.EMPTY));
        network.socket().feed(ScriptedSocket.message("t-2", "", "an answer"));
        Frame news = ScriptedSocket.message("t-9", "", "news");
        network.socket().feed(news);
        assertEquals(List.of(new LinkSignal.Duplicate(), new LinkSignal.Received(news)), told);
        assertEquals(2, outcomes.size());
    }

    @Test
    @DisplayName("S42 an answer is waited for from the sending on, not while the socket opens")
    void timeCountsFromSending() {
        network.refuseSockets(2);
        request("t-1");
        open();
        network.pass(Duration.ofMillis(1_800));
        assertEquals(1, network.socket().sent(FrameType.MESSAGE).size());
        network.pass(Duration.ofMillis(14_999));
        assertEquals(List.of(), outcomes);
        network.pass(Duration.ofMillis(1));
        assertEquals(List.of("t-1 TIMEOUT"), outcomes);
    }

    @Test
    @DisplayName("S42 each request has its own time, and an answer that comes too late disturbs nothing")
    void lateReplies() {
        open();
        request("t-1");
        network.pass(Duration.ofSeconds(5));
        request("t-2");
        network.pass(Duration.ofSeconds(5));
        request("t-3");
        network.socket().feed(Frame.status("c-me", "t-2", 200, Payload.EMPTY));
        network.pass(Duration.ofSeconds(5));
        assertEquals(List.of("t-2 STATUS", "t-1 TIMEOUT"), outcomes);
        network.socket().feed(Frame.status("c-me", "t-1", 200, Payload.EMPTY));
        network.pass(Duration.ofMillis(9_999));
        assertEquals(2, outcomes.size());
        network.pass(Duration.ofMillis(1));
        assertEquals(List.of("t-2 STATUS", "t-1 TIMEOUT", "t-3 TIMEOUT"), outcomes);
        assertEquals(List.of(), told);
        assertFalse(network.socket().isGone());
    }

    @Test
    @DisplayName("what is too much or too large is refused and not sent; an answer makes room")
    void refused() {
        open();
        request("t-1");
        request("t-2");
        request("t-3");
        request("t-4");
        assertEquals(List.of("t-4 OVERFLOW"), outcomes);
        network.socket().feed(Frame.status("c-me", "t-1", 200, Payload.EMPTY));
        request("t-5", PendingRequests.MOST_BYTES_OUT);
        request("t-6");
        request("t-7");
        assertEquals(List.of("t-4 OVERFLOW", "t-1 STATUS", "t-5 TOO_LARGE", "t-7 OVERFLOW"), outcomes);
        assertEquals(
                List.of("t-1", "t-2", "t-3", "t-6"),
                network.socket().sent(FrameType.MESSAGE).stream()
                        .map(Frame::transactionId)
                        .toList());
    }

    @Test
    @DisplayName("the bytes that wait are bounded too")
    void overflowByBytes() {
        open();
        request("t-1", PendingRequests.MOST_BYTES_OUT - 100);
        request("t-2", PendingRequests.MOST_BYTES_OUT - 100);
        request("t-3", 1_000);
        assertEquals(List.of("t-3 OVERFLOW"), outcomes);
    }

    @Test
    @DisplayName("a request without transaction id is a mistake of ours")
    void noTransactionId() {
        open();
        Mono<Frame> request = Mono.create(answer -> link.request(Frame.subscribe("topic"), true, answer));
        assertThrows(IllegalArgumentException.class, request::block);
    }

    @Test
    @DisplayName(
            "a lost link ends with the socket's own reason; what waits fails with it, what comes later is not sent")
    void lost() {
        open();
        request("t-1");
        SocketClosedException why = SocketClosedException.closedByPeer(1011, "gone");
        network.socket().end(why);
        assertEquals(List.of(why), ends);
        request("t-2");
        assertEquals(List.of("t-1 LINK_ENDED", "t-2 NOT_OPEN"), outcomes);
        assertEquals(1, network.socket().sent(FrameType.MESSAGE).size());
        assertFalse(link.leave());
    }

    @Test
    @DisplayName("cancelling closes the socket at once, without farewell, and what waits fails")
    void cancelled() {
        Disposable life = open();
        request("t-1");
        life.dispose();
        assertTrue(network.socket().isGone());
        assertEquals(List.of("t-1 LINK_ENDED"), outcomes);
        assertEquals(0, network.socket().sent(FrameType.DISCONNECT).size());
        assertEquals(List.of(), ends);
        network.pass(Duration.ofMinutes(1));
        assertEquals(1, network.sockets().size());
    }

    @Test
    @DisplayName("leaving says so once, sends nothing after it, and the link ends when the socket is closed")
    void leave() {
        assertFalse(link.leave(), "nothing is open yet");
        open();
        network.socket().ignoreClose();
        assertTrue(link.leave());
        assertFalse(link.leave());
        network.socket().feed(ScriptedSocket.message("t-1", "", "news"));
        network.pass(Duration.ofMinutes(1));
        List<Frame> sent = network.socket().sent();
        assertEquals(Frame.disconnect(false), sent.get(sent.size() - 1));
        assertTrue(network.socket().isClosedInOrder());
        assertEquals(List.of(), ends);
        network.socket().end(SocketClosedException.closedByUs());
        assertEquals(
                SocketClosedException.NORMAL,
                assertInstanceOf(SocketClosedException.class, ends.get(0)).code());
    }

    @Test
    @DisplayName("bytes that are no frame are told as such, and the link goes on")
    void malformed() {
        open();
        network.socket().feed(new byte[] {1, 2, 3});
        Frame news = ScriptedSocket.message("t-1", "", "news");
        network.socket().feed(news);
        assertInstanceOf(LinkSignal.Malformed.class, told.get(0));
        assertEquals(new LinkSignal.Received(news), told.get(1));
        assertEquals(List.of(), ends);
    }

    private Disposable open() {
        return link.signals().subscribe(told::add, ends::add);
    }

    private void request(String transactionId) {
        request(transactionId, 10);
    }

    private void request(String transactionId, int bytes) {
        Mono.<Frame>create(answer -> mailbox.execute(() -> request(transactionId, bytes, answer)))
                .subscribe(
                        frame -> {
                            assertEquals(transactionId, frame.transactionId());
                            outcomes.add(transactionId + " " + frame.type());
                        },
                        failure -> {
                            Why why = assertInstanceOf(UndeliveredException.class, failure)
                                    .why();
                            outcomes.add(transactionId + " " + why);
                        });
    }

    private void request(String transactionId, int bytes, MonoSink<Frame> answer) {
        link.request(message(transactionId, bytes), true, answer);
    }

    private static Frame message(String transactionId, int bytes) {
        Headers headers = Headers.of(Headers.TRANSACTION_ID, transactionId, Headers.FROM_ADDRESS, "c-me");
        return new Frame(FrameType.MESSAGE, List.of("symphony"), headers, Payload.ofUtf8("x".repeat(bytes)));
    }
}
