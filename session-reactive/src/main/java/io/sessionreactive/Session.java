package io.sessionreactive;

import io.sessionreactive.SessionEvent.SignalReceived;
import java.util.Collection;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * An OpenTok session as one client of it sees it: who is there, what they publish, and signals both ways.
 *
 * <p>The object is made by {@link OpenTok#initSession}, which causes no traffic, and lives through these states:
 *
 * <ul>
 *   <li><b>Disconnected</b>: before the first {@link #connect}, after a failed one and after each end. Signals fail.
 *   <li><b>Connecting</b>: from the subscription to {@link #connect} until it emits or fails.
 *   <li><b>Connected</b>: until {@link #disconnect}, until the service ends it, or until the network is lost.
 *   <li><b>Reconnecting</b>: from the loss of the network, told by {@link SessionEvent.SessionReconnecting}, until a
 *       message of the service proves that it is back ({@link SessionEvent.SessionReconnected}), or until it is given up.
 *       We stay the same connection, and others notice nothing. Signals are held. A session whose service does not allow
 *       reconnection skips this state, and so does one with {@link ReconnectPolicy#never()}.
 * </ul>
 *
 * <p>A stay in the session ends with {@link SessionEvent.SessionDisconnected}, which says why; then the session is
 * Disconnected, ready to be joined anew.
 *
 * <p>Every {@link Mono} is cold: nothing happens before it is subscribed to, and each subscription is one act. All
 * methods may be called from any thread. Events, results and errors arrive on the session's worker, an event loop, one
 * at a time: do not block there, {@code publishOn} another scheduler to leave it.
 */
public interface Session {

    /** The API key it was made with. */
    String apiKey();

    /** The session id it was made with. */
    String sessionId();

    /**
     * Joins the session.
     *
     * @param token opaque to us: the service decides
     * @return emits our own connection once the session's state is known, right after
     *     {@link SessionEvent.SessionConnected} and before the other events that tell the state. Fails with a
     *     {@link SessionException}, after which it may be subscribed to again, so that {@code retryWhen} works on it:
     *     <ul>
     *       <li>{@code OT_AUTHENTICATION_ERROR} (1004): the token was refused
     *       <li>{@code OT_INVALID_SESSION_ID} (1005): there is no such session
     *       <li>{@code OT_CONNECT_FAILED} (1006): the service could not be reached after three attempts, its
     *           certificate is not trusted, it closed the socket, or it refused the connection; for the
     *           {@code OT_NOT_CONNECTED} of the OpenTok documentation see
     *           {@link SessionException#isNetworkFailure()}
     *       <li>{@code OT_ILLEGAL_STATE} (1015): it is connecting or connected already; that goes on undisturbed
     *       <li>{@code OT_CONNECT_ABORTED} (1020): {@link #disconnect()} came first
     *       <li>{@code OT_TIMEOUT} (1021): the service was reached and did not answer within the reply timeout
     *       <li>{@code OT_TERMS_OF_SERVICE_FAILURE} (1026), {@code OT_CONNECTION_LIMIT_EXCEEDED} (1027)
     *       <li>{@code OT_UNEXPECTED_SERVER_RESPONSE} (2001): anything else the service answers
     *     </ul>
     *     Cancelling aborts the join; once it has emitted, cancelling does nothing
     */
    Mono<Connection> connect(String token);

    /**
     * Joins the session with a token that is asked for anew by each join.
     *
     * @param token emits the token; when it fails or is empty, so does the join, with {@code OT_AUTHENTICATION_ERROR}
     * @return as {@link #connect(String)}
     */
    Mono<Connection> connect(Mono<String> token);

    /**
     * What happens in the session.
     *
     * @return a hot {@link Flux}. Whoever subscribes while the session is connected first receives the present state as
     *     events ({@code SessionConnected}, {@code ConnectionCreated} for each client, {@code StreamCreated} for each
     *     stream, {@code ArchiveStarted}; {@code SessionReconnecting} if it is), joined without gap or overlap to what
     *     follows; signals are not replayed. While reconnecting the flux waits; what happened meanwhile follows after
     *     {@code SessionReconnected}, once and in order. Whoever subscribes before waits for the next join. Completes after {@code SessionDisconnected}; subscribing
     *     again waits for, or enters, the next stay, so {@code repeat()} loses no state. Never fails because of the
     *     session; a subscriber that falls more changes behind than its buffer holds
     *     ({@link SessionOptions#eventBuffer}) fails alone, with Reactor's overflow error. Cancelling detaches that
     *     subscriber only
     */
    Flux<SessionEvent> events();

    /**
     * The signals of one type, out of {@link #events()}.
     *
     * @param type as {@link Signal#of(String, String)} takes it
     * @return completes with the session; everything else as {@link #events()}
     */
    default Flux<SignalReceived> signals(String type) {
        return events().ofType(SignalReceived.class).filter(signal -> type.equals(signal.type()));
    }

    /**
     * Sends a signal to all in the session, ourselves included, or to the one it is addressed to.
     *
     * @return completes when the service has accepted it. Signals of one thread arrive in the order of subscription.
     *     While reconnecting it is held, and what was sent without being acknowledged before is sent again; receivers get
     *     it once. Not so with {@link Signal#retryAfterReconnect(boolean) retryAfterReconnect(false)}. Fails with a {@link SessionException}:
     *     <ul>
     *       <li>{@code OT_INVALID_PARAMETER} (400, 413): type or data break the bounds of {@link Signal}; nothing is
     *           sent
     *       <li>{@code OT_PERMISSION_DENIED} (403): the role in the token does not allow signals
     *       <li>{@code OT_NOT_FOUND} (404): there is nobody with that connection id
     *       <li>{@code OT_TIMEOUT} (408): no answer within the reply timeout; delivery is unknown
     *       <li>{@code OT_RATE_LIMIT_EXCEEDED} (429): too many, try again later
     *       <li>{@code OT_NOT_CONNECTED} (500): the session is not connected, or ended before the answer, or the signal
     *           must not wait for the network; {@link SessionException#isDeliveryUnknown()} if it had been sent
     *       <li>{@code OT_BUFFER_OVERFLOW} (507): as much as may ({@link SessionOptions#mostWaiting}) waits for its
     *           answers already; nothing is sent
     *       <li>{@code OT_UNEXPECTED_SERVER_RESPONSE} (2001): anything else the service answers
     *     </ul>
     *     Cancelling forgets a signal that is held, and does not recall one that was sent
     */
    Mono<Void> signal(Signal signal);

    /**
     * Removes a client from the session, as {@link #forceDisconnect(String)} does.
     *
     * @param connection who
     */
    default Mono<Void> forceDisconnect(Connection connection) {
        return forceDisconnect(connection.connectionId());
    }

    /**
     * Removes a client from the session, which takes the role moderator. For the one removed the session ends with
     * {@link SessionEvent.SessionDisconnected} and the reason {@code forceDisconnected}, and it does not come back by
     * itself; the others are told of it with the same reason.
     *
     * @param connectionId who
     * @return completes when the service has done it. While reconnecting it is held, and what was sent without being
     *     acknowledged before is sent again and done once, as a signal is. Cancelling forgets it while it is held.
     *     Fails with a {@link SessionException} of {@link Operation#FORCE_DISCONNECT}:
     *     <ul>
     *       <li>{@code OT_PERMISSION_DENIED} (1520): the role in the token does not allow it; nothing is sent where our
     *           {@link Connection#capabilities() capabilities} say so already
     *       <li>{@code OT_INVALID_PARAMETER} (1011): nobody of that id is in the session, as after somebody left by
     *           itself, or it cannot be an id; so does the browser client call it
     *       <li>{@code OT_NOT_CONNECTED} (1010): the session is not connected, or ended before the answer;
     *           {@link SessionException#isDeliveryUnknown()} if it had been sent
     *       <li>{@code OT_TIMEOUT} (408), {@code OT_RATE_LIMIT_EXCEEDED} (429), {@code OT_BUFFER_OVERFLOW} (507),
     *           {@code OT_UNEXPECTED_SERVER_RESPONSE} (2001): as with {@link #signal}
     *     </ul>
     */
    Mono<Void> forceDisconnect(String connectionId);

    /**
     * Ends somebody's stream, which takes the role moderator. Who published it stays in the session, and all are told of
     * the end with the reason {@code forceUnpublished}.
     *
     * @param stream which
     * @return as {@link #forceDisconnect(String)}, except that the failure is of {@link Operation#FORCE_UNPUBLISH},
     *     {@code OT_PERMISSION_DENIED} has the code 1530, and a stream that is not there is {@code OT_NOT_FOUND} (404)
     */
    Mono<Void> forceUnpublish(Stream stream);

    /**
     * Mutes the microphone of a stream, which takes the role moderator; its owner may turn it on again. That it was
     * muted is told as {@link SessionEvent.StreamPropertyChanged} once its owner's client has done it.
     *
     * @param stream which
     * @return as {@link #forceDisconnect(String)}, except that the failure is of {@link Operation#FORCE_MUTE},
     *     {@code OT_PERMISSION_DENIED} has the code 1540, and a stream that is not there is {@code OT_NOT_FOUND} (404)
     */
    Mono<Void> forceMute(Stream stream);

    /**
     * Mutes the microphones of all streams, and of those too that are published later, until
     * {@link #disableForceMute()}; it takes the role moderator. All clients are told by {@link SessionEvent.MuteForced}.
     *
     * @param except streams that are left alone, such as one's own
     * @return as {@link #forceMute}
     */
    Mono<Void> forceMuteAll(Stream... except);

    /**
     * Lets streams that are published from now on begin with their microphones on again, which takes the role
     * moderator. Those that are muted stay so until their owners turn them on. All clients are told by
     * {@link SessionEvent.MuteForced}.
     *
     * @return as {@link #forceMute}
     */
    Mono<Void> disableForceMute();

    /**
     * Leaves the session.
     *
     * @return completes when the session has ended here and its socket is closed, at most one second later; at once if
     *     it is not connected. While connecting, aborts that. While reconnecting, one attempt is made at once to say so;
     *     if it fails, the others see {@code networkDisconnected} when the service's patience ends. Never fails. Cancelling does not stop the leaving
     */
    Mono<Void> disconnect();

    /** The session at this moment; it shows a change when the event that tells it arrives. */
    SessionSnapshot snapshot();

    /**
     * The session over time.
     *
     * @return first the present snapshot, then a new one after each change; for whoever is slow, the newest. Never
     *     completes, since the session can be joined again, and never fails
     */
    Flux<SessionSnapshot> snapshots();

    /**
     * Who is in the session, over time: {@link #snapshots()} without what leaves the clients as they are.
     *
     * @return first the present clients, ourselves included; none while not connected, and none but ourselves with
     *     {@link SessionOptions#connectionEventsSuppressed(boolean)}. Never completes and never fails
     */
    default Flux<Collection<Connection>> roster() {
        return snapshots().map(SessionSnapshot::connections).distinctUntilChanged();
    }
}
