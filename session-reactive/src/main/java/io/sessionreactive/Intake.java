package io.sessionreactive;

import io.sessionreactive.rumor.Mailbox;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Commands on their way from their callers to the worker. As many and as much may be under way as may wait there for
 * answers: many threads can call faster than one worker takes in. Callable from any thread.
 */
final class Intake {
    // what the smallest frame has besides the command's own text, at least
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

    /** How many are under way. */
    int backlog() {
        return mailbox.backlog();
    }

    /**
     * Runs {@code send} on the worker, or returns false if too much is under way.
     *
     * @param length of the command's own text, in characters
     */
    boolean offer(int length, Runnable send) {
        if (mailbox.backlog() > most || bytes.get() > mostBytes) {
            return false;
        }
        int size = ENVELOPE + length;
        bytes.addAndGet(size);
        mailbox.execute(() -> {
            bytes.addAndGet(-size);
            send.run();
        });
        return true;
    }
}
