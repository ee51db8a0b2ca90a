package io.sessionreactive.testkit;

import io.sessionreactive.ClientOptions;
import io.sessionreactive.testkit.seen.SeenSocket;
import io.sessionreactive.testkit.seen.SeenTraffic;
import io.sessionreactive.testkit.service.ServiceSettings;
import io.sessionreactive.testkit.service.SessionHost;
import io.sessionreactive.testkit.service.SessionId;
import io.sessionreactive.testkit.token.TokenVerifier;
import io.sessionreactive.testkit.token.Tokens;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * A session service in this process, for tests and for trying things out: session information, tokens, sessions with
 * their connections, signals and streams, reconnection. SDK clients and the browser client join its sessions as they
 * would join those of OpenTok. Only programs on this machine can reach it.
 *
 * <pre>{@code
 * try (LocalSessionService service = LocalSessionService.start()) {
 *     String session = service.createSession();
 *     OpenTok client = OpenTok.create(service.clientOptions());
 *     client.initSession(service.apiKey(), session).connect(service.token(session)) ...
 * }
 * }</pre>
 *
 * <p>It serves one API key. Every well-formed session id of that key is a session, whether it was made here or not. All
 * methods may be called from any thread.
 */
public final class LocalSessionService implements AutoCloseable {
    private final ServiceSettings settings;
    private final Front front;
    private final SessionHost host;
    private final InstantSource clock;
    private final Instant started;
    private final Tokens tokens;
    private final Faults faults;

    private LocalSessionService(ServiceSettings settings, Front front) {
        this.settings = settings;
        this.front = front;
        this.host = front.gate().host();
        this.clock = () -> Instant.ofEpochMilli(front.scheduler().now(TimeUnit.MILLISECONDS));
        this.started = clock.instant();
        this.tokens = Tokens.of(settings.apiKey(), settings.keys().apiSecret(), clock);
        this.faults = new Faults(front);
    }

    /** Starts a service on a free port of 127.0.0.1, and returns when it serves. */
    public static LocalSessionService start() {
        return start(LocalSessionServiceOptions.defaults());
    }

    /**
     * Starts a service on 127.0.0.1, and returns when it serves; not to be called on an event loop.
     *
     * @throws reactor.netty.ChannelBindException if the port is taken
     */
    public static LocalSessionService start(LocalSessionServiceOptions options) {
        ServiceSettings settings = options.settings();
        TokenVerifier tokens = new TokenVerifier(settings.keys());
        return new LocalSessionService(settings, new NettyFront(options, tokens));
    }

    /** The same as {@link #inMemory(Scheduler, LocalSessionServiceOptions)} with the default options. */
    public static LocalSessionService inMemory(Scheduler scheduler) {
        return inMemory(scheduler, LocalSessionServiceOptions.defaults());
    }

    /**
     * Starts a service without sockets, which only clients with its {@link #clientOptions()} can reach. The service and
     * all its clients live on {@code scheduler} and by its clock, so with a virtual-time scheduler a session's whole life
     * takes no time. Tokens for it must come from {@link #tokens()}, whose clock is the same.
     *
     * @param scheduler runs one thing at a time; it is not disposed of with the service
     */
    public static LocalSessionService inMemory(Scheduler scheduler, LocalSessionServiceOptions options) {
        ServiceSettings settings = options.settings();
        TokenVerifier tokens = new TokenVerifier(settings.keys());
        return new LocalSessionService(settings, new MemoryFront(options, tokens, scheduler));
    }

    /** Runs a service from the command line until it is told to end; {@code --help} tells the options. */
    public static void main(String[] arguments) {
        int exitCode = ServiceCommand.commandLine().execute(arguments);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    /** Where the service is, such as {@code http://127.0.0.1:34567}. */
    public URI apiUrl() {
        return front.apiUrl();
    }

    /** How SDK clients reach it. */
    public ClientOptions clientOptions() {
        return front.clientOptions();
    }

    /** The API key that it serves. */
    public String apiKey() {
        return settings.apiKey();
    }

    /** What the project's tokens are signed with, for the official server SDKs. */
    public String apiSecret() {
        return settings.keys().apiSecret();
    }

    /** The id of a new session whose media go from client to client. */
    public String createSession() {
        return SessionId.create(settings.apiKey(), true, clock.instant()).text();
    }

    /** The id of a new session whose media go through a media server, as far as clients are told: there is none here. */
    public String createRoutedSession() {
        return SessionId.create(settings.apiKey(), false, clock.instant()).text();
    }

    /** A new token for that session: a JWT for a publisher, valid for 24 hours. */
    public String token(String sessionId) {
        return tokens.forSession(sessionId).jwt();
    }

    /** Makes tokens of all kinds, by the service's own clock. */
    public Tokens tokens() {
        return tokens;
    }

    /** The sessions that somebody has joined, or looked at by {@link #session}. */
    public List<LocalSession> sessions() {
        return host.sessions().stream().map(this::session).toList();
    }

    /** What that session saw. */
    public LocalSession session(String sessionId) {
        return new LocalSession(apiKey(), sessionId, host, () -> token(sessionId));
    }

    /**
     * What went between the service and its clients, over all sockets and by HTTP, in order: the newest, as
     * {@link LocalSessionServiceOptions#frames} says.
     */
    public List<SeenTraffic> traffic() {
        return host.traffic().all();
    }

    /** {@link #traffic()} as a text for people, without what signals and connections say. */
    public Transcript transcript() {
        return Transcript.of(traffic(), started);
    }

    /** The sockets that are open now, in the order of opening. */
    public List<SeenSocket> openSockets() {
        return host.traffic().open();
    }

    /**
     * Completes when no socket is open, now or at a later moment; at once when the service has ended. It is asked on the
     * service's own scheduler, so a socket whose client knows already that it is open counts.
     */
    public Mono<Void> awaitNoSockets() {
        return host.traffic()
                .noneOpen()
                .subscribeOn(front.scheduler())
                .onErrorComplete(RejectedExecutionException.class); // the scheduler of a service that has ended
    }

    /** Lets things go wrong between this service and its clients. */
    public Faults faults() {
        return faults;
    }

    /**
     * Ends the service: closes all sockets with code 1001, then frees the port and the thread.
     *
     * @return a {@link Mono} that ends the service when first subscribed to and completes when it has ended; all
     *     subscribers share that ending
     */
    public Mono<Void> disposeLater() {
        return front.close();
    }

    /**
     * Ends the service as {@link #disposeLater()} does, and waits for it, up to 10 s; not to be called on an event loop.
     * A service in memory does not wait, since its time may be the caller's to turn.
     */
    @Override
    public void close() {
        front.closeNow();
    }

    @Override
    public String toString() {
        return "LocalSessionService[" + apiUrl() + "]";
    }
}
