package io.sessionreactive;

/**
 * Is told what happens inside a session's link, for counting and for watching; everything that a program acts on comes
 * as an event. Methods are called on the session's worker: they must return at once. What they throw is logged and
 * otherwise ignored.
 */
public interface LinkListener {
    /**
     * An attempt to reconnect came to nothing.
     *
     * @param attempt its number in this outage, from 1 on
     * @param cause why
     */
    default void attemptFailed(int attempt, Throwable cause) {}

    /**
     * The link is back.
     *
     * @param attempts how many it took
     * @param resent how many signals and other requests were sent when the socket opened: those whose acknowledgement
     *     was lost, with the very bytes of the first time, and those that were held
     */
    default void restored(int attempts, int resent) {}

    /** A message of the service came once more, as after a lost acknowledgement, and was dropped. */
    default void duplicateDropped() {}

    /** A message of the service broke the protocol and was passed over. */
    default void malformed() {}

    /** A message of the service was in order, but of a kind that is not known here, and was passed over. */
    default void unknown() {}
}
