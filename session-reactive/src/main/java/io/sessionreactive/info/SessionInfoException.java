package io.sessionreactive.info;

import org.jspecify.annotations.Nullable;

/** Why there is no session information. */
public final class SessionInfoException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int SHORTEST_SECRET = 16;

    private final Kind kind;

    SessionInfoException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    SessionInfoException(Kind kind, String message) {
        this(kind, message, null);
    }

    /** The same without that text in its message, which a service may have quoted; a short one could be any word. */
    SessionInfoException without(String secret) {
        String message = String.valueOf(getMessage());
        return secret.length() >= SHORTEST_SECRET && message.contains(secret)
                ? new SessionInfoException(kind, message.replace(secret, "(the token)"), getCause())
                : this;
    }

    /** What went wrong. */
    public Kind kind() {
        return kind;
    }

    /** The ways in which asking for session information fails. */
    public enum Kind {
        /** The service could not be reached. */
        UNREACHABLE(true),
        /** The service cannot be reached until somebody changes something, such as a certificate. */
        BARRED(false),
        /** The service answered with nothing in it. */
        EMPTY(true),
        /** The service did not answer in time. */
        TIMEOUT(false),
        /** The token was refused, or is for another API key. */
        AUTHENTICATION(false),
        /** There is no such session. */
        INVALID_SESSION(false),
        /** The account may not use the service. */
        TERMS_OF_SERVICE(false),
        /** The service failed, or answered something that is no session information; asking again may help. */
        SERVICE_FAILURE(true),
        /** The service says that it failed; the browser client asks once only. */
        SERVICE_ERROR(false);

        private final boolean worthAsking;

        Kind(boolean worthAskingAgain) {
            this.worthAsking = worthAskingAgain;
        }

        boolean isWorthAskingAgain() {
            return worthAsking;
        }
    }
}
