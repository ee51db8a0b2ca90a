package io.sessionreactive.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.OpenTok;
import io.sessionreactive.Session;
import io.sessionreactive.SessionException;
import io.sessionreactive.SessionSnapshot.Status;
import io.sessionreactive.Signal;
import io.sessionreactive.testkit.LocalSessionService;
import io.sessionreactive.testkit.fault.Request;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Requests that never get an answer although the link is up. */
@Timeout(60)
class NoAnswerTest {
    private static final Duration REPLY_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration MILLISECOND = Duration.ofMillis(1);

    private final VirtualTimeScheduler clock = VirtualTimeScheduler.create();
    private final LocalSessionService service = LocalSessionService.inMemory(clock);
    private final String sessionId = service.createSession();
    private final OpenTok openTok = OpenTok.create(service.clientOptions());
    private final Session session = openTok.initSession(service.apiKey(), sessionId);

    @AfterEach
    void close() {
        openTok.disposeLater().subscribe();
        service.close();
        clock.advanceTimeBy(Duration.ofSeconds(5));
    }

    @Test
    @DisplayName("S42 a signal without an answer fails after 15 s, its delivery unknown, and the session goes on")
    void signal() {
        joins();
        service.faults().onAll().ignore(Request.SIGNAL);
        AtomicReference<Throwable> failure = failureOf(session.signal(Signal.of("lost")));
        clock.advanceTimeBy(REPLY_TIMEOUT.minus(MILLISECOND));
        assertNull(failure.get());
        clock.advanceTimeBy(MILLISECOND);
        assertTimeout(408, failure.get());
        assertEquals(Status.CONNECTED, session.snapshot().status());

        service.faults().restore();
        AtomicReference<Throwable> none = failureOf(session.signal(Signal.of("arrived")));
        clock.advanceTimeBy(REPLY_TIMEOUT);
        assertNull(none.get());
        assertEquals(1, service.session(sessionId).signals().size());
    }

    @Test
    @DisplayName("S42 where nobody answers the question to be let in, connect fails after 15 s, and may be tried again")
    void connectionCreate() {
        service.faults().onAll().ignore(Request.JOIN);
        AtomicReference<Throwable> failure = failureOf(session.connect(service.token(sessionId)));
        clock.advanceTimeBy(REPLY_TIMEOUT);
        assertNull(failure.get(), "the question was asked later, after the way there");
        clock.advanceTimeBy(Duration.ofSeconds(1));
        assertTimeout(1021, failure.get());
        assertEquals(Status.DISCONNECTED, session.snapshot().status());

        service.faults().restore();
        joins();
        assertEquals(1, service.session(sessionId).members().size());
    }

    @Test
    @DisplayName("S42 where nobody answers the question for session information, connect fails too")
    void sessionInformation() {
        service.faults().onAll().ignore(Request.SESSION_INFO);
        AtomicReference<Throwable> failure = failureOf(session.connect(service.token(sessionId)));
        clock.advanceTimeBy(REPLY_TIMEOUT.minus(MILLISECOND));
        assertNull(failure.get());
        clock.advanceTimeBy(REPLY_TIMEOUT.multipliedBy(4));
        assertTimeout(1021, failure.get());
        assertEquals(Status.DISCONNECTED, session.snapshot().status());
    }

    private void joins() {
        AtomicReference<Throwable> failure = failureOf(session.connect(service.token(sessionId)));
        clock.advanceTimeBy(Duration.ofSeconds(1));
        assertNull(failure.get());
        assertEquals(Status.CONNECTED, session.snapshot().status());
    }

    private static AtomicReference<Throwable> failureOf(Mono<?> call) {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        call.subscribe(value -> {}, failure::set);
        return failure;
    }

    private static void assertTimeout(int code, Throwable error) {
        SessionException failure = (SessionException) error;
        assertEquals("OT_TIMEOUT", failure.name());
        assertEquals(code, failure.code());
        assertTrue(failure.isDeliveryUnknown());
        assertTrue(failure.isRetryable());
        assertFalse(failure.getMessage().contains("lost"), "a message tells nothing of a signal's data");
    }
}
