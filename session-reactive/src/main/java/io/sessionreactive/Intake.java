package io.sessionreactive;

import io.sessionreactive.rumor.Mailbox;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Signals on their way from their callers to the worker. As many and as much may be under way as may wait there for
 * answers: many threads can call faster than one worker takes in. Callable from any thread.
 */
final class Intake {
    // what the smallest frame has besides the signal's own text, at least
    private static final int ENVELOPE = 256;

    private final Mailbox mailbox;
    private final int most;
    private final long mostBytes;
    private final AtomicLong bytes = new AtomicLong();

    Intake(Mailbox mailbox, SessionOptions options) {
        this.mailbox = mailbox;
        this.most = options.mostWaiting();
        this.mostBytes = options.mostWaitingBytes();
    }

    /** Runs {@code send} on the worker, or returns false if too much is under way. */
    boolean offer(Signal signal, Runnable send) {
        if (mailbox.backlog() > most || bytes.get() > mostBytes) {
            return false;
        }
        int size = ENVELOPE + length(signal.type()) + length(signal.data());
        bytes.addAndGet(size);
        mailbox.execute(() -> {
            bytes.addAndGet(-size);
            send.run();
        });
        return true;
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
