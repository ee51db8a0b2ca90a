package io.sessionreactive.examples.scale;

import io.sessionreactive.transport.HttpReply;
import io.sessionreactive.transport.NettyTransports;
import io.sessionreactive.transport.SocketLimits;
import io.sessionreactive.transport.Transport;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** The real network, with a note of when the last large message came in: that is the answer to a join. */
final class ArrivalTimes implements Supplier<Transport> {
    private static final int LARGE = 2_000; // bytes; larger than any other message of this program

    private final NettyTransports network = new NettyTransports();
    private final AtomicLong lastLarge = new AtomicLong();

    /** When it came, by {@link System#nanoTime()}. */
    long lastLarge() {
        return lastLarge.get();
    }

    @Override
    public Transport get() {
        Transport real = network.get();
        return new Transport() {
            @Override
            public Mono<HttpReply> get(URI uri, Map<String, String> headers, Duration limit) {
                return real.get(uri, headers, limit);
            }

            @Override
            public Flux<byte[]> exchange(URI uri, Flux<byte[]> outgoing, SocketLimits limits) {
                return real.exchange(uri, outgoing, limits).doOnNext(message -> {
                    if (message.length > LARGE) {
                        lastLarge.set(System.nanoTime());
                    }
                });
            }

            @Override
            public Scheduler scheduler() {
                return real.scheduler();
            }
        };
    }
}
