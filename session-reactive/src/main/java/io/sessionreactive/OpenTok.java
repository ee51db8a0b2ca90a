package io.sessionreactive;

import io.sessionreactive.rumor.Ids;
import io.sessionreactive.transport.Transport;
import io.sessionreactive.webrtc.NativeLibrary;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * The client of an OpenTok service: makes sessions, which share its way to the service and end with it. One per
 * application is usual.
 *
 * <pre>{@code
 * OpenTok openTok = OpenTok.create();
 * Session session = openTok.initSession(apiKey, sessionId);
 * session.events().subscribe(event -> System.out.println(event));
 * session.connect(token)
 *     .then(session.signal(Signal.of("chat", "hello")))
 *     .subscribe();
 * }</pre>
 *
 * <p>It creates no thread: sessions live on Reactor Netty's shared event loops. All methods may be called from any
 * thread.
 */
public final class OpenTok {
    private final ClientOptions options;
    private final Supplier<? extends Transport> transports;
    private final Exceptions exceptions = new Exceptions();
    private final Set<DefaultSession> active = ConcurrentHashMap.newKeySet();
    private volatile boolean disposed;

    private OpenTok(ClientOptions options) {
        this.options = options;
        this.transports = options.way();
        Ids.secret(); // reads the system's randomness now, on the caller's thread
        JsonMapper.shared().readTree("{}"); // fills caches now that are filled under a lock, where joins would meet
    }

    /** A client of the OpenTok service. Causes no traffic. */
    public static OpenTok create() {
        return create(ClientOptions.defaults());
    }

    /** A client of the service that the options name. Causes no traffic. */
    public static OpenTok create(ClientOptions options) {
        return new OpenTok(options);
    }

    /**
     * Whether audio and video can be used here and, if not, what is missing and how to install it. May be called before
     * anything else; programs that only signal work whatever the answer is. Never throws and opens no device. The first
     * call loads the native library, if there is one: it takes some tenths of a second and reads and writes files, so it
     * is not for an event loop. Later calls give the same answer.
     */
    public static SystemRequirements checkSystemRequirements() {
        NativeLibrary.Finding finding = NativeLibrary.find();
        return new SystemRequirements(finding.missing().isEmpty(), finding.missing(), finding.remedy());
    }

    /**
     * A session object with default options. Causes no traffic and creates no session on the service.
     *
     * @throws IllegalArgumentException if either is empty
     */
    public Session initSession(String apiKey, String sessionId) {
        return initSession(SessionOptions.of(apiKey, sessionId));
    }

    /** A session object. Causes no traffic and creates no session on the service. */
    public Session initSession(SessionOptions options) {
        return new DefaultSession(this, options, transports.get());
    }

    /**
     * What goes wrong in this client's sessions without belonging to a call, and, as the OpenTok documentation has it,
     * every failed connect but one that was refused or aborted here ({@code OT_ILLEGAL_STATE}, {@code OT_CONNECT_ABORTED}).
     *
     * @return a hot {@link Flux}, serialized over all sessions; emits on their workers. A slow subscriber loses the
     *     oldest of more than 256, see {@link #droppedExceptions()}; while nobody is subscribed, those without a call
     *     are logged as warnings. Completes when the client is disposed of; never fails
     */
    public Flux<SessionException> exceptions() {
        return exceptions.flux();
    }

    /** How many exceptions slow subscribers of {@link #exceptions()} lost, all together. */
    public long droppedExceptions() {
        return exceptions.dropped();
    }

    /**
     * Ends this client: its sessions are left as by {@link Session#disconnect()}, and later connects fail.
     *
     * @return completes when all sessions have ended. Never fails. Cancelling does not stop it
     */
    public Mono<Void> disposeLater() {
        return Mono.defer(() -> {
            disposed = true;
            return Mono.when(active.stream().map(Session::disconnect).toList()).doOnTerminate(exceptions::complete);
        });
    }

    @Override
    public String toString() {
        return "OpenTok[" + options.apiUrl() + "]";
    }

    ClientOptions options() {
        return options;
    }

    boolean isDisposed() {
        return disposed;
    }

    void report(SessionException exception) {
        exceptions.report(exception);
    }

    void began(DefaultSession session) {
        active.add(session);
    }

    void ended(DefaultSession session) {
        active.remove(session);
    }
}
