package io.sessionreactive.proof;

/** What the oracle can find. */
enum Wrong {
    /** A signal that was accepted did not arrive where it had to. */
    LOST,
    /** A signal arrived twice, or was accepted twice. */
    DOUBLED,
    /** Signals arrived in another order than they were sent. */
    INVERTED,
    /** A Mono said something that is not so, or ended never or more than once. */
    UNTRUE,
    /** Frames on the wire are not what the protocol wants: sent again when they must not be, or changed. */
    WIRE,
    /** Events came in an impossible order, or not when they had to. */
    EVENTS,
    /** A client counts other clients than the service has. */
    COUNT,
    /** Something is open or waits when all is over. */
    LEFT_OVER
}
