package io.sessionreactive.testkit.service;

import io.sessionreactive.rumor.Payload;
import io.sessionreactive.testkit.token.Permission;
import io.sessionreactive.testkit.token.Role;
import java.util.List;

/**
 * A connection in a room. Its JSON is written once: a large room lists it often.
 *
 * @param id the connection id, as its client chose it
 * @param creationTime in milliseconds since 1970
 * @param data its token's connection data
 * @param role its token's role
 * @param suppressed whether it is not told who else comes and goes
 * @param json the connection object that clients get
 */
record Participant(String id, long creationTime, String data, Role role, boolean suppressed, Payload json) {

    static Participant of(
            String id, long creationTime, String data, Role role, List<String> capabilities, boolean suppressed) {
        Payload json = Messages.connection(id, creationTime, data, role, capabilities);
        return new Participant(id, creationTime, data, role, suppressed, json);
    }

    /** Refuses unless the role permits it. */
    void need(Permission permission) {
        Refusal.unless(
                role.permissions().contains(permission),
                Refusal.FORBIDDEN,
                "the role " + role.wireName() + " may not " + permission.wireName());
    }
}
