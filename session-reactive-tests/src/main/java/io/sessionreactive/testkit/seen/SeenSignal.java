package io.sessionreactive.testkit.seen;

import org.jspecify.annotations.Nullable;

/**
 * A signal that the service accepted, once, however often it was sent. The text form leaves the data out.
 *
 * @param from the sender's connection
 * @param to the connection that gets it, or null for all
 * @param type or null
 * @param data the text, or the JSON where it was other JSON than a string, or null
 */
public record SeenSignal(
        String from,
        @Nullable String to,
        @Nullable String type,
        @Nullable String data) {
    @Override
    public String toString() {
        String length = data == null ? "no data" : data.length() + " characters";
        return "SeenSignal[from=" + from + ", to=" + to + ", type=" + type + ", " + length + "]";
    }
}
