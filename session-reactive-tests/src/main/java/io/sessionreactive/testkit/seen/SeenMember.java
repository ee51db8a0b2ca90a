package io.sessionreactive.testkit.seen;

import io.sessionreactive.testkit.token.Role;
import java.time.Instant;

/**
 * A client in a session.
 *
 * @param connectionId its connection
 * @param role what its token lets it do
 * @param data its token's connection data, possibly empty
 * @param since when it joined, by the service's clock
 * @param present whether it has a socket at this moment; otherwise the service waits for its return
 */
public record SeenMember(String connectionId, Role role, String data, Instant since, boolean present) {
    /** The same member with or without a socket. */
    public SeenMember present(boolean isPresent) {
        return new SeenMember(connectionId, role, data, since, isPresent);
    }
}
