package io.sessionreactive.support;

import io.sessionreactive.transport.HttpReply;
import io.sessionreactive.transport.NettyTransports;
import io.sessionreactive.transport.SocketLimits;
import io.sessionreactive.transport.Transport;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Real sockets, counted, and led elsewhere where a test wants that. */
public final class Detour implements Transport {
    private final Transport real = new NettyTransports().get();
    private final AtomicInteger questions = new AtomicInteger();
    private final AtomicInteger sockets = new AtomicInteger();
    private final UnaryOperator<URI> way;

    /** The straight way. */
    public Detour() {
        this(UnaryOperator.identity());
    }

    /** Where each WebSocket that is to be opened goes instead. */
    public Detour(UnaryOperator<URI> way) {
        this.way = way;
    }

    /** How many HTTP questions were asked. */
    public int questions() {
        return questions.get();
    }

    /** How many WebSockets were opened, or tried to. */
    public int sockets() {
        return sockets.get();
    }

    @Override
    public Mono<HttpReply> get(URI uri, Map<String, String> headers, Duration limit) {
        return real.get(uri, headers, limit).doOnSubscribe(subscription -> questions.incrementAndGet());
    }

    @Override
    public Flux<byte[]> exchange(URI uri, Flux<byte[]> outgoing, SocketLimits limits) {
        return Flux.defer(() -> {
            sockets.incrementAndGet();
            return real.exchange(way.apply(uri), outgoing, limits);
        });
    }

    @Override
    public Scheduler scheduler() {
        return real.scheduler();
    }
}
