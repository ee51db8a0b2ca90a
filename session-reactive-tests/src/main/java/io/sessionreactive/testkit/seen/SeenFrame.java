package io.sessionreactive.testkit.seen;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A frame that the service heard or said, decoded. Never holds the token; the text form leaves the content out, since it
 * has the data of signals and connections.
 *
 * @param at when
 * @param socket the socket it went over, counted from 1
 * @param connectionId the connection that the socket carries; null if it has not said so
 * @param fromClient true if the client sent it, false if the service did
 * @param type {@code CONNECT}, {@code SUBSCRIBE}, {@code MESSAGE}, {@code STATUS}, {@code PING}, {@code PONG},
 *     {@code DISCONNECT}, or {@code MALFORMED} if it is no frame
 * @param transactionId identifies a message and its acknowledgement; null on frames that have none
 * @param status how a request ended, on a STATUS of the service, otherwise null
 * @param method of a MESSAGE, such as {@code signal}, otherwise null
 * @param uri what a MESSAGE is about, or the topic of a SUBSCRIBE, otherwise null
 * @param content the JSON of a MESSAGE's content or of a STATUS's payload, otherwise null
 * @param bytes its size
 */
public record SeenFrame(
        Instant at,
        int socket,
        @Nullable String connectionId,
        boolean fromClient,
        String type,
        @Nullable String transactionId,
        @Nullable String status,
        @Nullable String method,
        @Nullable String uri,
        @Nullable String content,
        int bytes)
        implements SeenTraffic {
    /** Whether it only keeps the socket alive. */
    public boolean isKeepAlive() {
        return type.equals("PING") || type.equals("PONG");
    }

    @Override
    public String toString() {
        StringBuilder text =
                new StringBuilder("SeenFrame[").append(at).append(" socket ").append(socket);
        text.append(fromClient ? " -> " : " <- ").append(type);
        add(text, " ", method);
        add(text, " ", uri);
        add(text, " ", status);
        add(text, ", transaction ", transactionId);
        return text.append(", ").append(bytes).append(" bytes]").toString();
    }

    private static void add(StringBuilder text, String before, @Nullable String value) {
        if (value != null) {
            text.append(before).append(value);
        }
    }
}
