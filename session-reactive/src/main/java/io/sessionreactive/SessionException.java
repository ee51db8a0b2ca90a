package io.sessionreactive;

import org.jspecify.annotations.Nullable;

/**
 * The one way in which sessions fail. An error is known by its operation, its name and its code; the flags answer what
 * a program wants to know next. The message says what was tried and what came back; it never carries a token nor a
 * signal's data.
 *
 * <p>Names and codes are those of the browser client where it has them. Ours are {@code OT_ILLEGAL_STATE} (1015, the
 * code of the OpenTok phone SDKs), {@code OT_CONNECT_ABORTED} (1020), {@code OT_TIMEOUT} (1021 for connect, the phone
 * SDKs' code; 408 otherwise) and {@code OT_BUFFER_OVERFLOW} (507).
 */
public final class SessionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Operation operation;
    private final ErrorKind kind;
    private final String sessionId;

    SessionException(Operation operation, ErrorKind kind, String sessionId, String message, @Nullable Throwable cause) {
        super(operation + ": " + kind.name() + " (" + kind.code() + "): " + message, cause);
        this.operation = operation;
        this.kind = kind;
        this.sessionId = sessionId;
    }

    ErrorKind kind() {
        return kind;
    }

    /** What was being done. */
    public Operation operation() {
        return operation;
    }

    /** The error's name, such as {@code OT_AUTHENTICATION_ERROR}: what a program decides by. */
    public String name() {
        return kind.name();
    }

    /** The error's code, such as 1004. */
    public int code() {
        return kind.code();
    }

    /** The session in which it came up. */
    public String sessionId() {
        return sessionId;
    }

    /** Whether the network, not the request, is the reason. */
    public boolean isNetworkFailure() {
        return kind.networkFailure();
    }

    /** Whether the same request may succeed later. */
    public boolean isRetryable() {
        return kind.retryable();
    }

    /** Whether the request may have been carried out all the same. */
    public boolean isDeliveryUnknown() {
        return kind.deliveryUnknown();
    }
}
