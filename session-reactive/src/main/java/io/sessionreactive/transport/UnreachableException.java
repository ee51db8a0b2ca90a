package io.sessionreactive.transport;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Nothing of what was to be said reached the service, or nothing came back. The message is a clause in plain words: what
 * stands in the way and, where that is known, what to do about it.
 */
public final class UnreachableException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean forGood;

    private UnreachableException(boolean forGood, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.forGood = forGood;
    }

    /** Something that may be gone at the next attempt, as with most trouble of networks. */
    public static UnreachableException passing(String message, @Nullable Throwable cause) {
        return new UnreachableException(false, message, cause);
    }

    /** Something that stays until somebody changes it, such as a certificate that is not trusted. */
    public static UnreachableException forGood(String message, @Nullable Throwable cause) {
        return new UnreachableException(true, message, cause);
    }

    /** Whether another attempt fails likewise until somebody changes something, here or there. */
    public boolean isForGood() {
        return forGood;
    }
}
