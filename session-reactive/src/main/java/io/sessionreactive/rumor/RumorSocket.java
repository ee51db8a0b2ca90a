package io.sessionreactive.rumor;

import io.sessionreactive.rumor.UndeliveredException.Why;
import io.sessionreactive.transport.SocketClosedException;
import io.sessionreactive.transport.SocketLimits;
import io.sessionreactive.transport.Transport;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Signal;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.SynchronousSink;
import reactor.util.Logger;
import reactor.util.Loggers;

/**
 * One link: a conversation of frames over one socket after another. What survives a socket lives here, outside of the
 * flux of one socket: the requests that wait for their answer, the messages that were seen, the logical socket's id.
 *
 * <p>All methods are called on the worker, except {@link #waiting()}, and everything is emitted there.
 */
public final class RumorSocket {
    /** What is remembered of incoming messages: four times what our local service lets a client leave unanswered. */
    private static final int MOST_SEEN = 1 << 18;

    private static final Logger LOG = Loggers.getLogger(RumorSocket.class);

    private final Transport transport;
    private final Mailbox mailbox;
    private final LinkOptions options;
    private final ReconnectRules rules;
    private final PendingRequests pending;
    private final Inbox inbox = new Inbox(MOST_SEEN);
    private final Sinks.One<LinkSignal> givenUp = Sinks.one();
    private String socketId = Ids.secret();
    private @Nullable OpenSocket open;
    private @Nullable Outage outage;
    private boolean ended;

    /** A link that opens its first socket when {@link #signals()} is subscribed to. */
    public RumorSocket(Transport transport, Mailbox mailbox, LinkOptions options) {
        this.transport = transport;
        this.mailbox = mailbox;
        this.options = options;
        this.rules = new ReconnectRules(options.resumable(), options.policy(), transport.scheduler());
        this.pending = new PendingRequests(mailbox, options);
    }

    /**
     * The link's life; to be subscribed to once. Never completes: it fails with the {@link SocketClosedException} of
     * the last socket, or with the error of the reconnect policy. Cancelling closes the socket at once. In both cases
     * every waiting request fails.
     */
    public Flux<LinkSignal> signals() {
        return Flux.defer(this::nextSocket) // one subscription, one socket, one attempt
                .onErrorResume(this::lost)
                .retryWhen(rules)
                .takeUntilOther(givenUp.asMono()) // however far an attempt is then
                .doOnError(this::end)
                .doOnCancel(() -> end(null));
    }

    /** We are in the session: from now on a lost socket is followed by another one of the same logical socket. */
    public void established() {
        rules.established();
    }

    /** How many requests wait for their answers, held ones included; callable from any thread. */
    public int waiting() {
        return pending.size();
    }

    /**
     * Sends a request and hands its answer, a STATUS or a MESSAGE with the same transaction id, to {@code replyTo}, or
     * an {@link UndeliveredException}. While no socket is open the request waits for one; if it is cancelled meanwhile
     * it is forgotten.
     *
     * @param message has a transaction id
     * @param repeatable whether a later socket may send it; if not, it fails at the latest when the link is lost
     */
    public void request(Frame message, boolean repeatable, MonoSink<Frame> replyTo) {
        if (ended) {
            replyTo.error(new UndeliveredException(Why.NOT_OPEN, "the link has ended", null));
            return;
        } else if (outage != null && !repeatable) {
            String held = "the link is being restored, and this must not wait for it";
            replyTo.error(new UndeliveredException(Why.NOT_OPEN, held, outage.cause));
            return;
        }
        Outbox.Entry<MonoSink<Frame>> entry = pending.admit(message, repeatable, replyTo);
        if (entry != null && open != null) {
            open.send(entry.frame());
            pending.sent(entry);
        } else if (entry != null) {
            replyTo.onCancel(() -> mailbox.execute(() -> pending.forget(entry.transactionId())));
        }
    }

    /**
     * Says that we leave and closes in order; {@link #signals()} then fails with the close of the socket. Where the
     * link is being restored, makes one more attempt at once to say so.
     *
     * @return false if there is no socket to say it through, now or by that attempt, or it was said before
     */
    public boolean leave() {
        if (ended || rules.isLeaving() || (open == null && outage == null)) {
            return false;
        }
        if (open != null) {
            farewell(open);
        }
        rules.leave();
        return true;
    }

