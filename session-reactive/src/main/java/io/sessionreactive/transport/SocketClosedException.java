package io.sessionreactive.transport;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The end of a WebSocket, or of the attempt to open one. Has no stack trace: it comes from the network, and thousands of
 * sessions may see theirs end in one moment.
 */
public final class SocketClosedException extends IOException {
    private static final long serialVersionUID = 1L;

    /** The close code of a conversation that is over (RFC 6455, 7.4.1). */
    public static final int NORMAL = 1000;

    /** The close code that stands for an end without a close frame (RFC 6455, 7.4.1). */
    public static final int ABNORMAL = 1006;

    /** The close code for a message that was larger than the receiver takes (RFC 6455, 7.4.1). */
    public static final int TOO_LARGE = 1009;

    private final boolean opened;
    private final int code;
    private final int httpStatus;

    private SocketClosedException(boolean opened, int code, String message, @Nullable Throwable cause) {
        this(opened, code, 0, message, cause);
    }

    private SocketClosedException(boolean opened, int code, int httpStatus, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.opened = opened;
        this.code = code;
        this.httpStatus = httpStatus;
    }

    /** Fills in nothing. */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }

    /**
     * The other side closed the socket with a close frame.
     *
     * @param code the close code; 1005 if the frame had none
     * @param reason the text that came with it, possibly empty
     */
    public static SocketClosedException closedByPeer(int code, String reason) {
        String said = reason.isEmpty() ? "" : " (" + reason + ")";
        return new SocketClosedException(true, code, "the service closed the socket with code " + code + said, null);
    }

    /** We closed the socket in order, with code 1000. */
    public static SocketClosedException closedByUs() {
        return new SocketClosedException(true, NORMAL, "the socket was closed by us", null);
    }

    /** The open socket ended without a close frame. */
    public static SocketClosedException lost(String message, @Nullable Throwable cause) {
        return new SocketClosedException(true, ABNORMAL, message, cause);
    }

    /** The other side sent a message that is larger than the limit; the socket was closed for it. */
    public static SocketClosedException tooLarge(int limit, @Nullable Throwable cause) {
        String message = "the service sent a message of more than " + limit + " bytes, which is the limit";
        return new SocketClosedException(true, TOO_LARGE, message, cause);
    }

    /** The socket could not be opened. */
    public static SocketClosedException notOpened(String message, @Nullable Throwable cause) {
        return new SocketClosedException(false, ABNORMAL, message, cause);
    }

    /** The other side answered the request for a WebSocket with that HTTP status instead. */
    public static SocketClosedException refused(int httpStatus, String message, @Nullable Throwable cause) {
        return new SocketClosedException(false, ABNORMAL, httpStatus, message, cause);
    }

    /** Whether the other side refused the WebSocket because of who we are: HTTP status 401 or 403. */
    public boolean isUnauthorized() {
        return httpStatus == 401 || httpStatus == 403;
    }

    /** Whether the socket had been open. */
    public boolean wasOpened() {
        return opened;
    }

    /** The WebSocket close code; {@link #ABNORMAL} if there was no close frame. */
    public int code() {
        return code;
    }
}
