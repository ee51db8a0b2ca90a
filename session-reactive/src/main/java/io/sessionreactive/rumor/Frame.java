package io.sessionreactive.rumor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One Rumor frame: what one WebSocket message says. The static methods make the frames a client and a service send,
 * each as the protocol wants it.
 *
 * @param type what kind of frame
 * @param addresses topics of a SUBSCRIBE, otherwise whom the frame is for
 * @param headers names and values
 * @param payload the Raptor message of a MESSAGE, the reply of a STATUS, otherwise empty
 */
public record Frame(FrameType type, List<String> addresses, Headers headers, Payload payload) {

    /** A keep-alive question. */
    public static final Frame PING = new Frame(FrameType.PING, List.of(), Headers.NONE, Payload.EMPTY);

    /** The answer to {@link #PING}. */
    public static final Frame PONG = new Frame(FrameType.PONG, List.of(), Headers.NONE, Payload.EMPTY);

    /** What a client's messages say their payload is. */
    public static final String RAPTOR_CONTENT_TYPE = "application/x-raptor+v2";

    /** Keeps its own copy of the addresses. */
    public Frame {
        addresses = List.copyOf(addresses);
    }

    /**
     * The first frame of a logical socket.
     *
     * @param connectionId the connection that this socket will carry
     * @param transactionId identifies this frame
     * @param notifyAddress whom the messaging server tells of the end, or null to say nothing
     */
    public static Frame connect(String connectionId, String transactionId, @Nullable String notifyAddress) {
        Headers headers = notifyAddress == null
                ? Headers.of(Headers.UNIQUE_ID, connectionId, Headers.TRANSACTION_ID, transactionId)
                : Headers.of(
                        Headers.UNIQUE_ID,
                        connectionId,
                        Headers.TRANSACTION_ID,
                        transactionId,
                        Headers.NOTIFY_DISCONNECT_ADDRESS,
                        notifyAddress);
        return new Frame(FrameType.CONNECT, List.of(), headers, Payload.EMPTY);
    }

    /** Asks for the messages of one topic. */
    public static Frame subscribe(String topic) {
        return new Frame(FrameType.SUBSCRIBE, List.of(topic), Headers.NONE, Payload.EMPTY);
    }

    /** Leaves, or with {@code replaced} gives up this socket only because another one follows. */
    public static Frame disconnect(boolean replaced) {
        Headers headers = Headers.of(Headers.RECONNECT, replaced ? "1" : "");
        return new Frame(FrameType.DISCONNECT, List.of(), headers, Payload.EMPTY);
    }

    /**
     * A client's acknowledgement of a message of the service.
     *
     * @param message what is acknowledged; it must have a transaction id
     * @param connectionId our own connection
     */
    public static Frame acknowledge(Frame message, String connectionId) {
        String transactionId = message.transactionId();
        if (transactionId == null) {
            throw new IllegalArgumentException("a message without transaction id is not acknowledged");
        }
        String from = message.headers().get(Headers.FROM_ADDRESS);
        List<String> addresses = from == null ? message.addresses() : List.of(from);
        return new Frame(
                FrameType.STATUS,
                addresses,
                Headers.of(Headers.TRANSACTION_ID, transactionId, Headers.FROM_ADDRESS, connectionId),
                Payload.EMPTY);
    }

    /**
     * The service's answer to a message.
     *
     * @param address the connection that asked
     * @param transactionId of the message
     * @param status an HTTP-like status; 2xx is success
     * @param payload the reply's JSON, or {@link Payload#EMPTY}
     */
    public static Frame status(String address, String transactionId, int status, Payload payload) {
        Headers headers = Headers.of(Headers.TRANSACTION_ID, transactionId, Headers.STATUS, Integer.toString(status));
        return new Frame(FrameType.STATUS, List.of(address), headers, payload);
    }

    /** The transaction id, or null if the frame has none. */
    public @Nullable String transactionId() {
        return headers.get(Headers.TRANSACTION_ID);
    }
}
