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

    /** Ends the socket at once, without a close frame and whatever is unsent. */
    void cut();
}
