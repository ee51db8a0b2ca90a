package io.sessionreactive.rumor;

import java.time.Duration;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.util.concurrent.Queues;

/** The sending side of one socket while it is open; keeps it alive by PINGs. Used on the worker only. */
final class OpenSocket {
    private static final byte[] PING = FrameCodec.encode(Frame.PING);

    // small, so that an idle session is; the queue grows in links of this size
    private static final int LINK = 8;

    private final Sinks.Many<byte[]> sink = Sinks.unsafe()
            .many()
            .unicast()
            .onBackpressureBuffer(Queues.<byte[]>unbounded(LINK).get());
    private final Mailbox mailbox;
    private final Duration pingAfter;
    private Disposable keepAlive = Disposables.disposed();
    private long lastSent;
    private boolean closed;

    OpenSocket(Mailbox mailbox, Duration pingAfter) {
        this.mailbox = mailbox;
        this.pingAfter = pingAfter;
    }

    /** What goes out; completes when the socket is to be closed in order. */
    Flux<byte[]> outgoing() {
        return sink.asFlux();
    }

    void keepAlive() {
        keepAlive = mailbox.schedule(this::pingIfIdle, pingAfter);
    }

    void ping() {
        send(PING);
    }

    void send(Frame frame) {
        send(FrameCodec.encode(frame));
    }

    void send(byte[] frame) {
        lastSent = mailbox.now();
        // fails only when the socket is gone, and then its end is on its way to us
        sink.tryEmitNext(frame);
    }

    /** Closes in order, after what was sent. */
    void close() {
        gone();
        sink.tryEmitComplete();
    }

    /** The socket is no more. */
    void gone() {
        closed = true;
        keepAlive.dispose();
    }

    private void pingIfIdle() {
        if (closed) {
            return;
        }
        Duration silent = Duration.ofNanos(mailbox.now() - lastSent);
        if (silent.compareTo(pingAfter) >= 0) {
            ping();
            silent = Duration.ZERO;
        }
        keepAlive = mailbox.schedule(this::pingIfIdle, pingAfter.minus(silent));
    }
}
