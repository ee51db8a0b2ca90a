package io.sessionreactive.support;

import io.sessionreactive.OpenTok;
import io.sessionreactive.Session;
import io.sessionreactive.testkit.LocalSession;
import io.sessionreactive.testkit.LocalSessionService;
import io.sessionreactive.testkit.LocalSessionServiceOptions;
import io.sessionreactive.testkit.seen.SeenMember;
import io.sessionreactive.testkit.token.Role;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import reactor.core.publisher.Flux;

/** One session of a local service on real sockets, and whoever a test invites. Closing it ends them all. */
public final class Party implements AutoCloseable {
    private final LocalSessionService service;
    private final OpenTok openTok;
    private final String sessionId;

    /** A party that lets lost guests back in. */
    public Party() {
        this(true);
    }

    /** A party that lets lost guests back in, or not. */
    public Party(boolean reconnection) {
        service = LocalSessionService.start(
                LocalSessionServiceOptions.defaults().reconnection(reconnection).clientSilence(Guest.PATIENCE));
        openTok = OpenTok.create(service.clientOptions());
        sessionId = service.createSession();
    }

    /** The service. */
    public LocalSessionService service() {
        return service;
    }

    /** The client that all guests share. */
    public OpenTok openTok() {
        return openTok;
    }

    /** The session's id. */
    public String sessionId() {
        return sessionId;
    }

    /** What the service saw of the session. */
    public LocalSession seen() {
        return service.session(sessionId);
    }

    /** The names of those in the session, by the service's own list. */
    public List<String> names() {
        return seen().members().stream().map(SeenMember::data).toList();
    }

    /** A publisher's token whose data is the name. */
    public String token(String name) {
        return service.tokens().forSession(sessionId).data(name).jwt();
    }

    /** A session object that is not connected. */
    public Session newSession() {
        return newSession(openTok);
    }

    /** A session object of another client. */
    public Session newSession(OpenTok client) {
        return client.initSession(Guest.patient(service.apiKey(), sessionId));
    }

    /** A guest who has not joined. */
    public Guest newGuest() {
        return new Guest(newSession());
    }

    /** A guest who has joined. */
    public Guest join(String name) {
        Guest guest = newGuest();
        guest.join(token(name));
        return guest;
    }

    /** Somebody in the session without the SDK. */
    public Stranger stranger(Role role, String name) {
        return Stranger.join(service, sessionId, role, name);
    }

    /** Waits until something is true of the service. */
    public void await(BooleanSupplier condition) {
        Flux.interval(Duration.ZERO, Duration.ofMillis(10))
                .onBackpressureDrop()
                .filter(tick -> condition.getAsBoolean())
                .next()
                .timeout(Guest.PATIENCE)
                .onErrorMap(error -> new AssertionError("it did not come to that; there are " + names(), error))
                .block();
    }

    @Override
    public void close() {
        openTok.disposeLater().block(Guest.PATIENCE);
        service.close();
    }
}
