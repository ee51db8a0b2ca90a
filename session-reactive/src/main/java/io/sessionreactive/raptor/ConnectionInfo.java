package io.sessionreactive.raptor;

import java.util.Set;

/**
 * A connection as the service tells it.
 *
 * @param id the connection id
 * @param creationTime milliseconds since the epoch; 0 if not told
 * @param data the token's connection data, empty if none
 * @param permissions what its role allows, in the service's words
 */
public record ConnectionInfo(String id, long creationTime, String data, Set<String> permissions) {
    /** Keeps its own copy of the permissions. */
    public ConnectionInfo {
        permissions = Set.copyOf(permissions);
    }
}
