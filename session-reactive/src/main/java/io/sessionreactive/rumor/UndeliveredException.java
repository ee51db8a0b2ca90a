package io.sessionreactive.rumor;

import org.jspecify.annotations.Nullable;

/** A request that was not answered, told to whoever made it. */
public final class UndeliveredException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Why why;

    UndeliveredException(Why why, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.why = why;
    }

    /** Why there was no answer. */
    public Why why() {
        return why;
    }

    /** The reasons for having no answer. */
    public enum Why {
        /** No socket was open; nothing was sent. */
        NOT_OPEN,
        /** The link ended before the answer came; the request may have been carried out or not. */
        LINK_ENDED,
        /** The link is up and the answer did not come in time; the request may have been carried out or not. */
        TIMEOUT,
        /** Too much waits for answers already; nothing was sent. */
        OVERFLOW,
        /** The frame would be larger than the service takes; nothing was sent. */
        TOO_LARGE
    }
}
