package io.sessionreactive.testkit.junit;

import io.sessionreactive.Connection;
import io.sessionreactive.OpenTok;
import io.sessionreactive.Session;
import io.sessionreactive.SessionSnapshot;
import io.sessionreactive.testkit.Faults;
import io.sessionreactive.testkit.LocalSession;
import io.sessionreactive.testkit.LocalSessionService;
import io.sessionreactive.testkit.LocalSessionServiceOptions;
import io.sessionreactive.testkit.Transcript;
import io.sessionreactive.testkit.token.Tokens;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.platform.commons.support.ReflectionSupport;
import reactor.test.scheduler.VirtualTimeScheduler;

/** What one test gets: a service, a session of it, clients, and perhaps a time of its own. */
final class TestStage implements AutoCloseable {
    private static final List<Class<?>> GIVEN = List.of(
            LocalSessionService.class,
            LocalSession.class,
            Session.class,
            OpenTok.class,
            Tokens.class,
            Faults.class,
            VirtualTimeScheduler.class);

    // leaving takes a second at most, then sockets close; the rest is for slow machines
    private static final Duration VIRTUAL_END = Duration.ofSeconds(2);
    private static final Duration LONGEST_LEAVING = Duration.ofSeconds(15);
    private static final Duration LONGEST_CLOSING = Duration.ofSeconds(5);

    private final @Nullable VirtualTimeScheduler time;
    private final LocalSessionService service;
    private final LocalSession session;
    private final OpenTok openTok;
    private final Map<Session, String> clients = new LinkedHashMap<>();
    private boolean struck;

    private TestStage(@Nullable VirtualTimeScheduler time, LocalSessionServiceOptions options) {
        this.time = time;
        this.service = time == null ? LocalSessionService.start(options) : LocalSessionService.inMemory(time, options);
        this.session = service.session(service.createSession());
        this.openTok = OpenTok.create(service.clientOptions());
    }

    static TestStage set(SessionTest how) {
        if (!how.virtual()) {
            return new TestStage(null, options(how));
        }
        if (VirtualTimeScheduler.isFactoryEnabled()) {
            throw new IllegalStateException(
                    "virtual time is installed already, by a test that runs at the same time or "
                            + "by one that did not call VirtualTimeScheduler.reset()");
        }
        VirtualTimeScheduler time = VirtualTimeScheduler.set(VirtualTimeScheduler.create());
        try {
            return new TestStage(time, options(how));
        } catch (RuntimeException e) {
            time.dispose(); // and so gives Reactor its schedulers back
            throw e;
        }
    }

    private static LocalSessionServiceOptions options(SessionTest how) {
        return ReflectionSupport.newInstance(how.options()).get();
    }

    static boolean canGive(Class<?> type) {
        return GIVEN.contains(type);
    }

    /** The value of a parameter of a type that can be given. */
    Object give(Class<?> type, String name) {
        if (type == Session.class) {
            Session client = openTok.initSession(service.apiKey(), session.id());
            clients.put(client, name);
            return client;
        } else if (type == VirtualTimeScheduler.class) {
            if (time == null) {
                throw new ParameterResolutionException("there is virtual time only with @SessionTest(virtual = true)");
            }
            return time;
        }
        return List.of(service, session, openTok, service.tokens(), service.faults()).stream()
                .filter(type::isInstance)
                .findFirst()
                .orElseThrow();
    }

    /** What is to be read when the test has failed. */
    String story(String test, boolean withContents) {
        Transcript transcript = service.transcript();
        String saw = (withContents ? transcript.withContents() : transcript).toString();
        StringBuilder story = new StringBuilder(test)
                .append(" failed. What its service saw, -> from a client and <- to it, ids shortened:\n")
                .append(saw.isEmpty() ? "  nothing" : saw)
                .append("\nAt the end:");
        service.sessions().forEach(each -> story.append("\n  ").append(each));
        clients.forEach((client, name) ->
                story.append("\n  Session ").append(name).append(": ").append(state(client.snapshot())));
        return story.toString();
    }

    private static String state(SessionSnapshot snapshot) {
        Connection me = snapshot.connection();
        return me == null
                ? snapshot.status().name()
                : snapshot.status() + " as " + me.connectionId() + ", with "
                        + snapshot.connections().size() + " in the session";
    }

    /** Ends it all; tells what was still open when the clients had left. */
    Optional<String> strike() {
        struck = true;
        return time == null ? strikeReal() : strikeVirtual(time);
    }

    private Optional<String> strikeReal() {
        try {
            openTok.disposeLater().block(LONGEST_LEAVING);
            service.awaitNoSockets().timeout(LONGEST_CLOSING).onErrorComplete().block();
            return Leaks.of(service);
        } finally {
            service.close();
        }
    }

    private Optional<String> strikeVirtual(VirtualTimeScheduler virtual) {
        if (virtual.isDisposed()) {
            return Optional.empty(); // StepVerifier.withVirtualTime has ended the time, and all that lived in it
        }
        try {
            openTok.disposeLater().subscribe();
            virtual.advanceTimeBy(VIRTUAL_END);
            Optional<String> leaks = Leaks.of(service);
            service.close();
            virtual.advanceTimeBy(VIRTUAL_END);
            return leaks;
        } finally {
            virtual.dispose(); // and so gives Reactor its schedulers back
        }
    }

    /** For a test that did not come to its end, since its instance could not be made. */
    @Override
    public void close() {
        if (!struck) {
            strike();
        }
    }
}
