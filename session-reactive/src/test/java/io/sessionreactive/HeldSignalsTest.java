package io.sessionreactive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.SessionSnapshot.Status;
import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.FrameCodec;
import io.sessionreactive.rumor.FrameType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;

/** What becomes of signals while the link is away. */
@Timeout(30)
class HeldSignalsTest {
    private final LostLink link = new LostLink();
    private final Stage stage = link.stage;
    private final List<String> outcomes = new ArrayList<>();

    @Test
    @DisplayName(
            "S23 what was sent and not acknowledged is sent again byte by byte, in order, then what was held, then live")
    void sentAgainInOrder() {
        stage.join();
        signal("one");
        signal("two");
        List<Frame> before = stage.sentSignals();
        link.cut();
        signal("three");
        assertEquals(List.of(), outcomes);
        stage.pass(Duration.ofSeconds(1));
        signal("four"); // the socket is open, which proves nothing
        assertEquals(Frame.PING, stage.socket().sent().get(0), "so that the link is proven within one round trip");
        List<Frame> after = stage.sentSignals();
        assertEquals(4, after.size());
        for (int i = 0; i < before.size(); i++) {
            assertArrayEquals(FrameCodec.encode(before.get(i)), FrameCodec.encode(after.get(i)));
        }
        assertTrue(after.get(2).payload().utf8().contains("\"three\""));
        assertTrue(after.get(3).payload().utf8().contains("\"four\""));
        after.forEach(frame -> stage.socket().answer(frame, 200, ""));
        assertEquals(List.of("one done", "two done", "three done", "four done"), outcomes);
    }

    @Test
    @DisplayName("S23 what was acknowledged before the loss is not sent again")
    void acknowledgedBefore() {
        stage.join();
        signal("one");
        stage.socket().answer(stage.sentSignals().get(0), 200, "");
        link.cut();
        link.restore();
        assertEquals(List.of(), stage.sentSignals());
        assertEquals(List.of("one done"), outcomes);
    }

    @Test
    @DisplayName("S22 without retryAfterReconnect a signal fails at once while reconnecting, and is never sent")
    void noRetryWhileAway() {
        stage.join();
        link.cut();
        impatient("one");
        stage.pass(Duration.ofSeconds(1)); // the socket is open, and still nothing is proven
        impatient("two");
        assertEquals(List.of("one OT_NOT_CONNECTED 500", "two OT_NOT_CONNECTED 500"), outcomes);
        stage.socket().feed(Frame.PONG);
        assertEquals(List.of(), stage.sentSignals());
        impatient("three");
        assertEquals(1, stage.sentSignals().size());
    }

    @Test
    @DisplayName(
            "S22 sent without acknowledgement when the link is lost, it fails at that moment with delivery unknown")
    void noRetryUnacknowledged() {
        stage.join();
        impatient("one");
        signal("two");
        link.cut();
        assertEquals(List.of("one OT_NOT_CONNECTED 500, delivery unknown"), outcomes);
        link.restore();
        assertEquals(1, stage.sentSignals().size());
        assertTrue(stage.sentSignals().get(0).payload().utf8().contains("\"two\""));
    }

    @Test
    @DisplayName("S23 if the session ends first they fail: unknown if they were sent, certain if they were held")
    void sessionEndsFirst() {
        stage.join();
        signal("sent");
        link.cut();
        signal("held");
        stage.network.holdSockets();
        stage.pass(Duration.ofSeconds(30));
        assertEquals(Status.DISCONNECTED, stage.session.snapshot().status());
        assertEquals(List.of("sent OT_NOT_CONNECTED 500, delivery unknown", "held OT_NOT_CONNECTED 500"), outcomes);
        link.nothingIsLeft();
    }

    @Test
    @DisplayName("S23 held signals are counted in the snapshot, and one that is cancelled is forgotten")
    void cancelled() {
        stage.join();
        signal("sent");
        link.cut();
        Disposable held = stage.session.signal(Signal.of("held")).subscribe();
        assertEquals(2, stage.session.snapshot().waiting());
        held.dispose();
        stage.pass(Duration.ZERO);
        assertEquals(1, stage.session.snapshot().waiting());
        link.restore();
        assertEquals(1, stage.sentSignals().size());
    }

    @Test
    @DisplayName("cancelling a signal that was sent does not recall it: it is sent again after a loss")
    void cancelledAfterSending() {
        stage.join();
        Disposable sent = stage.session.signal(Signal.of("sent")).subscribe();
        link.cut();
        sent.dispose();
        link.restore();
        assertEquals(1, stage.sentSignals().size());
    }

