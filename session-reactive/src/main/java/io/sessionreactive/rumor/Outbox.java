package io.sessionreactive.rumor;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The requests that wait for their answer, in the order in which they were made: the only table of its kind. It
 * outlives sockets, and is bounded by count and bytes. Knows no clock and sends nothing; used by one thread.
 *
 * @param <T> what its owner keeps with each request, such as whom to tell of the answer
 */
final class Outbox<T> {
    private final Map<String, Entry<T>> entries = new LinkedHashMap<>();
    private final int mostEntries;
    private final long mostBytes;
    private long bytes;

    Outbox(int mostEntries, long mostBytes) {
        this.mostEntries = mostEntries;
        this.mostBytes = mostBytes;
    }

    /** Adds a request at the end, or returns false and changes nothing if it would be one too many. */
    boolean offer(Entry<T> entry) {
        if (entries.size() >= mostEntries || bytes + entry.frame.length > mostBytes) {
            return false;
        }
        entries.put(entry.transactionId, entry);
        bytes += entry.frame.length;
        return true;
    }

    /** Takes out the request with this transaction id because it was answered or given up; null if there is none. */
    @Nullable
    Entry<T> remove(String transactionId) {
        Entry<T> entry = entries.remove(transactionId);
        if (entry != null) {
            bytes -= entry.frame.length;
        }
        return entry;
    }

    /** The requests that wait, oldest first, marked as sent at {@code now}: what a new socket has to send first. */
    List<byte[]> sendAgain(long now) {
        List<byte[]> frames = new ArrayList<>(entries.size());
        for (Entry<T> entry : entries.values()) {
            entry.sentAt = now;
            frames.add(entry.frame);
        }
        return frames;
    }

    /** When the oldest request was sent; {@link Long#MAX_VALUE} if none waits. */
    long oldestSentAt() {
        return entries.isEmpty() ? Long.MAX_VALUE : entries.values().iterator().next().sentAt;
    }

    /** Takes out the requests that were sent at {@code limit} or before, oldest first. */
    List<Entry<T>> removeSentUntil(long limit) {
        List<Entry<T>> expired = new ArrayList<>();
        Iterator<Entry<T>> oldestFirst = entries.values().iterator();
        while (oldestFirst.hasNext()) {
            Entry<T> entry = oldestFirst.next();
            if (entry.sentAt > limit) {
                break;
            }
            oldestFirst.remove();
            bytes -= entry.frame.length;
            expired.add(entry);
        }
        return expired;
    }

    /** Takes out all requests, oldest first. */
    List<Entry<T>> removeAll() {
        return removeSentUntil(Long.MAX_VALUE);
    }

    int size() {
        return entries.size();
    }

    /** One request: the very bytes that go over the wire, each time the same. */
    static final class Entry<T> {
        private final String transactionId;
        private final byte[] frame;
        private final T owner;
        private long sentAt;

        Entry(String transactionId, byte[] frame, T owner, long sentAt) {
            this.transactionId = transactionId;
            this.frame = frame;
            this.owner = owner;
            this.sentAt = sentAt;
        }

        String transactionId() {
            return transactionId;
        }

        byte[] frame() {
            return frame;
        }

        T owner() {
            return owner;
        }
    }
}
