package io.sessionreactive.testkit.service;

import org.jspecify.annotations.Nullable;

/**
 * What the service knows of a client at one moment.
 *
 * @param connectionId its connection, or null as long as it has not named it
 * @param data its token's connection data, or null as long as it has shown no token
 */
public record Peer(@Nullable String connectionId, @Nullable String data) {
    /** A client of which nothing is known yet. */
    public static final Peer UNKNOWN = new Peer(null, null);
}
