package io.sessionreactive.testkit.service;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a socket says of itself in the query of its URL.
 *
 * @param socketId names the logical socket that this one belongs to; null where reconnection is off
 * @param reconnect whether it says that it is not the first of its logical socket
 */
public record SocketQuery(@Nullable String socketId, boolean reconnect) {
    private static final int MOST_CHARACTERS = 128;

    /** Reads the query of a URL, without its question mark; null is the same as none. */
    public static SocketQuery parse(@Nullable String query) {
        String socketId = value(query, "socketId").orElse("");
        boolean usable = !socketId.isEmpty() && socketId.length() <= MOST_CHARACTERS;
        return new SocketQuery(
                usable ? socketId : null, value(query, "reconnect").orElse("").equals("true"));
    }

    private static Optional<String> value(@Nullable String query, String name) {
        for (String field : query == null ? new String[0] : query.split("&", -1)) {
            if (field.startsWith(name + "=")) {
                return Optional.of(field.substring(name.length() + 1));
            }
        }
        return Optional.empty();
    }

    /** Leaves the socket id out: whoever knows it can take the socket over. */
    @Override
    public String toString() {
        return "SocketQuery[" + (reconnect ? "reconnect" : "first") + "]";
    }
}
