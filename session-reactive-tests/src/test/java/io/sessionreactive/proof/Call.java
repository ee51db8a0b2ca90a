package io.sessionreactive.proof;

import io.sessionreactive.SessionException;
import io.sessionreactive.SessionSnapshot.Status;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/** One subscription to connect or disconnect. */
final class Call {
    final String what;
    final Status status;
    final long at;
    long endedAt = -1;
    int ends;
    boolean cancelled;

    @Nullable
    Disposable subscription;

    @Nullable
    String connectionId;

    @Nullable
    String error;

    @Nullable
    Throwable failure;

    Call(String what, Status status, long at) {
        this.what = what;
        this.status = status;
        this.at = at;
    }

    void emitted(String own) {
        connectionId = own;
    }

    void failed(Throwable failure) {
        ends++;
        this.failure = failure;
        error = failure instanceof SessionException known ? known.name() : failure.toString();
    }

    void completed(long now) {
        ends++;
        endedAt = now;
    }

    @Override
    public String toString() {
        return what + " at " + at + " (" + status + "): ended " + ends + " times, " + error;
    }
}
