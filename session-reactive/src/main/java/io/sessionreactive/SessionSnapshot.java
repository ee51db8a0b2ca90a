package io.sessionreactive;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session at one moment. Immutable, and consistent in itself.
 *
 * @param status where in its life the session is
 * @param connection our own; null unless in the session
 * @param connections all clients in the session, ourselves included, in the order in which we learned of them; empty
 *     unless in the session. Its size is the number of clients, unless
 *     {@link SessionOptions#connectionEventsSuppressed(boolean)} leaves it at ourselves
 * @param streams what the others publish
 * @param archives what is being recorded
 * @param waiting how many signals wait for the service's acknowledgement, those included that are held while
 *     reconnecting; counted when the snapshot was made
 * @param malformed how many messages of the service were passed over because they broke the protocol, in the life of
 *     the session object
 * @param unknown how many were passed over because they are of a kind that is not known here, as newer services may send
 */
public record SessionSnapshot(
        Status status,
        @Nullable Connection connection,
        Collection<Connection> connections,
        Collection<Stream> streams,
        Collection<Archive> archives,
        int waiting,
        long malformed,
        long unknown) {
    private static final Capabilities NOTHING = new Capabilities(false, false, false, false, false, false);

    static final SessionSnapshot BEFORE_THE_FIRST_CONNECT =
            new SessionSnapshot(Status.DISCONNECTED, null, List.of(), List.of(), List.of(), 0, 0, 0);

    /** The same session object in another state; null is none. */
    SessionSnapshot in(Status newStatus, @Nullable SessionState state) {
        return state == null
                ? new SessionSnapshot(newStatus, null, List.of(), List.of(), List.of(), waiting, malformed, unknown)
                : new SessionSnapshot(
                        newStatus,
                        state.own(),
                        state.connections(),
                        state.streams(),
                        state.archives(),
                        waiting,
                        malformed,
                        unknown);
    }

    SessionSnapshot withWaiting(int requests) {
        return requests == waiting
                ? this
                : new SessionSnapshot(status, connection, connections, streams, archives, requests, malformed, unknown);
    }

    SessionSnapshot withOneMoreMalformed() {
        return new SessionSnapshot(status, connection, connections, streams, archives, waiting, malformed + 1, unknown);
    }

    SessionSnapshot withOneMoreUnknown() {
        return new SessionSnapshot(status, connection, connections, streams, archives, waiting, malformed, unknown + 1);
    }

    /** What we may do; nothing unless in the session. */
    public Capabilities capabilities() {
        return connection == null ? NOTHING : connection.capabilities();
    }

    /** Where in its life a session is. */
    public enum Status {
        /** Not in the session: before the first connect, and after each end. */
        DISCONNECTED,
        /** On the way into the session. */
        CONNECTING,
        /** In the session. */
        CONNECTED,
        /** In the session, while the network is away: what is shown is what was known when it went. */
        RECONNECTING
    }
}
