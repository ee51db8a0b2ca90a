package io.sessionreactive.rumor;

import java.util.Arrays;

/**
 * The transaction ids of the messages that came in, to tell a new message from one that was sent again. Remembers the
 * newest ones up to a bound, at 24 to 48 bytes each; used by one thread.
 *
 * <p>An id counts by its fingerprint of 128 bits. That of a UUID is the UUID itself; any other id is hashed.
 */
final class Inbox {
    private static final int FIRST_SIZE = 4; // an idle session is told little
    private static final int FREE = -1;

    private final int most;
    private long[] high = new long[FIRST_SIZE];
    private long[] low = new long[FIRST_SIZE];
    private int[] table = table(FIRST_SIZE);
    private int size;
    private int oldest;

    /**
     * Remembers so many ids.
     *
     * @param most at least four times what the other side may have unacknowledged, so that no message that can still
     *     be sent again is forgotten; a power of two, 4 or more
     */
    Inbox(int most) {
        if (most < FIRST_SIZE || Integer.bitCount(most) != 1) {
            throw new IllegalArgumentException("an inbox remembers a power of two of ids, 4 or more, got " + most);
        }
        this.most = most;
    }

    /** Whether this id was not seen before, as far as is remembered; from now on it was. */
    boolean isNew(String transactionId) {
        long idHigh = Fingerprint.high(transactionId);
        long idLow = Fingerprint.low(transactionId);
        if (table[slot(idHigh, idLow)] != FREE) {
            return false;
        }
        if (size == high.length && size < most) {
            grow();
        }
        int place;
        if (size < high.length) {
            place = size++;
        } else {
            place = oldest;
            oldest = (oldest + 1) & (high.length - 1);
            forget(place);
        }
        high[place] = idHigh;
        low[place] = idLow;
        table[slot(idHigh, idLow)] = place;
        return true;
    }

    /** Where the id stands in the table, or where it would. */
    private int slot(long idHigh, long idLow) {
        int mask = table.length - 1;
        int slot = home(idHigh, idLow);
        while (table[slot] != FREE && (high[table[slot]] != idHigh || low[table[slot]] != idLow)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private int home(long idHigh, long idLow) {
        long mixed = (idHigh ^ Long.rotateLeft(idLow, 32)) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32) & (table.length - 1);
    }

    /** Takes an id out of the table and closes the gap, so that those behind it are still found. */
    private void forget(int place) {
        int mask = table.length - 1;
        int gap = slot(high[place], low[place]);
        for (int next = (gap + 1) & mask; table[next] != FREE; next = (next + 1) & mask) {
            int home = home(high[table[next]], low[table[next]]);
            if (((next - home) & mask) >= ((next - gap) & mask)) {
                table[gap] = table[next];
                gap = next;
            }
        }
        table[gap] = FREE;
    }

    private void grow() {
        high = Arrays.copyOf(high, 2 * size);
        low = Arrays.copyOf(low, 2 * size);
        table = table(2 * size);
        for (int place = 0; place < size; place++) {
            table[slot(high[place], low[place])] = place;
        }
    }

    private static int[] table(int ids) {
        int[] table = new int[2 * ids];
        Arrays.fill(table, FREE);
        return table;
    }
}
