package io.sessionreactive.rumor;

import java.time.Duration;

/** What a link tells its owner, in the order in which it happened. */
public sealed interface LinkSignal {
    /**
     * A message came in that was not seen before; it is acknowledged already.
     *
     * @param frame of type {@link FrameType#MESSAGE}
     */
    record Received(Frame frame) implements LinkSignal {}

    /** A message came in once more; it was acknowledged again and is passed over. */
    record Duplicate() implements LinkSignal {}

    /**
     * Bytes came in that are no frame; they are passed over and the link goes on.
     *
     * @param cause says where they stop making sense
     */
    record Malformed(MalformedFrameException cause) implements LinkSignal {}

    /**
     * The socket was lost, and others are tried; told once in each outage.
     *
     * @param cause why it was lost
     * @param window how long others are tried
     */
    record Lost(Throwable cause, Duration window) implements LinkSignal {}

    /**
     * An attempt to get the link back came to nothing.
     *
     * @param attempt its number in this outage, from 1 on
     * @param cause why
     */
    record AttemptFailed(int attempt, Throwable cause) implements LinkSignal {}

    /**
     * The link is back, as a message of the service on a new socket proves; told once in each outage that ends well.
     *
     * @param attempts how many it took
     * @param resent how many requests were sent, again or for the first time, when the socket opened
     */
    record Restored(int attempts, int resent) implements LinkSignal {}
}
