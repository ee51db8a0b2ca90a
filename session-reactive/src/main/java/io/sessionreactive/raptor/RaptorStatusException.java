package io.sessionreactive.raptor;

import org.jspecify.annotations.Nullable;

/** The service refused a request. */
public final class RaptorStatusException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Stands for an answer that has no readable status. */
    public static final int NO_STATUS = 0;

    private static final int SHORTEST_SECRET = 16;

    private final int status;
    private final @Nullable String reason;

    RaptorStatusException(int status, @Nullable String reason) {
        super("the service answered " + (status == NO_STATUS ? "without a status" : "status " + status)
                + (reason == null ? "" : " (" + reason + ")"));
        this.status = status;
        this.reason = reason;
    }

    /** The same without that text in its reason, which a service may have quoted; a short one could be any word. */
    RaptorStatusException without(String secret) {
        return reason != null && secret.length() >= SHORTEST_SECRET && reason.contains(secret)
                ? new RaptorStatusException(status, reason.replace(secret, "(the token)"))
                : this;
    }

    /** The status of the answer, HTTP-like; {@link #NO_STATUS} if it had none. */
    public int status() {
        return status;
    }

    /** What the service gives as the reason, or null. */
    public @Nullable String reason() {
        return reason;
    }
}
