package io.sessionreactive.testkit.service;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The messages that one member has yet to acknowledge, in order: those that were sent, and those that were held because
 * the member is away. Both are sent again when it comes back.
 */
final class Outstanding {
    // what is held for an absent member; see S25
    private static final int MOST_HELD = 1_000;
    private static final long MOST_HELD_BYTES = 8L * 1024 * 1024;

    // what may be under way to a present one, far more than a healthy one lets lie
    private static final int MOST = 50_000;
    private static final long MOST_BYTES = 16L * 1024 * 1024;

    private final Map<String, byte[]> frames = new LinkedHashMap<>();
    private long bytes;
    private int held;
    private long heldBytes;

    /** A message was sent. */
    void sent(String transactionId, byte[] frame) {
        frames.put(transactionId, frame);
        bytes += frame.length;
    }

    /** A message is kept for the member's return. */
    void held(String transactionId, byte[] frame) {
        sent(transactionId, frame);
        held++;
        heldBytes += frame.length;
    }

    /** The member has that message. Nothing happens if it is not known. */
    void acknowledged(String transactionId) {
        byte[] frame = frames.remove(transactionId);
        if (frame != null) {
            bytes -= frame.length;
        }
    }

    /** All of it, to be sent now: nothing is held any more. */
    List<byte[]> resend() {
        held = 0;
        heldBytes = 0;
        return List.copyOf(frames.values());
    }

    /** Whether more was held than may be: the member cannot come back without a gap. */
    boolean isHeldTooMuch() {
        return held > MOST_HELD || heldBytes > MOST_HELD_BYTES || bytes > MOST_BYTES + MOST_HELD_BYTES;
    }

    /** Whether the member leaves so much unacknowledged that its socket must be taken for dead. */
    boolean isUnacknowledgedTooMuch() {
        return frames.size() > MOST || bytes > MOST_BYTES;
    }
}
