package io.sessionreactive.testkit;

import io.sessionreactive.raptor.ResourcePath;
import io.sessionreactive.testkit.seen.Observation;
import io.sessionreactive.testkit.seen.SeenFrame;
import io.sessionreactive.testkit.seen.SeenMember;
import io.sessionreactive.testkit.seen.SeenSignal;
import io.sessionreactive.testkit.seen.SeenStream;
import io.sessionreactive.testkit.service.SessionHistory;
import io.sessionreactive.testkit.service.SessionHost;
import io.sessionreactive.testkit.service.TrafficLog;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What one session of a {@link LocalSessionService} saw. All methods may be called from any thread, also before anybody
 * joined and after the service was closed.
 *
 * <p>The lists tell what is known at the moment of the call, as immutable values. Where a test must wait for something
 * to happen, {@link #seen}, {@link #seenFrames} and {@link #awaitMembers} tell of it, whether it has happened already or
 * not yet. They emit what is there already on the thread that asks for it, and what comes on the service's thread, after
 * the service has done what it was doing: do not block there.
 */
public final class LocalSession {
    private final String id;
    private final ResourcePath uri;
    private final SessionHistory history;
    private final TrafficLog traffic;
    private final Supplier<String> token;

    LocalSession(String apiKey, String id, SessionHost host, Supplier<String> token) {
        this.id = id;
        this.uri = ResourcePath.session(apiKey, id);
        this.history = host.history(id);
        this.traffic = host.traffic();
        this.token = token;
    }

    /** The session's id. */
    public String id() {
        return id;
    }

    /** A new token for this session: a JWT for a publisher, valid for 24 hours. */
    public String token() {
        return token.get();
    }

    /** Who is in the session now, absent ones who are still waited for included, in the order of joining. */
    public List<SeenMember> members() {
        return history.log().members();
    }

    /** The member of that connection; empty if it is not in the session now. */
    public Optional<SeenMember> member(String connectionId) {
        return members().stream()
                .filter(member -> member.connectionId().equals(connectionId))
                .findFirst();
    }

    /**
     * All signals that the service accepted in this session, in that order, each once; after 100,000 of them only the
     * newest.
     */
    public List<SeenSignal> signals() {
        return history.log().signals();
    }

    /** Those of {@link #signals()} that came from that connection. */
    public List<SeenSignal> signalsFrom(String connectionId) {
        return signals().stream()
                .filter(signal -> signal.from().equals(connectionId))
                .toList();
    }

    /** What is published in the session now, in the order of publishing. */
    public List<SeenStream> streams() {
        return history.log().streams();
    }

    /**
     * The frames that went over the sockets of this session, those of each socket in order: the newest, as
     * {@link LocalSessionServiceOptions#frames} says.
     *
     * @throws IllegalStateException if the service keeps none
     */
    public List<SeenFrame> frames() {
        requireFrames();
        return traffic.frames(uri);
    }

    /** Those of {@link #frames()} that went from or to that connection. */
    public List<SeenFrame> framesOf(String connectionId) {
        return frames().stream()
                .filter(frame -> connectionId.equals(frame.connectionId()))
                .toList();
    }

    /**
     * What happened in the session.
     *
     * @return first all there was since the service started (after 100,000 observations only the newest), then what
     *     comes, without gap or overlap; completes when the service ends. Takes as much as is asked for; a subscriber
     *     that is more than 50,000 observations behind fails, with Reactor's overflow error
     */
    public Flux<Observation> seen() {
        return history.read();
    }

    /**
     * The frames that go over the sockets of this session.
     *
     * @return first those that are kept, then those that come, as {@link #seen()}. Those of each socket are in order.
     *     Fails with an {@link IllegalStateException} if the service keeps none
     */
    public Flux<SeenFrame> seenFrames() {
        return Flux.defer(() -> {
            requireFrames();
            return traffic.readFrames(uri);
        });
    }

    /**
     * Waits for a number of members, absent ones included.
     *
     * @return completes when the session has that many members, or had them at any moment since the subscription,
     *     however short; fails with an {@link IllegalStateException} if the service ends before. Waits for ever
     *     otherwise: bound it by a {@code timeout}
     */
    public Mono<Void> awaitMembers(int count) {
        return history.hasMembers(count);
    }

    private void requireFrames() {
        if (!traffic.isOn()) {
            throw new IllegalStateException("this service keeps no frames: it was started with frames(0)");
        }
    }

    @Override
    public String toString() {
        int count = members().size();
        return "LocalSession[" + id + ", " + count + (count == 1 ? " member]" : " members]");
    }
}
