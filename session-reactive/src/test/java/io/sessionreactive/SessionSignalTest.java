package io.sessionreactive;

import static io.sessionreactive.Stage.TOKEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.FrameType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Signals on their way out: their answers, and what happens when there is none. */
@Timeout(60)
class SessionSignalTest {
    private final Stage stage = new Stage();
    private final Session session = stage.session;

    @Test
    @DisplayName("S26 the Mono completes when the service has accepted the signal; each subscription sends one")
    void acknowledged() {
        stage.join();
        Mono<Void> signal = session.signal(Signal.of("chat", "hello"));
        assertEquals(List.of(), stage.sentSignals());
        for (int i = 1; i <= 2; i++) {
            int sent = i;
            StepVerifier.create(signal)
                    .expectSubscription()
                    .then(() -> assertEquals(sent, stage.sentSignals().size()))
                    .then(() -> stage.answer(200, ""))
                    .verifyComplete();
        }
        List<Frame> frames = stage.sentSignals();
        assertFalse(frames.get(0).transactionId().equals(frames.get(1).transactionId()));
    }

    @Test
    @DisplayName("S26 signals go out in the order of subscription, and each gets its own answer in whatever order")
    void order() {
        stage.join();
        List<String> done = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String name = "" + i;
            session.signal(Signal.of(name)).subscribe(any -> {}, failure -> done.add(name + "!"), () -> done.add(name));
        }
        List<Frame> frames = stage.sentSignals();
        assertEquals(3, frames.size());
        IntStream.range(0, 3)
                .forEach(i -> assertTrue(frames.get(i).payload().utf8().contains("\"data\":\"" + i + "\"")));
        stage.socket().answer(frames.get(2), 200, "");
        stage.socket().answer(frames.get(0), 404, "");
        stage.socket().answer(frames.get(0), 200, "");
        stage.socket().answer(frames.get(1), 200, "");
        assertEquals(List.of("2", "0!", "1"), done);
    }

    @ParameterizedTest
    @CsvSource({
        "400, OT_INVALID_PARAMETER, false",
        "403, OT_PERMISSION_DENIED, false",
        "404, OT_NOT_FOUND, false",
        "413, OT_INVALID_PARAMETER, false",
        "429, OT_RATE_LIMIT_EXCEEDED, true",
        "500, OT_NOT_CONNECTED, true"
    })
    @DisplayName("S41 a refused signal has the status as its code, and its name")
    void refused(int status, String name, boolean retryable) {
        SessionException failure = refusal(status);
        assertEquals(name, failure.name());
        assertEquals(status, failure.code());
        assertEquals(retryable, failure.isRetryable());
        assertFalse(failure.isDeliveryUnknown());
        assertEquals(Operation.SIGNAL, failure.operation());
    }

    @ParameterizedTest
    @CsvSource({"300", "401", "409", "503"})
    @DisplayName("S41 any other status is OT_UNEXPECTED_SERVER_RESPONSE")
    void unexpectedStatus(int status) {
        SessionException failure = refusal(status);
        assertEquals("OT_UNEXPECTED_SERVER_RESPONSE", failure.name());
        assertEquals(2001, failure.code());
        assertFalse(failure.isNetworkFailure());
    }

    private SessionException refusal(int status) {
        stage.join();
        return failure(session.signal(Signal.of("secret data")), () -> stage.answer(status, ""));
    }

    @Test
    @DisplayName("S21 before connect, while connecting and after the end a signal fails at once: OT_NOT_CONNECTED 500")
    void notConnected() {
        assertNotConnected("not connected");
        session.connect(TOKEN).subscribe();
        assertNotConnected("connecting");
        stage.letIn();
        stage.socket().ignoreClose();
        session.disconnect().subscribe();
        assertNotConnected("being left");
        stage.pass(Duration.ofSeconds(1));
        assertNotConnected("not connected");
        assertEquals(List.of(), stage.sentSignals());
    }

    private void assertNotConnected(String state) {
        SessionException failure = failure(session.signal(Signal.of("chat", "hello")), () -> {});
        assertEquals("OT_NOT_CONNECTED", failure.name());
        assertEquals(500, failure.code());
        assertFalse(failure.isNetworkFailure(), "the program is too early or too late, the network is well");
        assertTrue(failure.isRetryable());
        assertFalse(failure.isDeliveryUnknown());
        assertTrue(failure.getMessage().contains("the session is " + state), failure.getMessage());
    }

    @Test
    @DisplayName("S21 a signal may be sent from within sessionConnected and right after connect")
    void asSoonAsConnected() {
        List<String> done = new ArrayList<>();
        session.events()
                .take(1)
                .flatMap(connected -> session.signal(Signal.of("first")))
                .subscribe(any -> {}, failure -> done.add(failure.toString()));
        session.connect(TOKEN)
                .then(session.signal(Signal.of("second")))
                .subscribe(any -> {}, failure -> done.add(failure.toString()));
        stage.letIn();
        assertEquals(2, stage.sentSignals().size());
        assertTrue(stage.sentSignals().get(0).payload().utf8().contains("first"));
        assertEquals(List.of(), done);
    }

    @Test
    @DisplayName("S36 a signal whose answer is outstanding when the session ends fails, its delivery unknown")
    void unansweredAtTheEnd() {
        stage.join();
        SessionException lost =
                failure(session.signal(Signal.of("hello")), () -> stage.socket().cut());
        assertEquals("OT_NOT_CONNECTED", lost.name());
        assertEquals(500, lost.code());
        assertTrue(lost.isDeliveryUnknown());

        stage.join();
        SessionException left = failure(
                session.signal(Signal.of("hello")), () -> session.disconnect().subscribe());
        assertEquals("OT_NOT_CONNECTED", left.name());
        assertTrue(left.isDeliveryUnknown());
    }

    @Test
    @DisplayName("S42 no answer for 15 s is OT_TIMEOUT, delivery unknown; the session and other signals go on")
    void timesOut() {
        stage.join();
        List<Throwable> failures = new ArrayList<>();
        session.signal(Signal.of("1")).subscribe(any -> {}, failures::add);
        stage.pass(Duration.ofSeconds(10));
        session.signal(Signal.of("2")).subscribe(any -> {}, failures::add);
        stage.pass(Duration.ofMillis(4_999));
        assertEquals(List.of(), failures);
        stage.pass(Duration.ofMillis(1));
        assertEquals(1, failures.size());
        SessionException failure = assertInstanceOf(SessionException.class, failures.get(0));
        assertEquals("OT_TIMEOUT", failure.name());
        assertEquals(408, failure.code());
        assertTrue(failure.isDeliveryUnknown());
        assertTrue(failure.isRetryable());

        stage.answer(200, "");
        stage.socket().answer(stage.sentSignals().get(0), 200, "");
        stage.pass(Duration.ofSeconds(20));
        assertEquals(1, failures.size());
        assertEquals(1, session.snapshot().connections().size());
    }

    @Test
    @DisplayName("the signal that would be the 1,001st unanswered fails with OT_BUFFER_OVERFLOW, the others stand")
    void overflow() {
        stage.join();
        List<String> done = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            session.signal(Signal.of("" + i))
                    .subscribe(any -> {}, failure -> done.add(failure.toString()), () -> done.add("done"));
        }
        SessionException failure = failure(session.signal(Signal.of("one too many")), () -> {});
        assertEquals("OT_BUFFER_OVERFLOW", failure.name());
        assertEquals(507, failure.code());
        assertTrue(failure.isRetryable());
        assertFalse(failure.isDeliveryUnknown());
        assertEquals(1_000, stage.sentSignals().size());
        stage.sentSignals().forEach(frame -> stage.socket().answer(frame, 200, ""));
        assertEquals(1_000, done.stream().filter("done"::equals).count());
        session.signal(Signal.of("room again")).subscribe();
        assertEquals(1_001, stage.sentSignals().size());
        stage.answer(200, "");
    }

    @Test
    @DisplayName("cancelling a signal that was sent recalls nothing and disturbs no other")
    void cancelled() {
        stage.join();
        session.signal(Signal.of("1")).subscribe().dispose();
        assertEquals(1, stage.sentSignals().size());
        StepVerifier.create(session.signal(Signal.of("2")))
                .expectSubscription()
                .then(() -> stage.sentSignals().forEach(frame -> stage.socket().answer(frame, 200, "")))
                .verifyComplete();
        assertEquals(0, stage.socket().sent(FrameType.DISCONNECT).size());
    }

    private static SessionException failure(Mono<Void> signal, Runnable then) {
        List<Throwable> failures = new ArrayList<>();
        signal.subscribe(any -> {}, failures::add);
        then.run();
        assertEquals(1, failures.size());
        SessionException failure = assertInstanceOf(SessionException.class, failures.get(0));
        assertFalse(failure.getMessage().contains("secret"), failure.getMessage());
        return failure;
    }
}
