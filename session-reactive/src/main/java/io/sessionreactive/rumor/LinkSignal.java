package io.sessionreactive.rumor;

/** What a link tells its owner, in the order in which it happened. */
public sealed interface LinkSignal {
    /**
     * A message came in that was not seen before; it is acknowledged already.
     *
     * @param frame of type {@link FrameType#MESSAGE}
     */
    record Received(Frame frame) implements LinkSignal {}

    /**
     * Bytes came in that are no frame; they are passed over and the link goes on.
     *
     * @param cause says where they stop making sense
     */
    record Malformed(MalformedFrameException cause) implements LinkSignal {}
}
