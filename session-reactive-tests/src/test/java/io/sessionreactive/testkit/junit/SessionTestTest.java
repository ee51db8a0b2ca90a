package io.sessionreactive.testkit.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.Connection;
import io.sessionreactive.OpenTok;
import io.sessionreactive.Session;
import io.sessionreactive.SessionException;
import io.sessionreactive.SessionSnapshot.Status;
import io.sessionreactive.Signal;
import io.sessionreactive.support.InnerRun;
import io.sessionreactive.testkit.Faults;
import io.sessionreactive.testkit.LocalSession;
import io.sessionreactive.testkit.LocalSessionService;
import io.sessionreactive.testkit.LocalSessionServiceOptions;
import io.sessionreactive.testkit.token.Tokens;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

/** What the annotation gives; how it ends a test is in {@link FailedTestsTest}. */
@Timeout(60)
@SessionTest
class SessionTestTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<Object> before = new ArrayList<>();
    private final LocalSession givenToConstructor;

    SessionTestTest(LocalSession room) {
        this.givenToConstructor = room;
    }

    @BeforeEach
    void prepare(LocalSessionService service, LocalSession room, Session early) {
        before.addAll(List.of(service, room, early));
    }

    @AfterEach
    void look(LocalSessionService service) {
        assertSame(before.get(0), service);
    }

    @Test
    @DisplayName("what is given to one test belongs together, and sessions are as many as parameters")
    void together(
            LocalSessionService service,
            LocalSession room,
            OpenTok openTok,
            Session ada,
            Session bob,
            Tokens tokens,
            Faults faults) {
        assertSame(before.get(0), service);
        assertSame(before.get(1), room);
        assertSame(givenToConstructor, room);
        assertSame(service.tokens(), tokens);
        assertSame(service.faults(), faults);
        assertNotSame(ada, bob);
        assertNotSame(before.get(2), ada);
        assertEquals(room.id(), ada.sessionId());
        assertEquals(service.apiKey(), ada.apiKey());
        assertEquals(Status.DISCONNECTED, ada.snapshot().status());
        assertFalse(VirtualTimeScheduler.isFactoryEnabled());
        ada.connect(room.token()).block(PATIENCE);
        bob.connect(tokens.forSession(room.id()).t1()).block(PATIENCE);
        Session carol = openTok.initSession(service.apiKey(), room.id());
        carol.connect(room.token()).block(PATIENCE);
        room.awaitMembers(3).block(PATIENCE);
    }

    @RepeatedTest(2)
    @DisplayName("each test has a service of its own, empty at first")
    void fresh(LocalSessionService service, LocalSession room, Session ada) {
        assertEquals(List.of(), service.traffic());
        assertEquals(List.of(), room.members());
        ada.connect(room.token()).block(PATIENCE);
    }

    @Nested
    class Inside {
        @Test
        @DisplayName("a nested class has what its enclosing class asked for")
        void nested(LocalSession room) {
            assertSame(before.get(1), room);
        }

        @Test
        @SessionTest(virtual = true)
        @DisplayName("the annotation on a method counts instead of that on the class")
        void overridden(VirtualTimeScheduler time) {
            assertSame(time, VirtualTimeScheduler.get());
        }
    }

    @Test
    @SessionTest(options = Patient.class)
    @DisplayName("the service is started with the options that are asked for")
    void options(LocalSessionService service) {
        assertEquals("4711", service.apiKey());
    }

    static final class Patient implements Supplier<LocalSessionServiceOptions> {
        @Override
        public LocalSessionServiceOptions get() {
            return LocalSessionServiceOptions.defaults().apiKey("4711");
        }
    }

    @Nested
    @SessionTest(virtual = true)
    class Virtual {
        private final Flux<Long> ticks = Flux.interval(Duration.ofHours(1));
        private final List<Long> ticked = new ArrayList<>();

        @BeforeEach
        void subscribe() {
            ticks.subscribe(ticked::add);
        }

        @Test
        @DisplayName("in virtual time everything lives in it: fields, the service, its clients")
        void hours(LocalSessionService service, LocalSession room, Session ada, VirtualTimeScheduler time) {
            assertEquals(URI.create("http://local-session-service"), service.apiUrl());
            ada.connect(room.token()).subscribe();
            assertEquals(Status.CONNECTING, ada.snapshot().status());
            time.advanceTimeBy(Duration.ofHours(24));
            assertEquals(24, ticked.size());
            assertEquals(Status.CONNECTED, ada.snapshot().status());
        }

        @Test
        @DisplayName("StepVerifier.withVirtualTime takes the same time, and may end it")
        void verifier(LocalSession room, Session ada) {
            StepVerifier.withVirtualTime(() -> ada.connect(room.token())
                            .map(Connection::connectionId)
                            .delayElement(Duration.ofDays(1)))
                    .thenAwait(Duration.ofDays(2))
                    .expectNextCount(1)
                    .verifyComplete();
        }

        @Test
        @DisplayName("a lost socket, and all that follows from it, takes no real time")
        void lost(LocalSession room, Session ada, Session bob, Faults faults, VirtualTimeScheduler time) {
            ada.connect(room.token()).subscribe();
            bob.connect(room.token()).subscribe();
            time.advanceTimeBy(Duration.ofSeconds(1));
            assertEquals(2, ada.snapshot().connections().size());
            faults.on(bob.snapshot().connection().connectionId()).silence();
            time.advanceTimeBy(Duration.ofSeconds(30));
            bob.disconnect().subscribe();
            time.advanceTimeBy(Duration.ofMinutes(5));
            assertEquals(1, ada.snapshot().connections().size());
        }
    }

    @Test
    @DisplayName("virtual time is given back after each test, whatever became of it")
    void virtualTimeEnds() {
        InnerRun run = InnerRun.of(VirtualWorld.class, NotEvenMade.class);
        assertEquals(5, run.statuses().size());
        assertFalse(VirtualTimeScheduler.isFactoryEnabled());
        StepVerifier.create(Flux.interval(Duration.ofMillis(1)).take(2))
                .expectNext(0L, 1L)
                .verifyComplete();
    }

    static final class VirtualWorld {
        @Test
        @SessionTest(virtual = true)
        void passes(LocalSession room, Session ada) {
            ada.connect(room.token()).onErrorComplete().subscribe(); // it is aborted
        }

        @Test
        @SessionTest(virtual = true)
        void fails() {
            throw new AssertionError("on purpose");
        }

        @Test
        @SessionTest(virtual = true)
        void disposesOfIt(VirtualTimeScheduler time) {
            time.dispose();
        }

        @Test
        @SessionTest(virtual = true, options = NoOptions.class)
        void neverStarts() {}
    }

    @SessionTest(virtual = true)
    static final class NotEvenMade {
        NotEvenMade(LocalSession room) {
            throw new IllegalStateException("not for " + room.id());
        }

        @Test
        void neverRuns() {}
    }

    static final class NoOptions implements Supplier<LocalSessionServiceOptions> {
        @Override
        public LocalSessionServiceOptions get() {
            throw new IllegalStateException("there are none");
        }
    }

    @Test
    @DisplayName("a failure of the session is one of the test, as everywhere")
    void errors(LocalSession room, Session ada, Tokens tokens) {
        String forged = tokens.forSession(room.id()).forged().jwt();
        StepVerifier.create(ada.connect(forged))
                .expectErrorSatisfies(error -> {
                    SessionException refusal = assertInstanceOf(SessionException.class, error);
                    assertEquals("OT_AUTHENTICATION_ERROR", refusal.name());
                    assertNotEquals(0, refusal.code());
                })
                .verify(PATIENCE);
        StepVerifier.create(ada.signal(Signal.ping()))
                .expectErrorSatisfies(error -> assertTrue(error.getMessage().contains("OT_NOT_CONNECTED")))
                .verify(PATIENCE);
    }
}
