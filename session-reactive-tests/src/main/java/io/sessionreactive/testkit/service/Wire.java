package io.sessionreactive.testkit.service;

/**
 * One open socket, seen from the service: what can be done to it. All methods return at once; none of them calls back
 * before it has returned. On a socket that has ended they do nothing.
 */
public interface Wire {
    /** Sends one binary message. A peer that leaves too much unread is cut instead. */
    void send(byte[] message);

    /** Closes with a close frame, after what was sent before. */
    void close(int code, String reason);

    /** Sends one binary message in fragments of at most {@code mostBytes}, where there are such. */
    default void sendSliced(byte[] message, int mostBytes) {
        send(message);
    }

    /** Ends the socket after what was sent before, without a close frame: by FIN, where it is real. */
    void hangUp();

    /** Ends the socket at once, without a close frame and whatever is unsent: by RST, where it is real. */
    void cut();
}
