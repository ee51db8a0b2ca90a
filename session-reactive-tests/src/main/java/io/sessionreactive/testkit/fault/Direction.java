package io.sessionreactive.testkit.fault;

/** One way through a socket. */
public enum Direction {
    /** What the client says and the service hears. */
    FROM_CLIENT,
    /** What the service says and the client hears. */
    TO_CLIENT
}
