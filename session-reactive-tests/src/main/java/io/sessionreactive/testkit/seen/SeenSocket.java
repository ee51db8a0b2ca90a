package io.sessionreactive.testkit.seen;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of a WebSocket, as the service sees it.
 *
 * @param at when
 * @param socket counts the service's sockets from 1
 * @param connectionId the connection that it carries; null if it has not said so, or not yet
 * @param open whether it is open from then on
 * @param what the change, in a few words
 */
public record SeenSocket(Instant at, int socket, @Nullable String connectionId, boolean open, String what)
        implements SeenTraffic {}
