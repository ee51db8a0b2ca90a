package io.sessionreactive;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * A message from one client to all in the session, or to one. Immutable: {@code Signal.of("chat", "hello").to(bob)}.
 * The text form leaves the data out.
 */
public final class Signal {
    /** The longest type, in characters. */
    public static final int MOST_TYPE = 128;

    /** The longest data, in characters of its JSON text: with its quotes, and with what must be escaped, escaped. */
    public static final int MOST_DATA = 8192;

    private static final Signal PING = new Signal(null, null, null, true);

    private final @Nullable String type;
    private final @Nullable String data;
    private final @Nullable String to;
    private final boolean retryAfterReconnect;

    private Signal(@Nullable String type, @Nullable String data, @Nullable String to, boolean retryAfterReconnect) {
        this.type = type;
        this.data = data;
        this.to = to;
        this.retryAfterReconnect = retryAfterReconnect;
    }

    /** A signal with neither type nor data, which shows only who sent it. */
    public static Signal ping() {
        return PING;
    }

    /** A signal with data and no type. */
    public static Signal of(String data) {
        return new Signal(null, data, null, true);
    }

    /**
     * A signal with type and data.
     *
     * @param type 1 to 128 of the characters {@code A-Z a-z 0-9 - . _ ~}
     * @param data at most 8,192 characters as JSON text
     */
    public static Signal of(String type, String data) {
        return new Signal(type, data, null, true);
    }

    /** A signal with a type and no data. */
    public static Signal ofType(String type) {
        return new Signal(type, null, null, true);
    }

    /** This signal, to that client only. */
    public Signal to(Connection connection) {
        return to(connection.connectionId());
    }

    /** This signal, to the client with that connection id only. */
    public Signal to(String connectionId) {
        return new Signal(type, data, connectionId, retryAfterReconnect);
    }

    /**
     * This signal, with or without patience. With {@code true}, the default, it waits while the session reconnects, and
     * is sent again when its acknowledgement was lost with the network; it still arrives once. With {@code false} it
     * fails with {@code OT_NOT_CONNECTED} in both cases, in the second with
     * {@link SessionException#isDeliveryUnknown()}.
     */
    public Signal retryAfterReconnect(boolean retry) {
        return new Signal(type, data, to, retry);
    }

    /** The type, or null. */
    public @Nullable String type() {
        return type;
    }

    /** The data, or null. */
    public @Nullable String data() {
        return data;
    }

    /** The connection id of the one who gets it; null for all. */
    public @Nullable String to() {
        return to;
    }

    /** Whether it waits for the network's return. */
    public boolean retryAfterReconnect() {
        return retryAfterReconnect;
    }

    /** What is wrong with this signal, or null if it can be sent. The bounds are those of the browser client. */
    @Nullable
    Violation violation() {
        if (to != null && (to.isEmpty() || to.indexOf('/') >= 0)) {
            return new Violation(
                    ErrorKind.INVALID_PARAMETER, "the connection id it is addressed to is empty or has a slash");
        }
        if (type != null && type.length() > MOST_TYPE) {
            return new Violation(
                    ErrorKind.TOO_LARGE,
                    "a type has at most " + MOST_TYPE + " characters, this one has " + type.length());
        }
        if (type != null && !isTypeText(type)) {
            return new Violation(
                    ErrorKind.INVALID_PARAMETER,
                    "a type is made of the characters A-Z a-z 0-9 - . _ ~ only, and is not empty");
        }
        int length = data == null ? 0 : jsonLength(data);
        if (length > MOST_DATA) {
            String message = "data has at most " + MOST_DATA + " characters as JSON text, this has " + length;
            return new Violation(ErrorKind.TOO_LARGE, message);
        }
        if (!isEncodable(data) || !isEncodable(to)) {
            return new Violation(
                    ErrorKind.INVALID_PARAMETER,
                    "data or the connection id it is addressed to has one half of a surrogate pair without the other");
        }
        return null;
    }

    private static boolean isEncodable(@Nullable String text) {
        return text == null || StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private static boolean isTypeText(String type) {
        for (int i = 0; i < type.length(); i++) {
            char c = type.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && "-._~".indexOf(c) < 0) {
                return false;
            }
        }
        return !type.isEmpty();
    }

    private static int jsonLength(String data) {
        if (data.length() > MOST_DATA) {
            return data.length() + 2;
        }
        return JsonStringEncoder.getInstance().quoteAsCharArray(data).length + 2;
    }

    @Override
    public String toString() {
        return "Signal[type=" + type + ", to=" + (to == null ? "all" : to) + "]";
    }

    /** What is wrong, and how to tell. */
    record Violation(ErrorKind kind, String message) {}
}