    @Test
    @DisplayName("the signal that overflows fails at once and by its name, and nothing that waits is lost")
    void overflow() {
        LostLink small = new LostLink(options -> options.mostWaiting(2, 1_000_000));
        small.stage.join();
        for (String data : List.of("one", "two", "three")) {
            signal(small.stage, Signal.of(data));
        }
        assertEquals(List.of("three OT_BUFFER_OVERFLOW 507"), outcomes);
        small.cut();
        signal(small.stage, Signal.of("four"));
        assertEquals(List.of("three OT_BUFFER_OVERFLOW 507", "four OT_BUFFER_OVERFLOW 507"), outcomes);
        small.restore();
        small.stage.sentSignals().forEach(frame -> small.stage.socket().answer(frame, 200, ""));
        assertEquals(List.of("one done", "two done"), outcomes.subList(2, 4));
    }

    @Test
    @DisplayName("the bytes that wait are bounded too")
    void overflowOfBytes() {
        LostLink small = new LostLink(options -> options.mostWaiting(1_000, 2_000));
        small.stage.join();
        signal(small.stage, Signal.of("x".repeat(1_000)));
        signal(small.stage, Signal.of("y".repeat(1_000)));
        assertEquals(1, outcomes.size());
        assertTrue(outcomes.get(0).endsWith("OT_BUFFER_OVERFLOW 507"), outcomes::toString);
    }

    @Test
    @DisplayName("so are the bytes on their way to the worker, when threads call faster than it takes in")
    void overflowBeforeTheWorker() {
        LostLink small = new LostLink(options -> options.mostWaiting(1_000, 4_000));
        small.stage.join();
        small.cut();
        List<String> meanwhile = new ArrayList<>();
        small.stage
                .network
                .scheduler()
                .schedule(
                        () -> { // while this runs the worker takes nothing in
                            for (int i = 0; i < 10; i++) {
                                signal(small.stage, Signal.of("x".repeat(1_000)));
                            }
                            meanwhile.addAll(outcomes);
                        });
        assertEquals(6, meanwhile.size());
        assertTrue(meanwhile.stream().allMatch(outcome -> outcome.endsWith("OT_BUFFER_OVERFLOW 507")));
    }

    @Test
    @DisplayName("S42 the time without a link does not count as waiting for an answer")
    void replyTimeout() {
        stage.join();
        signal("one");
        stage.pass(Duration.ofSeconds(14));
        stage.network.refuseSockets(12);
        link.cut();
        stage.pass(Duration.ofSeconds(25));
        assertEquals(List.of(), outcomes);
        stage.socket().feed(Frame.PONG);
        stage.pass(Duration.ofSeconds(16));
        assertEquals(List.of("one OT_TIMEOUT 408, delivery unknown"), outcomes);
    }

    @Test
    @DisplayName("S10 while reconnecting, disconnect makes one attempt at once to say so")
    void farewell() {
        stage.join();
        List<String> heard = stage.listen();
        heard.clear();
        link.cut();
        List<String> left = new ArrayList<>();
        stage.session.disconnect().subscribe(null, null, () -> left.add("left"));
        stage.pass(Duration.ZERO);
        ScriptedSocket last = stage.socket();
        assertEquals(2, stage.network.sockets().size());
        assertTrue(last.uri().getQuery().contains("reconnect=true"));
        assertEquals(
                List.of(FrameType.DISCONNECT),
                last.sent().stream().map(Frame::type).toList());
        assertTrue(last.isClosedInOrder());
        assertEquals(List.of("left"), left);
        assertEquals(List.of("reconnecting", "disconnected: clientDisconnected", "completed"), heard);
        link.nothingIsLeft();
    }

    @Test
    @DisplayName("S10 if that takes more than a second the session ends here anyway")
    void farewellTakesLong() {
        stage.join();
        List<String> heard = stage.listen();
        heard.clear();
        stage.network.holdSockets();
        link.cut();
        signal("held");
        List<String> left = new ArrayList<>();
        stage.session.disconnect().subscribe(null, null, () -> left.add("left"));
        stage.pass(Duration.ofMillis(999));
        assertEquals(List.of(), left);
        assertFalse(stage.socket().isGone());
        stage.pass(Duration.ofMillis(1));
        assertEquals(List.of("left"), left);
        assertEquals(List.of("reconnecting", "disconnected: clientDisconnected", "completed"), heard);
        assertEquals(List.of("held OT_NOT_CONNECTED 500"), outcomes);
        link.nothingIsLeft();
    }

    private void signal(String data) {
        signal(stage, Signal.of(data));
    }

    private void impatient(String data) {
        signal(stage, Signal.of(data).retryAfterReconnect(false));
    }

    private void signal(Stage of, Signal signal) {
        String data = String.valueOf(signal.data());
        of.session
                .signal(signal)
                .subscribe(null, e -> outcomes.add(data + failure(e)), () -> outcomes.add(data + " done"));
    }

    private static String failure(Throwable failure) {
        SessionException e = (SessionException) failure;
        return " " + e.name() + " " + e.code() + (e.isDeliveryUnknown() ? ", delivery unknown" : "");
    }
}
