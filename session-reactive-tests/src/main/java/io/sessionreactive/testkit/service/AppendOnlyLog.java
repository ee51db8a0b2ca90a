package io.sessionreactive.testkit.service;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.ToLongFunction;

/**
 * A list that one thread appends to and any thread reads: each {@link #view()} is immutable, and making one copies
 * nothing. Keeps the newest values only, at least half of its bound.
 *
 * @param <T> the kind of values
 */
final class AppendOnlyLog<T> {
    private static final int FIRST_SIZE = 16;

    private final int most;
    private final ToLongFunction<? super T> weigher;
    private final long mostWeight;
    private long weight;
    private volatile View<T> view = new View<>(new Object[FIRST_SIZE], 0, 0);

    AppendOnlyLog(int most) {
        this(most, value -> 0, Long.MAX_VALUE);
    }

    /** One that is also bounded by the weight of its values, all together. */
    AppendOnlyLog(int most, ToLongFunction<? super T> weigher, long mostWeight) {
        this.most = most;
        this.weigher = weigher;
        this.mostWeight = mostWeight;
    }

    /** To be called by one thread only. */
    void append(T value) {
        View<T> last = view;
        Object[] values = last.values;
        int size = last.size;
        weight += weigher.applyAsLong(value);
        if (size == most || weight > mostWeight) {
            int kept = newestHalf(last, mostWeight - weigher.applyAsLong(value));
            weight = weigher.applyAsLong(value);
            values = Arrays.copyOfRange(values, size - kept, size - kept + most);
            for (int i = 0; i < kept; i++) {
                weight += weigher.applyAsLong(last.get(size - kept + i));
            }
            size = kept;
        } else if (size == values.length) {
            values = Arrays.copyOf(values, Math.min(2 * size, most));
        }
        values[size] = value; // beyond the end of all views so far
        view = new View<>(values, size + 1, last.end() - size);
    }

    /** How many of the newest values are within half of both bounds, and within that weight. */
    private int newestHalf(View<T> last, long mayWeigh) {
        int kept = 0;
        long left = Math.min(mostWeight / 2, mayWeigh);
        while (kept < Math.min(last.size, most / 2)) {
            left -= weigher.applyAsLong(last.get(last.size - 1 - kept));
            if (left < 0) {
                break;
            }
            kept++;
        }
        return kept;
    }

    View<T> view() {
        return view;
    }

    /** The values of one moment, the oldest first. */
    static final class View<T> extends AbstractList<T> implements RandomAccess {
        private final Object[] values;
        private final int size;
        private final long before;

        View(Object[] values, int size, long before) {
            this.values = values;
            this.size = size;
            this.before = before;
        }

        /** How many values were appended, and are not kept any more, before the first of these. */
        long before() {
            return before;
        }

        /** How many values were appended in all. */
        long end() {
            return before + size;
        }

        @Override
        @SuppressWarnings("unchecked") // only append writes into the array
        public T get(int index) {
            return (T) values[Objects.checkIndex(index, size)];
        }

        @Override
        public int size() {
            return size;
        }
    }
}
