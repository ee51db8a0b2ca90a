package io.sessionreactive.testkit;

import io.sessionreactive.testkit.fault.Direction;
import io.sessionreactive.testkit.seen.SeenFrame;
import io.sessionreactive.testkit.seen.SeenSocket;
import io.sessionreactive.testkit.seen.SeenTraffic;
import io.sessionreactive.testkit.service.FrameReader;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What went through a relay: the newest of it, decoded when it is read. Any thread may read. */
final class RelayLog {
    private static final int MOST = 200_000;
    private static final long MOST_BYTES = 64L * 1024 * 1024;

    private final Deque<Entry> entries = new ArrayDeque<>();
    private long bytes;

    void message(Carrier carrier, Direction direction, byte[] message) {
        add(new Entry(Instant.now(), carrier, direction, message, ""));
    }

    void socket(Carrier carrier, boolean open, String what) {
        add(new Entry(Instant.now(), carrier, open ? Direction.FROM_CLIENT : null, null, what));
    }

    private synchronized void add(Entry entry) {
        entries.add(entry);
        bytes += entry.size();
        while (entries.size() > MOST || bytes > MOST_BYTES) {
            bytes -= entries.remove().size();
        }
    }

    /** All that is kept, in order. */
    synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** What the log knows of a connection. */
    interface Carrier {
        /** Counted from 1. */
        int number();

        /** The session's connection that it carries, or null if that is not known. */
        @Nullable
        String connectionId();

        /** What was asked for on it: path and query; empty as long as nothing was. */
        String address();
    }

    /**
     * Something that is kept.
     *
     * @param direction of a message; of a change of the connection, something if it is open and null if it is not
     * @param message a WebSocket message, or null
     * @param what a change of the connection
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Entry(Instant at, Carrier carrier, @Nullable Direction direction, byte @Nullable [] message, String what) {
        SeenTraffic read() {
            return message == null
                    ? new SeenSocket(at, carrier.number(), carrier.connectionId(), direction != null, what)
                    : frame(message);
        }

        private SeenFrame frame(byte[] frame) {
            boolean fromClient = direction == Direction.FROM_CLIENT;
            return FrameReader.read(at, carrier.number(), carrier.connectionId(), fromClient, frame);
        }

        int size() {
            return message == null ? 0 : message.length;
        }
    }
}