    private void farewell(OpenSocket socket) {
        socket.send(Frame.disconnect(false));
        socket.close();
        open = null;
    }

    private Flux<LinkSignal> nextSocket() {
        SocketLimits limits = outage == null ? options.limits() : options.limitsOnTheWayBack();
        return transport
                .exchange(address(), outgoing(), limits)
                .switchOnFirst((first, frames) -> proven(first, frames.handle(this::received)));
    }

    private URI address() {
        if (!options.resumable()) {
            return options.messagingUrl();
        }
        if (!rules.isEstablished()) {
            socketId = Ids.secret(); // as the browser client: nothing is there to be resumed yet
        }
        String url = options.messagingUrl().toString();
        String separator = url.indexOf('?') < 0 ? "?" : "&";
        String resume = rules.isEstablished() ? "&reconnect=true" : "";
        return URI.create(url + separator + "socketId=" + socketId + resume + "&attempt=" + Ids.unique());
    }

    /** What one socket sends; subscribed to when it is open. */
    private Flux<byte[]> outgoing() {
        return Flux.defer(() -> {
            OpenSocket socket = new OpenSocket(mailbox, options.pingAfter());
            greet(socket);
            return socket.outgoing();
        });
    }

    private void greet(OpenSocket socket) {
        if (rules.isLeaving()) {
            farewell(socket);
            return;
        }
        open = socket;
        if (outage == null) {
            socket.send(Frame.connect(options.connectionId(), Ids.unique(), options.notifyAddress()));
            socket.send(Frame.subscribe(options.topic()));
        } else {
            socket.ping(); // so that the link is proven within one round trip
        }
        List<byte[]> frames = pending.sendAll();
        frames.forEach(socket::send);
        if (outage != null) {
            outage.resent = frames.size();
        }
        socket.keepAlive();
    }

    /** A message of the service, not the open socket, proves that the link is back. */
    private Publisher<LinkSignal> proven(Signal<? extends byte[]> first, Flux<LinkSignal> signals) {
        Outage over = outage;
        if (over == null || !first.hasValue()) {
            return signals;
        }
        over.deadline.dispose();
        outage = null;
        rules.nextOutage();
        LOG.debug("Link of connection {} is back", options.connectionId());
        return signals.startWith(new LinkSignal.Restored(over.failed + 1, over.resent));
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
        if (frame.type() == FrameType.STATUS) {
            pending.settle(frame, transactionId);
        } else if (frame.type() == FrameType.MESSAGE) {
            if (transactionId != null && !acknowledge(frame, transactionId)) {
                out.next(new LinkSignal.Duplicate());
            } else if (!pending.settle(frame, transactionId)) {
                out.next(new LinkSignal.Received(frame));
            }
        }
    }

    private boolean acknowledge(Frame message, String transactionId) {
        if (open != null) {
            open.send(Frame.acknowledge(message, options.connectionId()));
        }
        return inbox.isNew(transactionId);
    }

    /** Tells of a lost socket, then fails all the same: whether another one follows is for the rules. */
    private Flux<LinkSignal> lost(Throwable cause) {
        closed();
        LOG.debug("Socket of connection {} is gone: {}", options.connectionId(), cause.getMessage());
        if (!rules.isResumable(cause)) {
            return Flux.error(cause);
        }
        LinkSignal told = outage == null ? begin(cause) : new LinkSignal.AttemptFailed(++outage.failed, cause);
        return Flux.just(told).concatWith(Flux.error(cause));
    }

    private LinkSignal begin(Throwable cause) {
        Disposable deadline = mailbox.schedule(() -> givenUp.tryEmitError(cause), options.window());
        outage = new Outage(cause, deadline);
        pending.lost(cause);
        return new LinkSignal.Lost(cause, options.window());
    }

    private void closed() {
        if (open != null) {
            open.gone();
            open = null;
        }
        pending.pause();
    }

    private void end(@Nullable Throwable cause) {
        ended = true;
        closed();
        if (outage != null) {
            outage.deadline.dispose();
        }
        pending.end(cause);
    }

    /** From the loss of a socket until the link is proven again. */
    private static final class Outage {
        private final Throwable cause;
        private final Disposable deadline;
        private int failed;
        private int resent;

        Outage(Throwable cause, Disposable deadline) {
            this.cause = cause;
            this.deadline = deadline;
        }
    }
}
