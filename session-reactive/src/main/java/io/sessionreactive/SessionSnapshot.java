package io.sessionreactive;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A session at one moment. Immutable, and consistent in itself.
 *
 * @param status where in its life the session is
 * @param connection our own; null unless connected
 * @param connections all clients in the session, ourselves included, in the order in which we learned of them; empty
 *     unless connected. Its size is the number of clients
 * @param streams what the others publish
 * @param archives what is being recorded
 * @param malformed how many messages of the service were passed over because they broke the protocol, in the life of
 *     the session object
 */
public record SessionSnapshot(
        Status status,
        @Nullable Connection connection,
        Collection<Connection> connections,
        Collection<Stream> streams,
        Collection<Archive> archives,
        long malformed) {
    private static final Capabilities NOTHING = new Capabilities(false, false, false, false, false, false);

    /** What we may do; nothing unless connected. */
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
        CONNECTED
    }
}
