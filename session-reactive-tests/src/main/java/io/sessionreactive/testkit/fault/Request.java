package io.sessionreactive.testkit.fault;

/** What a client asks of the service, and the service answers. */
public enum Request {
    /** Session information, by HTTP. */
    SESSION_INFO,
    /** The upgrade to a WebSocket, the first one of a client or one that comes back. */
    SOCKET,
    /** To be let into the session: connection create, in a socket. */
    JOIN,
    /** A signal. */
    SIGNAL,
    /** Whatever is asked by a message in a socket: {@link #JOIN}, {@link #SIGNAL}, and all about streams. */
    MESSAGE;

    boolean includes(Request other) {
        return this == other || (this == MESSAGE && (other == JOIN || other == SIGNAL));
    }
}
