package io.sessionreactive.proof;

import io.sessionreactive.rumor.FrameCodec;
import io.sessionreactive.transport.SocketClosedException;
import io.sessionreactive.transport.SocketLimits;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/**
 * One socket through a network that misbehaves. What each end does reaches the other one in order, late or never; each
 * end knows only what has reached it, so the silence that a client hears is measured here, and not behind the fault.
 */
final class Pipe implements Network.Carrier {
    // the limits are kept at this end of the network
    private static final Duration LONG = Duration.ofHours(1);

    // of a frame, see FrameCodec
    private static final int TYPE = 6;
    private static final byte MESSAGE = 2;
    private static final byte STATUS = 9;

    // an end that never hears of the other's end is given up by its operating system
    private static final Duration FORGOTTEN = Duration.ofMinutes(1);

    private final Weather weather;
    private final SocketLimits limits;
    private final FluxSink<byte[]> client;
    private final Lane toService;
    private final Lane toClient;
    private final Disposable.Swap service = Disposables.swap();
    private final Disposable.Swap sending = Disposables.swap();
    private final Disposable.Swap watchdog = Disposables.swap();
    private final Set<String> owed = new HashSet<>();
    private FluxSink<byte[]> atService;
    private long heard;
    private boolean open;
    private boolean spoken;
    private boolean withholding;
    private boolean clientEnded;
    private boolean serviceEnded;

    Pipe(Weather weather, SocketLimits limits, FluxSink<byte[]> client) {
        this.weather = weather;
        this.limits = limits;
        this.client = client;
        this.toService = new Lane(weather.scheduler(), weather::slowness);
        this.toClient = new Lane(weather.scheduler(), weather::slowness);
        this.serviceEnded = true;
    }

    /** Opens through {@code real}, which gets what is to be sent and the limits. */
    void open(Flux<byte[]> outgoing, BiFunction<Flux<byte[]>, SocketLimits, Flux<byte[]>> real) {
        client.onDispose(this::clientLeft);
        String late = "the WebSocket was not open within " + limits.open().toMillis() + " ms";
        watchdog.update(weather.after(limits.open(), () -> fail(SocketClosedException.notOpened(late, null))));
        if (weather.isRefusing()) {
            weather.after(Duration.ofMillis(1), () -> fail(SocketClosedException.notOpened("refused", null)));
        } else if (!weather.isUnreachable()) {
            serviceEnded = false;
            Flux<byte[]> sent = Flux.create(sink -> opened(sink, outgoing));
            service.update(real.apply(sent, new SocketLimits(LONG, LONG, limits.mostBytesIn()))
                    .subscribe(this::fromService, this::serviceEnded));
        }
    }

    private void opened(FluxSink<byte[]> sink, Flux<byte[]> outgoing) {
        atService = sink;
        if (clientEnded) {
            return;
        }
        open = true;
        heard = now();
        watch();
        weather.opened(this);
        sending.update(outgoing.subscribe(this::fromClient, sink::error, () -> toService.carry(sink::complete)));
    }

    private void watch() {
        Duration left = limits.silence().minusNanos(now() - heard);
        if (left.isZero() || left.isNegative()) {
            fail(SocketClosedException.lost(
                    "nothing came for " + limits.silence().toMillis() + " ms", null));
        } else {
            watchdog.update(weather.after(left, this::watch));
        }
    }

    private void fromClient(byte[] bytes) {
        if (!owed.isEmpty() && bytes[TYPE] == STATUS) {
            owed.remove(FrameCodec.decode(bytes).transactionId());
        }
        if (!weather.takes(this, bytes, true)) {
            toService(bytes);
        }
    }

    private void fromService(byte[] bytes) {
        if (!weather.takes(this, bytes, false)) {
            toClient(bytes);
        }
    }

    /** Carries a frame to the service, once more where it was carried before. */
    void toService(byte[] bytes) {
        toService.carry(() -> {
            if (!serviceEnded) {
                atService.next(bytes);
            }
        });
    }

    /** Carries a frame to the client, once more where it was carried before. */
    void toClient(byte[] bytes) {
        toClient.carry(() -> {
            if (!clientEnded) {
                heard = now();
                spoken = true;
                if (bytes[TYPE] == MESSAGE) {
                    owed.add(FrameCodec.decode(bytes).transactionId());
                }
                client.next(bytes);
            }
        });
    }

    private void serviceEnded(Throwable why) {
        serviceEnded = true;
        weather.forgetIfOver(this);
        toClient.carry(() -> fail((SocketClosedException) why));
    }

    private void fail(SocketClosedException why) {
        if (!clientEnded) {
            clientLeft();
            client.error(why);
        }
    }

    /** The client's end is over. The service hears of it when what is under way has arrived, if it hears anything. */
    private void clientLeft() {
        if (!clientEnded) {
            clientEnded = true;
            sending.dispose();
            watchdog.dispose();
            if (!toService.carry(this::leaveService)) {
                weather.after(FORGOTTEN, this::leaveService);
            }
            weather.forgetIfOver(this);
        }
    }

    private void leaveService() {
        serviceEnded = true;
        service.dispose();
        weather.forgetIfOver(this);
    }

    // What can be done to it.

    // The client hears of it as of everything, on the scheduler and not inside of what it is doing.

    void reset() {
        toService.breakOff();
        toClient.breakOff();
        leaveService();
        SocketClosedException why = SocketClosedException.lost("the connection was reset", null);
        weather.after(Duration.ZERO, () -> fail(why));
    }

    void fin() {
        SocketClosedException why = SocketClosedException.lost("the connection ended", null);
        weather.after(Duration.ZERO, () -> toClient.carry(() -> fail(why)));
        toService.carry(this::leaveService);
    }

    void lose(boolean fromClient, boolean fromService) {
        withholding = true;
        if (fromClient) {
            toService.lose();
        }
        if (fromService) {
            toClient.lose();
        }
    }

    void stall(Duration time) {
        withholding = true;
        toService.stall(time);
        toClient.stall(time);
    }

    /** An answer may be missing although the socket lives. */
    void withhold() {
        withholding = true;
    }

    @Override
    public boolean isWithholding() {
        return withholding;
    }

    /** Whether the client can use it. */
    boolean isUsable() {
        return open && !clientEnded && !serviceEnded && !toService.isLosing() && !toClient.isLosing();
    }

    /** The messages that the client got through here and has not acknowledged; none that matter once it has gone. */
    Set<String> owed() {
        return clientEnded ? Set.of() : owed;
    }

    @Override
    public boolean hasSpoken() {
        return spoken;
    }

    boolean isOver() {
        return clientEnded && serviceEnded;
    }

    private long now() {
        return weather.scheduler().now(TimeUnit.NANOSECONDS);
    }
}
