package io.sessionreactive.rumor;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
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

    /** Takes out the request with this transaction id unless it was sent. */
    void removeUnsent(String transactionId) {
        Entry<T> entry = entries.get(transactionId);
        if (entry != null && !entry.isSent()) {
            remove(transactionId);
        }
    }

    /** The requests that wait, oldest first, marked as sent at {@code now}: what a new socket has to send first. */
    List<byte[]> sendAll(long now) {
        List<byte[]> frames = new ArrayList<>(entries.size());
        for (Entry<T> entry : entries.values()) {
            entry.sentAt(now);
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
        return removeWhile(entry -> entry.sentAt <= limit);
    }

    /** Takes out the requests that a later socket must not send, oldest first. */
    List<Entry<T>> removeUnrepeatable() {
        List<Entry<T>> removed = new ArrayList<>();
        for (Entry<T> entry : List.copyOf(entries.values())) {
            if (!entry.repeatable) {
                remove(entry.transactionId);
                removed.add(entry);
            }
        }
        return removed;
    }

    /** Takes out all requests, oldest first. */
    List<Entry<T>> removeAll() {
        return removeWhile(entry -> true);
    }

    private List<Entry<T>> removeWhile(Predicate<Entry<T>> condition) {
        List<Entry<T>> removed = new ArrayList<>();
        Iterator<Entry<T>> oldestFirst = entries.values().iterator();
        while (oldestFirst.hasNext()) {
            Entry<T> entry = oldestFirst.next();
            if (!condition.test(entry)) {
                break;
            }
            oldestFirst.remove();
            bytes -= entry.frame.length;
            removed.add(entry);
        }
        return removed;
    }

    int size() {
        return entries.size();
    }

    /** One request: the very bytes that go over the wire, each time the same. */
    static final class Entry<T> {
        private final String transactionId;
        private final byte[] frame;
        private final boolean repeatable;
        private final T owner;
        private long sentAt;
        private boolean sent;

        /**
         * A request that was not sent yet.
         *
         * @param repeatable whether a later socket may send it
         */
        Entry(String transactionId, byte[] frame, boolean repeatable, T owner) {
            this.transactionId = transactionId;
            this.frame = frame;
            this.repeatable = repeatable;
            this.owner = owner;
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

        /** Whether it went out at least once, so that the service may have it. */
        boolean isSent() {
            return sent;
        }

        void sentAt(long now) {
            sent = true;
            sentAt = now;
        }
    }
}
