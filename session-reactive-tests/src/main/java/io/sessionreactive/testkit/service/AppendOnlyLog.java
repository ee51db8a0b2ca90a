package io.sessionreactive.testkit.service;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * A list that one thread appends to and any thread reads: each {@link #view()} is immutable, and making one copies
 * nothing. Keeps the newest values only, at least half of its bound.
 *
 * @param <T> the kind of values
 */
final class AppendOnlyLog<T> {
    private static final int FIRST_SIZE = 16;

    private final int most;
    private volatile View<T> view = new View<>(new Object[FIRST_SIZE], 0);

    AppendOnlyLog(int most) {
        this.most = most;
    }

    /** To be called by one thread only. */
    void append(T value) {
        View<T> last = view;
        Object[] values = last.values;
        int size = last.size;
        if (size == most) {
            values = Arrays.copyOfRange(values, most / 2, most + most / 2);
            size = most - most / 2;
        } else if (size == values.length) {
            values = Arrays.copyOf(values, Math.min(2 * size, most));
        }
        values[size] = value; // beyond the end of all views so far
        view = new View<>(values, size + 1);
    }

    List<T> view() {
        return view;
    }

    private static final class View<T> extends AbstractList<T> implements RandomAccess {
        private final Object[] values;
        private final int size;

        View(Object[] values, int size) {
            this.values = values;
            this.size = size;
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
