package io.sessionreactive.rumor;

import io.sessionreactive.rumor.Outbox.Entry;
import io.sessionreactive.rumor.UndeliveredException.Why;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.MonoSink;

/**
 * The requests that wait for their answers: tells whoever made them how they ended, each exactly once. While the link is
 * up it watches that no answer takes too long.
 *
 * <p>Used on the worker only, except {@link #size()}.
 */
final class PendingRequests {
    /** The largest frame that is sent, in bytes. */
    static final int MOST_BYTES_OUT = 1024 * 1024;

    private final Mailbox mailbox;
    private final Duration replyTimeout;
    private final Outbox<MonoSink<Frame>> outbox;
    private Disposable replyTimer = Disposables.disposed();
    private volatile int size;

    PendingRequests(Mailbox mailbox, LinkOptions options) {
        this.mailbox = mailbox;
        this.replyTimeout = options.replyTimeout();
        this.outbox = new Outbox<>(options.mostWaiting(), options.mostWaitingBytes());
    }

    /** How many wait; callable from any thread. */
    int size() {
        return size;
    }

    /** Takes a request in; null if it was refused, which its maker knows then. */
    @Nullable
    Entry<MonoSink<Frame>> admit(Frame message, boolean repeatable, MonoSink<Frame> replyTo) {
        String transactionId = message.transactionId();
        if (transactionId == null) {
            throw new IllegalArgumentException("a request needs a transaction id");
        }
        byte[] bytes = FrameCodec.encode(message);
        Entry<MonoSink<Frame>> entry = new Entry<>(transactionId, bytes, repeatable, replyTo);
        if (bytes.length > MOST_BYTES_OUT) {
            String tooLarge = "a message of " + bytes.length + " bytes is over the limit of " + MOST_BYTES_OUT;
            replyTo.error(new UndeliveredException(Why.TOO_LARGE, tooLarge, null));
            return null;
        } else if (!outbox.offer(entry)) {
            String full = outbox.size() + " requests wait for their answers, no more fit";
            replyTo.error(new UndeliveredException(Why.OVERFLOW, full, null));
            return null;
        }
        size = outbox.size();
        return entry;
    }

    /** A request goes out over the open socket. */
    void sent(Entry<MonoSink<Frame>> entry) {
        entry.sentAt(mailbox.now());
        watchReplies();
    }

    /** All requests, oldest first, to go out over a socket that has opened just now. */
    List<byte[]> sendAll() {
        List<byte[]> frames = outbox.sendAll(mailbox.now());
        watchReplies();
        return frames;
    }

    /** Hands an answer to whoever waits for it; false if nobody does. */
    boolean settle(Frame answer, @Nullable String transactionId) {
        Entry<MonoSink<Frame>> entry = transactionId == null ? null : outbox.remove(transactionId);
        if (entry == null) {
            return false;
        }
        size = outbox.size();
        entry.owner().success(answer);
        return true;
    }

    /** Forgets a request that its maker does not want any more, unless it was sent. */
    void forget(String transactionId) {
        outbox.removeUnsent(transactionId);
        size = outbox.size();
    }

    /** No socket is open: nobody can answer, so time does not count. */
    void pause() {
        replyTimer.dispose();
    }

    /** The link is lost for a while, which ends the requests that must not be sent again. */
    void lost(Throwable cause) {
        outbox.removeUnrepeatable().forEach(entry -> fail(entry, "the link was lost before the answer", cause));
        size = outbox.size();
    }

    /** The link is lost for good, which ends all requests. */
    void end(@Nullable Throwable cause) {
        pause();
        outbox.removeAll().forEach(entry -> fail(entry, "the link ended before the answer", cause));
        size = 0;
    }

    private static void fail(Entry<MonoSink<Frame>> entry, String sentWithoutAnswer, @Nullable Throwable cause) {
        entry.owner()
                .error(
                        entry.isSent()
                                ? new UndeliveredException(Why.LINK_ENDED, sentWithoutAnswer, cause)
                                : new UndeliveredException(
                                        Why.NOT_OPEN, "the link ended before this could be sent", cause));
    }

    private void watchReplies() {
        if (replyTimer.isDisposed() && outbox.size() > 0) {
            Duration waited = Duration.ofNanos(mailbox.now() - outbox.oldestSentAt());
            replyTimer = mailbox.schedule(this::giveUpLateReplies, replyTimeout.minus(waited));
        }
    }

    private void giveUpLateReplies() {
        replyTimer = Disposables.disposed();
        String message = "no answer within " + replyTimeout.toMillis() + " ms";
        for (Entry<MonoSink<Frame>> late : outbox.removeSentUntil(mailbox.now() - replyTimeout.toNanos())) {
            late.owner().error(new UndeliveredException(Why.TIMEOUT, message, null));
        }
        size = outbox.size();
        watchReplies();
    }
}
