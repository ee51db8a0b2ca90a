package io.sessionreactive;

import java.time.Instant;
import java.util.Set;

/**
 * A client in a session.
 *
 * @param connectionId opaque and case-sensitive
 * @param creationTime when it joined, by the service's clock; the epoch if the service does not tell
 * @param data the connection data of its token, up to 1,000 characters; empty if none
 * @param permissions what its role allows, in the service's words, such as {@code publish}; see {@link #capabilities()}
 */
public record Connection(String connectionId, Instant creationTime, String data, Set<String> permissions) {
    /** Keeps its own copy of the permissions. */
    public Connection {
        permissions = Set.copyOf(permissions);
    }

    /** What this client may do. */
    public Capabilities capabilities() {
        return Capabilities.of(permissions);
    }
}
