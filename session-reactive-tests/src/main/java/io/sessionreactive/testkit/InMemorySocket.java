package io.sessionreactive.testkit;

import io.sessionreactive.testkit.fault.FaultySocket;
import io.sessionreactive.testkit.service.ServiceSettings;
import io.sessionreactive.testkit.service.SocketQuery;
import io.sessionreactive.testkit.service.Wire;
import io.sessionreactive.transport.SocketClosedException;
import io.sessionreactive.transport.SocketLimits;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/**
 * Both ends of one socket in memory. What one end does reaches the other end after the latency, in order; each end
 * knows only what has reached it.
 */
final class InMemorySocket implements Wire {
    private static final int NORMAL_CLOSURE = 1000;
    private static final int SWITCHING_PROTOCOLS = 101;

    private final MemoryFront service;
    private final URI uri;
    private final SocketLimits limits;
    private final FluxSink<byte[]> in;

    // the client's end
    private final Disposable.Swap sending = Disposables.swap();
    private final Disposable.Swap watchdog = Disposables.swap();
    private boolean clientEnded;
    private long heard;

    // the service's end
    private final Disposable.Swap opening = Disposables.swap();
    private @Nullable FaultySocket end;
    private boolean serviceEnded;

    InMemorySocket(MemoryFront service, URI uri, SocketLimits limits, FluxSink<byte[]> in) {
        this.service = service;
        this.uri = uri;
        this.limits = limits;
        this.in = in;
    }

    void open(Flux<byte[]> outgoing) {
        in.onDispose(this::letGo);
        String tooLate = "the WebSocket was not open within " + limits.open().toMillis() + " ms";
        watchdog.update(service.after(limits.open(), () -> fail(SocketClosedException.notOpened(tooLate, null))));
        service.after(service.latency().multipliedBy(2), () -> connected(outgoing));
    }

    private void connected(Flux<byte[]> outgoing) {
        if (service.refusesConnections()) {
            fail(SocketClosedException.notOpened("nobody listens at " + uri.getAuthority(), null));
        } else if (!clientEnded) {
            service.arrive(() -> askToOpen(outgoing));
        }
    }

    private void askToOpen(Flux<byte[]> outgoing) {
        SocketQuery query = SocketQuery.parse(uri.getRawQuery());
        opening.update(service.gate().upgrade(query).subscribe(status -> answered(status, query, outgoing)));
    }

    private void answered(int status, SocketQuery query, Flux<byte[]> outgoing) {
        if (status == SWITCHING_PROTOCOLS) {
            service.arrive(() -> opened(outgoing)); // before anything that the service sends
            end = service.gate().open(query, this);
        } else {
            service.arrive(() -> fail(SocketClosedException.refused(
                    status, "the WebSocket was refused with HTTP status " + status, null)));
        }
    }

    private void opened(Flux<byte[]> outgoing) {
        if (!clientEnded) {
            heard = nanoseconds();
            watch();
            sending.update(outgoing.subscribe(
                    message -> service.arrive(() -> atService(message)), in::error, this::closeInOrder));
        }
    }

    /** The client's end hears nothing for too long, or looks again when that could be. */
    private void watch() {
        Duration left = limits.silence().minusNanos(nanoseconds() - heard);
        if (left.isZero() || left.isNegative()) {
            String silent =
                    "nothing came from the service for " + limits.silence().toMillis() + " ms";
            fail(SocketClosedException.lost(silent, null));
        } else {
            watchdog.update(service.after(left, this::watch));
        }
    }

    private long nanoseconds() {
        return service.scheduler().now(TimeUnit.NANOSECONDS);
    }

    private void closeInOrder() {
        service.arrive(() -> {
            endAtService();
            service.arrive(() -> fail(SocketClosedException.closedByPeer(NORMAL_CLOSURE, "")));
        });
    }

    private void atService(byte[] message) {
        if (serviceEnded || end == null) {
            return;
        }
        if (message.length > ServiceSettings.MOST_BYTES_IN) {
            close(SocketClosedException.TOO_LARGE, "a message is larger than is taken");
        } else {
            end.received(message);
        }
    }

    private void endAtService() {
        opening.dispose();
        if (!serviceEnded && end != null) {
            serviceEnded = true;
            end.ended();
        }
    }

    @Override
    public void send(byte[] message) {
        if (!serviceEnded) {
            service.arrive(() -> atClient(message));
        }
    }

    private void atClient(byte[] message) {
        if (clientEnded) {
            return;
        }
        heard = nanoseconds();
        if (message.length > limits.mostBytesIn()) {
            fail(SocketClosedException.tooLarge(limits.mostBytesIn(), null));
        } else {
            in.next(message);
        }
    }

    @Override
    public void close(int code, String reason) {
        endFromService(SocketClosedException.closedByPeer(code, reason));
    }

    @Override
    public void hangUp() {
        endFromService(SocketClosedException.lost("the service ended the connection without a close frame", null));
    }

    @Override
    public void cut() {
        endFromService(SocketClosedException.lost("the connection broke: reset by the service", null));
    }

    private void endFromService(SocketClosedException why) {
        if (!serviceEnded) {
            service.arrive(() -> fail(why));
            service.scheduler().schedule(this::endAtService);
        }
    }

    private void fail(SocketClosedException why) {
        if (!clientEnded) {
            letGo();
            in.error(why);
        }
    }

    /** The client's end is over, by an error or because nobody reads any more. */
    private void letGo() {
        if (!clientEnded) {
            clientEnded = true;
            sending.dispose();
            watchdog.dispose();
            service.arrive(this::endAtService);
        }
    }
}
