package io.sessionreactive.rumor;

import io.sessionreactive.rumor.UndeliveredException.Why;
import io.sessionreactive.transport.SocketClosedException;
import io.sessionreactive.transport.Transport;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.SynchronousSink;
import reactor.util.Logger;
import reactor.util.Loggers;
import reactor.util.concurrent.Queues;
import reactor.util.retry.Retry;

/**
 * One link: a conversation of frames over one socket after another. What survives a socket lives here, outside of the
 * flux of one socket: the requests that wait for their answer and the messages that were seen.
 *
 * <p>All methods are called on the worker, and everything is emitted there.
 */
public final class RumorSocket {
    /** The largest frame that is sent, in bytes. */
    public static final int MOST_BYTES_OUT = 1024 * 1024;

    // the browser client makes three rounds before it gives up on the first socket
    private static final int OPENING_ATTEMPTS = 3;
    private static final Duration OPENING_PAUSE = Duration.ofMillis(600);

    // small, so that an idle session is; the queue grows in links of this size
    private static final int OUTGOING_LINK = 8;

    private static final byte[] PING = FrameCodec.encode(Frame.PING);

    private static final Logger LOG = Loggers.getLogger(RumorSocket.class);

    private final Transport transport;
    private final Mailbox mailbox;
    private final LinkOptions options;
    private final Outbox<MonoSink<Frame>> outbox;
    private final Inbox inbox;
    private Sinks.@Nullable Many<byte[]> open;
    private long lastSent;
    private boolean ended;
    private Disposable keepAlive = Disposables.disposed();
    private Disposable replyTimer = Disposables.disposed();

    /** A link that opens its first socket when {@link #signals()} is subscribed to. */
    public RumorSocket(Transport transport, Mailbox mailbox, LinkOptions options) {
        this.transport = transport;
        this.mailbox = mailbox;
        this.options = options;
        this.outbox = new Outbox<>(options.mostWaiting(), options.mostWaitingBytes());
        this.inbox = new Inbox(4 * options.mostWaiting());
    }

    /**
     * The link's life; to be subscribed to once. Never completes: it fails with the {@link SocketClosedException} of
     * the last socket. Cancelling closes the socket at once. In both cases every waiting request fails.
     */
    public Flux<LinkSignal> signals() {
        return Flux.defer(() ->
                        transport.exchange(address(), outgoing(), options.limits())) // one subscription, one socket
                .handle(this::received)
                .retryWhen(Retry.from(failures -> failures.concatMap(this::next)))
                .doOnError(this::end)
                .doOnCancel(() -> end(null));
    }

    /**
     * Sends a request and hands its answer, a STATUS or a MESSAGE with the same transaction id, to {@code replyTo}, or
     * an {@link UndeliveredException}. Before the first socket is open the request waits for it.
     *
     * @param message has a transaction id
     */
    public void request(Frame message, MonoSink<Frame> replyTo) {
        String transactionId = message.transactionId();
        byte[] bytes = FrameCodec.encode(message);
        if (transactionId == null) {
            throw new IllegalArgumentException("a request needs a transaction id");
        } else if (ended) {
            refuse(replyTo, Why.NOT_OPEN, "the link has ended");
        } else if (bytes.length > MOST_BYTES_OUT) {
            refuse(
                    replyTo,
                    Why.TOO_LARGE,
                    "a message of " + bytes.length + " bytes is over the limit of " + MOST_BYTES_OUT);
        } else if (!outbox.offer(new Outbox.Entry<>(transactionId, bytes, replyTo, mailbox.now()))) {
            refuse(replyTo, Why.OVERFLOW, outbox.size() + " requests wait for their answers, no more fit");
        } else if (open != null) {
            send(open, bytes);
            watchReplies();
        }
    }

    private static void refuse(MonoSink<Frame> replyTo, Why why, String message) {
        replyTo.error(new UndeliveredException(why, message, null));
    }

    /**
     * Says that we leave and closes in order; {@link #signals()} then fails with the close of the socket.
     *
     * @return false if no socket is open to say it through
     */
    public boolean leave() {
        if (open == null) {
            return false;
        }
        send(open, FrameCodec.encode(Frame.disconnect(false)));
        open.tryEmitComplete();
        open = null;
        return true;
    }

    private URI address() {
        if (!options.socketIdentity()) {
            return options.messagingUrl();
        }
        String url = options.messagingUrl().toString();
        String separator = url.indexOf('?') < 0 ? "?" : "&";
        return URI.create(url + separator + "socketId=" + Ids.secret() + "&attempt=" + Ids.unique());
    }

