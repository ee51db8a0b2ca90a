package io.sessionreactive;

import org.jspecify.annotations.Nullable;

/**
 * The one way in which sessions fail. An error is known by its operation, its name and its code; the flags answer what
 * a program wants to know next. The message says what was tried, what came back and what to do; it never carries a token
 * nor a signal's data.
 *
 * <p>Names and codes are those of the browser client where it has them. Ours are {@code OT_ILLEGAL_STATE} (1015, the
 * code of the OpenTok phone SDKs), {@code OT_CONNECT_ABORTED} (1020), {@code OT_TIMEOUT} (1021 for connect, the phone
 * SDKs' code; 408 otherwise), {@code OT_BUFFER_OVERFLOW} (507), and {@code OT_MESSAGE_TOO_LARGE} (1009, the close code of
 * WebSockets), which only {@link OpenTok#exceptions()} tells: the service sent a message of over 16 MiB, or closed the link
 * because of the size of ours, and the session ended.
 */
public final class SessionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Operation operation;
    private final ErrorKind kind;
    private final String sessionId;

    SessionException(Operation operation, ErrorKind kind, String sessionId, String message, @Nullable Throwable cause) {
        super(text(operation, kind, message), cause);
        this.operation = operation;
        this.kind = kind;
        this.sessionId = sessionId;
    }

    private static String text(Operation operation, ErrorKind kind, String message) {
        String advice = kind.advice().isEmpty() ? "" : ". " + kind.advice();
        return operation + ": " + kind.name() + " (" + kind.code() + "): " + message + advice;
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

    /**
     * Whether the network, not the request, is the reason: the one test that tells network trouble from everything else.
     *
     * <p>True where the service was not reached or the link to it broke: {@code OT_CONNECT_FAILED} (1006) for lack of
     * network, of a listener, of an answering proxy or of a certificate that can be trusted, {@code OT_TIMEOUT} (1021)
     * of a connect, {@code OT_NOT_CONNECTED} (500) of a signal whose answer the link broke before. False where the
     * service answered and refused, which can be an {@code OT_CONNECT_FAILED} too, and where nobody had connected.
     *
     * <p>The OpenTok documentation tells network trouble of a connect by the name {@code OT_NOT_CONNECTED}. Its browser
     * client however gives {@code OT_CONNECT_FAILED} for it, and so do we: a connect never fails with
     * {@code OT_NOT_CONNECTED}. Where the recipe compares names, use this method.
     */
    public boolean isNetworkFailure() {
        return kind.networkFailure();
    }

    /**
     * Whether the same request may succeed later without a change by anybody: not for a certificate that is not trusted
     * or a proxy that wants other credentials, though {@link #isNetworkFailure()} is true there.
     */
    public boolean isRetryable() {
        return kind.retryable();
    }

    /** Whether the request may have been carried out all the same. */
    public boolean isDeliveryUnknown() {
        return kind.deliveryUnknown();
    }
}
