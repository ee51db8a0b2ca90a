package io.sessionreactive.transport;

import org.jspecify.annotations.Nullable;

/** Looks into the causes of an exception. */
final class Causes {
    // more than any has; a chain can be a ring
    private static final int DEPTH = 20;

    private Causes() {}

    /** The first of that kind, from the exception itself on; null if there is none. */
    static <T extends Throwable> @Nullable T find(Throwable exception, Class<T> kind) {
        Throwable cause = exception;
        for (int depth = 0; cause != null && depth < DEPTH; depth++) {
            if (kind.isInstance(cause)) {
                return kind.cast(cause);
            }
            cause = cause.getCause();
        }
        return null;
    }

    /** The one that has no cause. */
    static Throwable last(Throwable exception) {
        Throwable last = exception;
        for (int depth = 0; last.getCause() != null && depth < DEPTH; depth++) {
            last = last.getCause();
        }
        return last;
    }
}
