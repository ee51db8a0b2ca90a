package io.sessionreactive;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a role may allow, by the service's own word. Knows how the browser client numbers the errors around it, which it
 * does anew for each kind of call.
 */
enum Right {
    SIGNAL(Operation.SIGNAL, "signal", "publisher or moderator", 403),
    FORCE_DISCONNECT(Operation.FORCE_DISCONNECT, "forcedisconnect", "moderator", 1520),
    FORCE_UNPUBLISH(Operation.FORCE_UNPUBLISH, "forceunpublish", "moderator", 1530),
    FORCE_MUTE(Operation.FORCE_MUTE, "forcemute", "moderator", 1540);

    private static final int NOT_CONNECTED = 1010;
    private static final int INVALID = 1011;

    private final Operation operation;
    private final String word;
    private final String roles;
    private final int denied;

    Right(Operation operation, String word, String roles, int denied) {
        this.operation = operation;
        this.word = word;
        this.roles = roles;
        this.denied = denied;
    }

    /** What is done by it. */
    Operation operation() {
        return operation;
    }

    boolean isIn(Set<String> permissions) {
        return permissions.contains(word);
    }

    /** Whether a client with these permissions lacks it for sure; where the service told none at all, it decides. */
    boolean isRuledOutBy(Set<String> permissions) {
        return !permissions.isEmpty() && !isIn(permissions);
    }

    /** Why nothing was sent, where {@code role} is what the token says of itself, empty if it cannot be read. */
    String denial(String role, Collection<String> permissions) {
        String who = role.isEmpty() ? "" : "the role in the token is " + role + ", and ";
        return who + "the service lets this connection " + String.join(", ", new TreeSet<>(permissions))
                + " only; nothing was sent";
    }

    /** An error as it is for this, under its number and with its advice. */
    ErrorKind of(ErrorKind kind) {
        if (kind.equals(ErrorKind.PERMISSION_DENIED)) {
            return kind.coded(denied)
                    .advising("The role in the token does not allow it: connect with a token of the role " + roles);
        } else if (this == SIGNAL) {
            return kind;
        } else if (kind.equals(ErrorKind.NOT_FOUND)) {
            return this == FORCE_DISCONNECT
                    ? ErrorKind.INVALID_PARAMETER.coded(INVALID).advising(kind.advice()) // as the browser client
                    : kind.advising("No stream of that id is in the session, or not any more");
        }
        return switch (kind.name()) {
            case "OT_NOT_CONNECTED" -> kind.coded(NOT_CONNECTED);
            case "OT_INVALID_PARAMETER" -> kind.coded(INVALID);
            default -> kind;
        };
    }
}
