package io.sessionreactive.raptor;

import org.jspecify.annotations.Nullable;

/** A payload that is no Raptor message. The message says what is missing and quotes no data. */
public final class MalformedMessageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedMessageException(String message) {
        this(message, null);
    }

    MalformedMessageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
