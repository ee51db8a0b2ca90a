package io.sessionreactive.support;

import io.sessionreactive.Connection;
import io.sessionreactive.LinkClocks;
import io.sessionreactive.Session;
import io.sessionreactive.SessionEvent;
import io.sessionreactive.SessionEvent.ConnectionCreated;
import io.sessionreactive.SessionEvent.ConnectionDestroyed;
import io.sessionreactive.SessionEvent.SessionConnected;
import io.sessionreactive.SessionEvent.SessionDisconnected;
import io.sessionreactive.SessionEvent.SignalReceived;
import io.sessionreactive.SessionEvent.StreamCreated;
import io.sessionreactive.SessionEvent.StreamDestroyed;
import io.sessionreactive.SessionEvent.StreamPropertyChanged;
import io.sessionreactive.SessionOptions;
import io.sessionreactive.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Flux;

/**
 * One client in a test: a session object that remembers what it was told, stay after stay. People are called by their
 * tokens' connection data. Every call waits as long as a slow machine needs, and no longer than {@link #PATIENCE}.
 */
public final class Guest {
    /** Longer than anything takes, however slow the machine is. */
    public static final Duration PATIENCE = Duration.ofSeconds(45);

    // a test that is not about these times must not fail for them when the machine is busy
    private static final LinkClocks PATIENT = LinkClocks.defaults()
            .silence(PATIENCE)
            .silenceWithoutReconnection(PATIENCE)
            .open(PATIENCE);

    private final Session session;
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final Flux<SessionEvent> events;
    private Connection me;

    /** A guest with a session that was not joined yet. */
    public Guest(Session session) {
        this.session = session;
        this.events = session.events()
                .repeat()
                .doOnNext(event -> told.add(words(event)))
                .replay()
                .autoConnect(0);
    }

    /** Options of a session that waits for everything as long as a slow machine needs. */
    public static SessionOptions patient(String apiKey, String sessionId) {
        return SessionOptions.of(apiKey, sessionId).clocks(PATIENT).replyTimeout(PATIENCE);
    }

    /** The session object. */
    public Session session() {
        return session;
    }

    /** The id of the present connection, or of the last one. */
    public String id() {
        return Objects.requireNonNull(me, "never joined").connectionId();
    }

    /** Joins, and returns when the guest is in the session. */
    public Connection join(String token) {
        me = session.connect(token).block(PATIENCE);
        return me;
    }

    /** Leaves, and returns when the guest is out of the session. */
    public void leave() {
        session.disconnect().block(PATIENCE);
    }

    /** Signals, and returns when the service has accepted it. */
    public void signal(Signal signal) {
        session.signal(signal).block(PATIENCE);
    }

    /** What the guest was told so far. */
    public List<String> told() {
        return List.copyOf(told);
    }

    /** What the guest was told from its first event to the end of its first stay, for which this waits. */
    public List<String> toldUntilTheEnd() {
        return awaitAll(events.takeUntil(event -> event instanceof SessionDisconnected));
    }

    /** The first so many things that the guest is told. */
    public List<String> told(int count) {
        return awaitAll(events.take(count));
    }

    /** Waits until the guest has been told that, and gives everything until then. */
    public List<String> toldUntil(String words) {
        return awaitAll(events.takeUntil(event -> words(event).equals(words)));
    }

    /** The first event of that kind. */
    public <T extends SessionEvent> T await(Class<T> kind) {
        return events.ofType(kind)
                .next()
                .timeout(PATIENCE)
                .onErrorMap(error -> new AssertionError("no " + kind.getSimpleName() + " after " + told, error))
                .block();
    }

    /** The data of the signals that the guest is told, until that one, for which this waits. */
    public List<String> signalsUntil(String last) {
        return await(events.ofType(SignalReceived.class)
                .map(signal -> String.valueOf(signal.data()))
                .takeUntil(last::equals));
    }

    private List<String> awaitAll(Flux<SessionEvent> some) {
        return await(some.map(Guest::words));
    }

    private List<String> await(Flux<String> some) {
        return some.collectList()
                .timeout(PATIENCE)
                .onErrorMap(error -> new AssertionError("told only " + told, error))
                .block();
    }

    /** An event in few words. */
    public static String words(SessionEvent event) {
        if (event instanceof SessionConnected connected) {
            return "connected as " + name(connected.connection());
        } else if (event instanceof SessionDisconnected disconnected) {
            return "out: " + disconnected.reason();
        } else if (event instanceof ConnectionCreated created) {
            return name(created.connection()) + " is here" + (created.own() ? ", me" : "");
        } else if (event instanceof ConnectionDestroyed destroyed) {
            return name(destroyed.connection()) + " left: " + destroyed.reason();
        } else if (event instanceof SignalReceived signal) {
            String from = signal.from() == null ? "a server" : name(signal.from());
            return from + " says " + signal.type() + ": " + signal.data() + (signal.isJson() ? " (JSON)" : "");
        } else if (event instanceof StreamCreated created) {
            return name(created.stream().connection()) + " publishes "
                    + created.stream().name();
        } else if (event instanceof StreamDestroyed destroyed) {
            return destroyed.stream().name() + " ended: " + destroyed.reason();
        } else if (event instanceof StreamPropertyChanged changed) {
            return changed.after().name() + " changed";
        }
        return event.toString();
    }

    private static String name(Connection connection) {
        return connection.data().isEmpty() ? connection.connectionId() : connection.data();
    }
}
