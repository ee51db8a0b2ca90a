package io.sessionreactive.rumor;

import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a frame: names and values in the order of the wire. Names are case-sensitive; of two headers with the
 * same name the first one counts. The text form leaves out the values that may be secret.
 */
public final class Headers {
    /** Identifies a message and its acknowledgement. */
    public static final String TRANSACTION_ID = "TRANSACTION-ID";
    /** How a request ended, from the service only; a value that begins with 2 is success. */
    public static final String STATUS = "STATUS";
    /** The connection id of the sender; empty for the service itself. */
    public static final String FROM_ADDRESS = "X-TB-FROM-ADDRESS";
    /** The token, on connection create only. */
    public static final String TOKEN = "X-TB-TOKEN-AUTH";
    /** The kind of payload of a client's message. */
    public static final String CONTENT_TYPE = "Content-Type";
    /** The connection id, on CONNECT only. */
    public static final String UNIQUE_ID = "uniqueId";
    /** Whom the messaging server tells of the end, on CONNECT only. */
    public static final String NOTIFY_DISCONNECT_ADDRESS = "notifyDisconnectAddress";
    /** On DISCONNECT: {@code 1} gives up this socket only, anything else leaves. */
    public static final String RECONNECT = "reconnect";

    /** No headers. */
    public static final Headers NONE = new Headers(new String[0]);

    private static final Set<String> TELLABLE =
            Set.of(TRANSACTION_ID, STATUS, FROM_ADDRESS, CONTENT_TYPE, UNIQUE_ID, NOTIFY_DISCONNECT_ADDRESS, RECONNECT);

    private final String[] pairs;

    private Headers(String[] pairs) {
        this.pairs = pairs;
    }

    /**
     * Headers from alternating names and values.
     *
     * @param pairs name, value, name, value and so on; kept, so not to be changed afterwards
     */
    public static Headers of(String... pairs) {
        if (pairs.length % 2 != 0) {
            throw new IllegalArgumentException("headers need a value for each name, got " + pairs.length + " strings");
        }
        return pairs.length == 0 ? NONE : new Headers(pairs);
    }

    /** The value of the first header called {@code name}, or null if there is none. */
    public @Nullable String get(String name) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equals(name)) {
                return pairs[i + 1];
            }
        }
        return null;
    }

    /** The number of headers. */
    public int size() {
        return pairs.length / 2;
    }

    String name(int index) {
        return pairs[2 * index];
    }

    String value(int index) {
        return pairs[2 * index + 1];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Headers that && Arrays.equals(pairs, that.pairs);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(pairs);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < size(); i++) {
            String value = TELLABLE.contains(name(i)) ? value(i) : "(" + value(i).length() + " characters)";
            text.append(i == 0 ? "" : ", ").append(name(i)).append('=').append(value);
        }
        return text.append('}').toString();
    }
}
