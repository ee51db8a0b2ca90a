package io.sessionreactive.testkit.service;

/**
 * A request that the rules refuse, thrown by whichever rule it breaks and turned into its answer in one place. Has no
 * stack trace: it is an answer, not a fault.
 */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    static final int MALFORMED = 400;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int CONFLICT = 409;
    static final int TOO_LONG = 413;
    static final int NOT_OFFERED = 501;

    private final int status;

    /**
     * A refusal.
     *
     * @param reason in words that quote nothing of the request
     */
    Refusal(int status, String reason) {
        super(reason, null, false, false);
        this.status = status;
    }

    static void unless(boolean holds, int status, String reason) {
        if (!holds) {
            throw new Refusal(status, reason);
        }
    }

    int status() {
        return status;
    }
}