    /** What one socket sends; subscribed to when it is open. */
    private Flux<byte[]> outgoing() {
        return Flux.defer(() -> {
            Sinks.Many<byte[]> sink = Sinks.unsafe()
                    .many()
                    .unicast()
                    .onBackpressureBuffer(
                            Queues.<byte[]>unbounded(OUTGOING_LINK).get());
            greet(sink);
            return sink.asFlux();
        });
    }

    private void greet(Sinks.Many<byte[]> sink) {
        open = sink;
        send(sink, FrameCodec.encode(Frame.connect(options.connectionId(), Ids.unique(), options.notifyAddress())));
        send(sink, FrameCodec.encode(Frame.subscribe(options.topic())));
        outbox.sendAgain(mailbox.now()).forEach(frame -> send(sink, frame));
        watchReplies();
        keepAlive = mailbox.schedule(this::ping, options.pingAfter());
    }

    private void send(Sinks.Many<byte[]> sink, byte[] frame) {
        lastSent = mailbox.now();
        // fails only when the socket is gone, and then its end is on its way to us
        sink.tryEmitNext(frame);
    }

    private void ping() {
        if (open == null) {
            return;
        }
        Duration silent = Duration.ofNanos(mailbox.now() - lastSent);
        if (silent.compareTo(options.pingAfter()) >= 0) {
            send(open, PING);
            silent = Duration.ZERO;
        }
        keepAlive = mailbox.schedule(this::ping, options.pingAfter().minus(silent));
    }

    private void received(byte[] bytes, SynchronousSink<LinkSignal> out) {
        Frame frame;
        try {
            frame = FrameCodec.decode(bytes);
        } catch (MalformedFrameException e) {
            out.next(new LinkSignal.Malformed(e));
            return;
        }
        String transactionId = frame.transactionId();
        if (frame.type() == FrameType.MESSAGE) {
            boolean isNew = transactionId == null || acknowledge(frame, transactionId);
            if (isNew && !settle(frame, transactionId)) {
                out.next(new LinkSignal.Received(frame));
            }
        } else if (frame.type() == FrameType.STATUS) {
            settle(frame, transactionId);
        }
    }

    private boolean acknowledge(Frame message, String transactionId) {
        if (open != null) {
            send(open, FrameCodec.encode(Frame.acknowledge(message, options.connectionId())));
        }
        return inbox.isNew(transactionId);
    }

    private boolean settle(Frame answer, @Nullable String transactionId) {
        Outbox.Entry<MonoSink<Frame>> entry = transactionId == null ? null : outbox.remove(transactionId);
        if (entry == null) {
            return false;
        }
        entry.owner().success(answer);
        return true;
    }

    private void watchReplies() {
        if (replyTimer.isDisposed() && outbox.size() > 0) {
            Duration waited = Duration.ofNanos(mailbox.now() - outbox.oldestSentAt());
            replyTimer = mailbox.schedule(
                    this::giveUpLateReplies, options.replyTimeout().minus(waited));
        }
    }

    private void giveUpLateReplies() {
        replyTimer = Disposables.disposed();
        for (Outbox.Entry<MonoSink<Frame>> entry :
                outbox.removeSentUntil(mailbox.now() - options.replyTimeout().toNanos())) {
            String message = "no answer within " + options.replyTimeout().toMillis() + " ms";
            entry.owner().error(new UndeliveredException(Why.TIMEOUT, message, null));
        }
        watchReplies();
    }

    private Mono<Long> next(Retry.RetrySignal failure) {
        closed();
        if (failure.failure() instanceof SocketClosedException closed
                && !closed.wasOpened()
                && failure.totalRetries() + 1 < OPENING_ATTEMPTS) {
            LOG.debug("Socket not opened: {}", closed.getMessage());
            return Mono.delay(OPENING_PAUSE.multipliedBy(failure.totalRetries() + 1), transport.scheduler());
        }
        return Mono.error(failure.failure());
    }

    private void closed() {
        open = null;
        keepAlive.dispose();
        replyTimer.dispose();
    }

    private void end(@Nullable Throwable cause) {
        closed();
        ended = true;
        for (Outbox.Entry<MonoSink<Frame>> entry : outbox.removeAll()) {
            entry.owner().error(new UndeliveredException(Why.LINK_ENDED, "the link ended before the answer", cause));
        }
    }
}
