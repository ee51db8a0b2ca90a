package io.sessionreactive.testkit.token;

import static io.sessionreactive.testkit.token.Permission.FORCE_DISCONNECT;
import static io.sessionreactive.testkit.token.Permission.FORCE_MUTE;
import static io.sessionreactive.testkit.token.Permission.FORCE_UNPUBLISH;
import static io.sessionreactive.testkit.token.Permission.PUBLISH;
import static io.sessionreactive.testkit.token.Permission.SIGNAL;
import static io.sessionreactive.testkit.token.Permission.SUBSCRIBE;

import java.util.List;
import java.util.Optional;

/** What a token lets its bearer do. */
public enum Role {
    /** Watches, and signals. */
    SUBSCRIBER("subscriber", SUBSCRIBE, SIGNAL),
    /** Publishes, watches, signals: the role of a token that names none. */
    PUBLISHER("publisher", PUBLISH, SUBSCRIBE, SIGNAL),
    /** Publishes and signals, but watches nobody. */
    PUBLISHER_ONLY("publisheronly", PUBLISH, SIGNAL),
    /** Does all that a publisher does, and removes or mutes others. */
    MODERATOR("moderator", PUBLISH, SUBSCRIBE, SIGNAL, FORCE_UNPUBLISH, FORCE_DISCONNECT, FORCE_MUTE);

    private final String wireName;

    @SuppressWarnings("ImmutableEnumChecker") // of List.of
    private final List<Permission> permissions;

    Role(String wireName, Permission... permissions) {
        this.wireName = wireName;
        this.permissions = List.of(permissions);
    }

    /** The role's name in a token. */
    public String wireName() {
        return wireName;
    }

    /** What this role may do, in the order in which the service lists it. */
    public List<Permission> permissions() {
        return permissions;
    }

    /** The role of that name in a token; empty if there is none. */
    static Optional<Role> ofName(String wireName) {
        for (Role role : values()) {
            if (role.wireName.equals(wireName)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
