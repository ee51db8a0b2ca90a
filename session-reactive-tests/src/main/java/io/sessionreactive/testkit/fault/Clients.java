package io.sessionreactive.testkit.fault;

import io.sessionreactive.testkit.service.Peer;
import org.jspecify.annotations.Nullable;

/**
 * Whom a fault is for.
 *
 * @param connectionId only the client of that connection, or null for whichever
 * @param data only clients whose token has that connection data, or null for whichever
 */
public record Clients(
        @Nullable String connectionId, @Nullable String data) {
    /** All of them. */
    public static final Clients ALL = new Clients(null, null);

    boolean include(Peer peer) {
        return (connectionId == null || connectionId.equals(peer.connectionId()))
                && (data == null || data.equals(peer.data()));
    }
}
