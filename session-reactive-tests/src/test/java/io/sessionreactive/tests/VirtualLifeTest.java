package io.sessionreactive.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.Connection;
import io.sessionreactive.OpenTok;
import io.sessionreactive.Session;
import io.sessionreactive.SessionSnapshot.Status;
import io.sessionreactive.Signal;
import io.sessionreactive.support.Guest;
import io.sessionreactive.testkit.LocalSessionService;
import io.sessionreactive.testkit.seen.SeenFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/** A session's whole life, hours of it, in memory and in virtual time: everything happens on the test's own thread. */
@Timeout(60)
class VirtualLifeTest {
    private static final Duration ROUND_TRIPS = Duration.ofMillis(50); // enough for everything under way to arrive

    private final VirtualTimeScheduler clock = VirtualTimeScheduler.create();
    private final LocalSessionService service = LocalSessionService.inMemory(clock);
    private final OpenTok openTok = OpenTok.create(service.clientOptions());
    private final String sessionId = service.createSession();
    private final Session red = openTok.initSession(service.apiKey(), sessionId);
    private final Session blue = openTok.initSession(service.apiKey(), sessionId);
    private final List<String> redTold = told(red);
    private final List<String> blueTold = told(blue);

    @Test
    @DisplayName("S02 S08 S10 S26 S28 S30 a life: join, others come and go, signals, an idle hour, leave, join again")
    void life() {
        Connection firstRed = done(red.connect(token("Red")));
        assertEquals(List.of("connected as Red", "Red is here, me"), taken(redTold));

        Connection firstBlue = done(blue.connect(token("Blue")));
        assertEquals(List.of("Blue is here"), taken(redTold));
        assertEquals(List.of("connected as Blue", "Red is here", "Blue is here, me"), taken(blueTold));
        assertEquals(2, red.snapshot().connections().size());

        done(red.signal(Signal.of("chat", "hello")).thenReturn(true));
        done(blue.signal(Signal.of("chat", "hello Red").to(firstRed)).thenReturn(true));
        assertEquals(List.of("Red says chat: hello", "Blue says chat: hello Red"), taken(redTold));
        assertEquals(List.of("Red says chat: hello"), taken(blueTold));

        Instant before = now();
        clock.advanceTimeBy(Duration.ofHours(1));
        assertEquals(List.of(), taken(redTold));
        assertEquals(List.of(), taken(blueTold));
        assertEquals(1_800, pingsSince(before, firstRed), "one every 2 s");
        assertEquals(1_800, pingsSince(before, firstBlue), "one every 2 s");

        done(blue.disconnect().thenReturn(true));
        assertEquals(List.of("Blue left: clientDisconnected"), taken(redTold));
        assertEquals(List.of("out: clientDisconnected"), taken(blueTold));
        assertEquals(1, red.snapshot().connections().size());

        done(red.disconnect().thenReturn(true));
        assertEquals(List.of("out: clientDisconnected"), taken(redTold));
        assertEquals(List.of(), service.session(sessionId).members());
        assertEquals(List.of(), service.openSockets());

        clock.advanceTimeBy(Duration.ofHours(10));
        Connection secondRed = done(red.connect(token("Red again")));
        assertNotEquals(firstRed.connectionId(), secondRed.connectionId());
        Duration between = Duration.between(firstRed.creationTime(), secondRed.creationTime());
        assertEquals(11, between.toHours());
        assertEquals(List.of("connected as Red again", "Red again is here, me"), taken(redTold));

        done(openTok.disposeLater().thenReturn(true));
        assertEquals(List.of("out: clientDisconnected"), taken(redTold));
        service.close();
        clock.advanceTimeBy(ROUND_TRIPS);
        assertEquals(Status.DISCONNECTED, red.snapshot().status());
    }

    private String token(String name) {
        return service.tokens().forSession(sessionId).data(name).jwt();
    }

    private static List<String> told(Session session) {
        List<String> told = new ArrayList<>();
        session.events().repeat().map(Guest::words).subscribe(told::add);
        return told;
    }

    private static List<String> taken(List<String> told) {
        List<String> taken = List.copyOf(told);
        told.clear();
        return taken;
    }

    /** Subscribes, lets the necessary time pass, and returns what came. */
    private <T> T done(Mono<T> call) {
        AtomicReference<T> value = new AtomicReference<>();
        call.subscribe(value::set, error -> {
            throw new AssertionError(error);
        });
        clock.advanceTimeBy(ROUND_TRIPS);
        assertTrue(value.get() != null, "it is not done yet");
        return value.get();
    }

    private long pingsSince(Instant start, Connection connection) {
        return service.session(sessionId).framesOf(connection.connectionId()).stream()
                .filter(frame -> frame.at().isAfter(start) && isPing(frame))
                .count();
    }

    private static boolean isPing(SeenFrame frame) {
        return frame.fromClient() && frame.type().equals("PING");
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.now(TimeUnit.MILLISECONDS));
    }
}
