package io.sessionreactive.bench;

import io.sessionreactive.transport.HttpReply;
import io.sessionreactive.transport.NettyTransports;
import io.sessionreactive.transport.SocketLimits;
import io.sessionreactive.transport.Transport;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** The real network, with a note of when each session tries to come back. */
final class AttemptTimes implements Supplier<Transport> {
    private final NettyTransports network = new NettyTransports();
    private @Nullable Noting latest;

    @Override
    public Noting get() {
        latest = new Noting(network.get());
        return latest;
    }

    /** The network of the session that was made last. */
    Noting latest() {
        return Objects.requireNonNull(latest, "no session was made");
    }

    /** The network of one session. */
    static final class Noting implements Transport {
        private final Transport real;
        private final List<Long> attempts = new CopyOnWriteArrayList<>();

        Noting(Transport real) {
            this.real = real;
        }

        /** When attempts to come back were made, by {@link System#nanoTime()}. */
        List<Long> attempts() {
            return attempts;
        }

        @Override
        public Mono<HttpReply> get(URI uri, Map<String, String> headers, Duration limit) {
            return real.get(uri, headers, limit);
        }

        @Override
        public Flux<byte[]> exchange(URI uri, Flux<byte[]> outgoing, SocketLimits limits) {
            return real.exchange(uri, outgoing, limits).doOnSubscribe(subscription -> {
                if (uri.getQuery().contains("reconnect=true")) {
                    attempts.add(System.nanoTime());
                }
            });
        }

        @Override
        public Scheduler scheduler() {
            return real.scheduler();
        }
    }
}
