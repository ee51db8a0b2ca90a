package io.sessionreactive.testkit.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.platform.engine.TestExecutionResult.Status.ABORTED;
import static org.junit.platform.engine.TestExecutionResult.Status.FAILED;
import static org.junit.platform.engine.TestExecutionResult.Status.SUCCESSFUL;

import io.sessionreactive.OpenTok;
import io.sessionreactive.Session;
import io.sessionreactive.Signal;
import io.sessionreactive.support.InnerRun;
import io.sessionreactive.testkit.Faults;
import io.sessionreactive.testkit.LocalSession;
import io.sessionreactive.testkit.LocalSessionService;
import io.sessionreactive.testkit.LocalSessionServiceOptions;
import io.sessionreactive.testkit.fault.Ending;
import io.sessionreactive.testkit.fault.Request;
import io.sessionreactive.testkit.token.Tokens;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.platform.engine.TestExecutionResult.Status;
import reactor.core.publisher.Mono;
import reactor.netty.ChannelBindException;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.tcp.TcpServer;
import reactor.test.scheduler.VirtualTimeScheduler;

/** What a test with {@link SessionTest} tells when it fails, and what makes it fail. */
@Timeout(60)
class FailedTestsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    @DisplayName("a test that fails prints what the service saw, without token and data, and how the clients are")
    void failing() {
        InnerRun run = InnerRun.of(Failing.class);
        assertEquals(Map.of("fails", FAILED, "passes", SUCCESSFUL, "isAborted", ABORTED), run.statuses());
        String story = run.printed("fails");
        assertTrue(
                story.startsWith("Failing: fails(LocalSession, Session, Session, Tokens) failed. What its service saw"),
                story);
        assertTrue(story.contains("S1 is session "), story);
        assertTrue(story.contains("MESSAGE create S1/connection/"), story);
        assertTrue(story.contains("MESSAGE signal S1/signal/"), story);
        assertTrue(story.contains("Session ada: CONNECTED as "), story);
        assertTrue(story.contains("Session bob: DISCONNECTED"), story);
        assertFalse(story.contains("the-signal-data"), story);
        assertFalse(story.contains(Failing.token), story);
        assertEquals("", run.printed("passes"));
        assertEquals("", run.printed("isAborted"));
        assertEquals("on purpose", run.failure("fails").getMessage());
    }

    @SessionTest
    static final class Failing {
        private static String token;

        @Test
        void fails(LocalSession room, Session ada, Session bob, Tokens tokens) {
            token = tokens.forSession(room.id()).jwt();
            ada.connect(token)
                    .then(ada.signal(Signal.of("chat", "the-signal-data")))
                    .block(PATIENCE);
            throw new AssertionError("on purpose");
        }

        @Test
        void passes(LocalSession room, Session ada) {
            ada.connect(room.token()).block(PATIENCE);
        }

        @Test
        void isAborted(LocalSession room, Session ada) {
            ada.connect(room.token()).block(PATIENCE);
            Assumptions.abort();
        }
    }

    @Test
    @DisplayName("what messages say is printed if that is asked for")
    void contents() {
        String story = InnerRun.of(FailingWithContents.class).printed("fails");
        assertTrue(story.contains("{\"type\":\"chat\",\"data\":\"the-signal-data\"}"), story);
    }

    static final class FailingWithContents {
        @Test
        @SessionTest(virtual = true, printContents = true)
        void fails(LocalSession room, Session ada, VirtualTimeScheduler time) {
            ada.connect(room.token())
                    .then(ada.signal(Signal.of("chat", "the-signal-data")))
                    .subscribe();
            time.advanceTimeBy(Duration.ofSeconds(1));
            throw new AssertionError("on purpose");
        }
    }

    @Test
    @DisplayName("a client that a test made and left alone fails it, and the socket is named")
    void leaks() {
        InnerRun run = InnerRun.of(Leaking.class);
        Map<String, Status> expected = Map.of(
                "leavesAClientInVirtualTime", FAILED,
                "leavesABareSocket", FAILED,
                "failsAndLeaves", FAILED,
                "isForgiven", SUCCESSFUL,
                "leavesItsSessions", SUCCESSFUL);
        assertEquals(expected, run.statuses());
        String client = run.failure("leavesAClientInVirtualTime").getMessage();
        assertTrue(client.startsWith("the test leaves a socket open"), client);
        assertTrue(client.contains("OpenTok.disposeLater"), client);
        assertTrue(client.matches("(?s).*socket #1, connection [0-9a-f-]{36}, still connected to session 2_.*"));
        String bare = run.failure("leavesABareSocket").getMessage();
        assertTrue(bare.contains("socket #1, which carries no connection"), bare);
        Throwable both = run.failure("failsAndLeaves");
        assertEquals("on purpose", both.getMessage());
        assertEquals(1, both.getSuppressed().length);
        String message = both.getSuppressed()[0].getMessage();
        assertTrue(message.contains("Members without a socket, whose return is waited for: ["), message);
        assertTrue(run.printed("isForgiven").contains("the test leaves a socket open"));
    }

    static final class Leaking {
        @Test
        @SessionTest(virtual = true)
        void leavesAClientInVirtualTime(LocalSessionService service, LocalSession room, VirtualTimeScheduler time) {
            join(service, room).subscribe();
            time.advanceTimeBy(Duration.ofSeconds(1));
        }

        @Test
        @SessionTest
        void leavesABareSocket(LocalSessionService service) {
            String url = service.apiUrl().toString().replace("http:", "ws:") + "/rumorwebsocketsv2";
            HttpClient.create().websocket().uri(url).connect().block(PATIENCE);
        }

        @Test
        @SessionTest
        void failsAndLeaves(LocalSessionService service, LocalSession room, Session ada, Faults faults) {
            String me = ada.connect(room.token()).block(PATIENCE).connectionId();
            faults.on(me).refuse(Request.SOCKET, 503, ""); // or she would be back soon
            faults.on(me).drop(Ending.RST);
            join(service, room).block(PATIENCE);
            throw new AssertionError("on purpose");
        }

        @Test
        @SessionTest(virtual = true, failOnLeaks = false)
        void isForgiven(LocalSessionService service, LocalSession room, VirtualTimeScheduler time) {
            join(service, room).subscribe();
            time.advanceTimeBy(Duration.ofSeconds(1));
        }

        @Test
        @SessionTest
        void leavesItsSessions(LocalSession room, Session ada, Session bob) {
            ada.connect(room.token()).block(PATIENCE);
            bob.connect(room.token()).onErrorComplete().subscribe(); // it may be aborted
        }

        private static Mono<?> join(LocalSessionService service, LocalSession room) {
            OpenTok own = OpenTok.create(service.clientOptions());
            return own.initSession(service.apiKey(), room.id()).connect(room.token());
        }
    }

    @Test
    @DisplayName("what cannot be given is refused in words that help")
    void refusals() {
        InnerRun run = InnerRun.of(Asking.class, AskingForAll.class);
        assertEquals(Map.of("asksForTime", FAILED, "FailedTestsTest$AskingForAll", FAILED), run.statuses());
        Throwable noTime = run.failure("asksForTime");
        assertInstanceOf(ParameterResolutionException.class, noTime);
        assertEquals("there is virtual time only with @SessionTest(virtual = true)", noTime.getMessage());
        assertTrue(run.failure("FailedTestsTest$AskingForAll")
                .getMessage()
                .startsWith("a service and its clients belong to one test"));
    }

    @SessionTest
    static final class Asking {
        @Test
        void asksForTime(VirtualTimeScheduler time) {
            fail("not reached");
        }
    }

    @SessionTest
    static final class AskingForAll {
        @BeforeAll
        static void asks(LocalSessionService service) {
            fail("not reached");
        }

        @Test
        void neverRuns() {
            fail("not reached");
        }
    }

    @Test
    @DisplayName("a test that meets virtual time of somebody else says so instead of taking it")
    void foreignTime() {
        VirtualTimeScheduler foreign = VirtualTimeScheduler.set(VirtualTimeScheduler.create());
        try {
            InnerRun run = InnerRun.of(FailingWithContents.class);
            assertEquals(Map.of("fails", FAILED), run.statuses());
            Throwable why = run.failure("fails");
            assertTrue(why.getMessage().startsWith("virtual time is installed already"), why.toString());
            assertEquals(foreign, VirtualTimeScheduler.get());
        } finally {
            foreign.dispose();
        }
    }

    @Test
    @DisplayName("when tests run at the same time, one in virtual time waits for the others and they for it")
    void atTheSameTime() {
        InnerRun.of(
                        Map.of(
                                "junit.jupiter.execution.parallel.enabled", "true",
                                "junit.jupiter.execution.parallel.mode.default", "concurrent",
                                "junit.jupiter.execution.parallel.mode.classes.default", "concurrent",
                                "junit.jupiter.execution.parallel.config.strategy", "fixed",
                                "junit.jupiter.execution.parallel.config.fixed.parallelism", "4"),
                        InReal.class,
                        InVirtual.class)
                .allPassed(20);
    }

    @SessionTest
    static final class InReal {
        @RepeatedTest(10)
        void real(LocalSession room, Session ada) {
            assertFalse(VirtualTimeScheduler.isFactoryEnabled());
            ada.connect(room.token()).block(PATIENCE);
            assertFalse(VirtualTimeScheduler.isFactoryEnabled());
        }
    }

    @SessionTest(virtual = true)
    static final class InVirtual {
        @RepeatedTest(10)
        void virtual(VirtualTimeScheduler time) {
            for (int i = 0; i < 1_000; i++) {
                assertEquals(time, VirtualTimeScheduler.get());
                time.advanceTimeBy(Duration.ofSeconds(1));
            }
        }
    }

    @Test
    @DisplayName("a service that cannot start fails the test with the reason")
    void cannotStart() {
        DisposableServer taken = TcpServer.create().host("127.0.0.1").port(0).bindNow();
        try {
            TakenPort.port = taken.port();
            InnerRun run = InnerRun.of(TakenPort.class);
            assertEquals(Map.of("neverRuns", FAILED), run.statuses());
            assertInstanceOf(ChannelBindException.class, run.failure("neverRuns"));
        } finally {
            taken.disposeNow();
        }
    }

    static final class TakenPort implements Supplier<LocalSessionServiceOptions> {
        private static int port;

        @Override
        public LocalSessionServiceOptions get() {
            return LocalSessionServiceOptions.defaults().port(port);
        }

        @Test
        @SessionTest(options = TakenPort.class)
        void neverRuns() {
            fail("not reached");
        }
    }
}
