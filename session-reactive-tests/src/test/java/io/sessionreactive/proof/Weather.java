package io.sessionreactive.proof;

import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.FrameCodec;
import io.sessionreactive.transport.HttpReply;
import io.sessionreactive.transport.SocketLimits;
import io.sessionreactive.transport.Transport;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** The network of one client, with all that happens to it. */
final class Weather implements Network {
    private final Scheduler clock;
    private final Supplier<Transport> service;
    private final Tally tally;
    private final Witness witness;
    private final List<Trap> traps = new ArrayList<>();
    private final Set<Pipe> pipes = new LinkedHashSet<>();
    private @Nullable Pipe newest;
    private long refusingUntil;
    private long unreachableUntil;
    private long slowUntil;
    private long slowness;

    /**
     * A network without faults.
     *
     * @param service the way to the service that is there at the moment
     * @param witness sees what the client sends
     */
    Weather(Scheduler clock, Supplier<Transport> service, Tally tally, Witness witness) {
        this.clock = clock;
        this.service = service;
        this.tally = tally;
        this.witness = witness;
    }

    @Override
    public Mono<HttpReply> get(URI uri, Map<String, String> headers, Duration limit) {
        return Mono.defer(() -> {
            if (isUnreachable()) {
                return Mono.<HttpReply>never().timeout(limit, clock);
            }
            return isRefusing()
                    ? Mono.error(new ConnectException("refused"))
                    : service.get().get(uri, headers, limit);
        });
    }

    @Override
    public Flux<byte[]> exchange(URI uri, Flux<byte[]> outgoing, SocketLimits limits) {
        return Flux.create(client -> {
            Pipe pipe = new Pipe(this, limits, client);
            pipes.add(pipe);
            pipe.open(outgoing, (sent, real) -> service.get().exchange(uri, sent, real));
        });
    }

    @Override
    public Scheduler scheduler() {
        return clock;
    }

    // What its pipes ask.

    void opened(Pipe pipe) {
        newest = pipe;
    }

    /** Whether the frame goes no further. */
    boolean takes(Pipe pipe, byte[] bytes, boolean toService) {
        if (traps.isEmpty() && !toService) {
            return false; // most frames are of this kind
        }
        Frame frame = FrameCodec.decode(bytes);
        if (toService) {
            witness.sent(pipe, frame, bytes);
        }
        for (Trap trap : List.copyOf(traps)) {
            boolean taken = trap.takes(pipe, frame, bytes, toService);
            if (trap.isSprung()) {
                traps.remove(trap);
                tally.count(trap.trouble());
            }
            if (taken) {
                return true;
            }
        }
        return false;
    }

    void forgetIfOver(Pipe pipe) {
        if (pipe.isOver()) {
            pipes.remove(pipe);
        }
    }

    boolean isRefusing() {
        return clock.now(TimeUnit.NANOSECONDS) < refusingUntil;
    }

    boolean isUnreachable() {
        return clock.now(TimeUnit.NANOSECONDS) < unreachableUntil;
    }

    long slowness() {
        return clock.now(TimeUnit.NANOSECONDS) < slowUntil ? slowness : 0;
    }

    Disposable after(Duration delay, Runnable task) {
        return clock.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    // What can be done to it.

    void set(Trap trap) {
        traps.add(trap);
    }

    void refuse(Duration time) {
        refusingUntil = later(time);
    }

    void unreachable(Duration time) {
        unreachableUntil = later(time);
    }

    void slow(Duration each, Duration time) {
        slowness = each.toNanos();
        slowUntil = later(time);
    }

    /** From now on nothing new goes wrong; what is half-open stays so until somebody notices. */
    void clear() {
        traps.clear();
        refusingUntil = 0;
        unreachableUntil = 0;
        slowUntil = 0;
    }

    @Override
    public @Nullable Pipe newest() {
        return newest;
    }

    @Override
    public int owed() {
        return pipes.stream().mapToInt(pipe -> pipe.owed().size()).sum();
    }

    /** Half-open ones too, seen from either end. */
    @Override
    public int open() {
        return pipes.size();
    }

    private long later(Duration time) {
        return clock.now(TimeUnit.NANOSECONDS) + time.toNanos();
    }
}
