package io.sessionreactive.testkit.service;

/**
 * A request that the rules refuse, thrown by whichever rule it breaks and turned into its answer in one place. Has no
 * stack trace: it is an answer, not a fault.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** It cannot be understood. */
    public static final int MALFORMED = 400;
    /** It may not be asked by whoever asks. */
    public static final int FORBIDDEN = 403;
    /** What it is about is not there. */
    public static final int NOT_FOUND = 404;
    /** It does not go with what is there. */
    public static final int CONFLICT = 409;
    /** It says too much. */
    public static final int TOO_LONG = 413;
    /** It is not offered here. */
    public static final int NOT_OFFERED = 501;

    private final int status;

    /**
     * A refusal.
     *
     * @param reason in words that quote nothing of the request
     */
    public Refusal(int status, String reason) {
        super(reason, null, false, false);
        this.status = status;
    }

    /**
     * Refuses unless something holds.
     *
     * @throws Refusal with that status and reason
     */
    public static void unless(boolean holds, int status, String reason) {
        if (!holds) {
            throw new Refusal(status, reason);
        }
    }

    /** An HTTP status, as the answer carries it. */
    public int status() {
        return status;
    }
}
