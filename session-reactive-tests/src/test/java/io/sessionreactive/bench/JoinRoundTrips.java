package io.sessionreactive.bench;

import io.sessionreactive.ClientOptions;
import io.sessionreactive.OpenTok;
import io.sessionreactive.Session;
import io.sessionreactive.Signal;
import io.sessionreactive.testkit.LocalSessionService;
import io.sessionreactive.transport.HttpReply;
import io.sessionreactive.transport.NettyTransports;
import io.sessionreactive.transport.SocketLimits;
import io.sessionreactive.transport.Transport;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Counts the round trips of a join through a relay that makes each of them 50 ms: until the HTTP answer, until the
 * WebSocket is open, until {@code connect} emits, until the own first signal is back; and, for what the relay and the
 * machine add to each, one question over a warm connection, which is one round trip. A program, not a test.
 */
public final class JoinRoundTrips {
    private static final Duration ROUND_TRIP = Duration.ofMillis(50);
    private static final int WARM_UP = 5;
    private static final int JOINS = 20;

    private JoinRoundTrips() {}

    /** Prints medians in round trips. */
    public static void main(String[] args) {
        List<double[]> joins = new ArrayList<>();
        try (LocalSessionService service = LocalSessionService.start()) {
            for (int i = 0; i < WARM_UP + JOINS; i++) {
                // a relay for each join: no connection of an earlier one is there to be used again
                try (DelayRelay relay = new DelayRelay(service.apiUrl().getPort(), ROUND_TRIP)) {
                    double[] join = join(service, relay);
                    if (i >= WARM_UP) {
                        joins.add(join);
                    }
                }
            }
        }
        String[] names = {"HTTP answer", "WebSocket open", "connect emits", "own signal back", "a warm question"};
        for (int i = 0; i < names.length; i++) {
            int column = i;
            double[] sorted =
                    joins.stream().mapToDouble(join -> join[column]).sorted().toArray();
            System.out.printf(
                    "%-16s %5.2f round trips (median of %d, %.2f to %.2f)%n",
                    names[i], sorted[JOINS / 2], JOINS, sorted[0], sorted[JOINS - 1]);
        }
    }

    private static double[] join(LocalSessionService service, DelayRelay relay) {
        String sessionId = service.createSession();
        Detour detour = new Detour(new NettyTransports().get(), relay.port());
        OpenTok openTok =
                OpenTok.create(ClientOptions.defaults().apiUrl(service.apiUrl()).transport(() -> detour));
        Session session = openTok.initSession(service.apiKey(), sessionId);
        String token = service.token(sessionId);
        Mono<Long> back = session.signals("back").next().map(signal -> System.nanoTime());
        long start = System.nanoTime();
        Long[] times = Mono.zip(
                        back,
                        session.connect(token)
                                .map(own -> System.nanoTime())
                                .delayUntil(time -> session.signal(Signal.ofType("back"))))
                .map(both -> new Long[] {both.getT2(), both.getT1()})
                .block(Duration.ofSeconds(10));
        long asked = System.nanoTime();
        new Detour(detour.real, relay.port())
                .get(service.apiUrl().resolve("/"), Map.of(), Duration.ofSeconds(10))
                .block(Duration.ofSeconds(10));
        double warm = System.nanoTime() - asked;
        openTok.disposeLater().block(Duration.ofSeconds(10));
        double trip = ROUND_TRIP.toNanos();
        return new double[] {
            (detour.answered - start) / trip,
            (detour.opened - start) / trip,
            (times[0] - start) / trip,
            (times[1] - start) / trip,
            warm / trip
        };
    }

    /** The real transport by way of the relay, with a note of when things happened. */
    private static final class Detour implements Transport {
        private final Transport real;
        private final int port;
        private volatile long answered;
        private volatile long opened;

        Detour(Transport real, int port) {
            this.real = real;
            this.port = port;
        }

        @Override
        public Mono<HttpReply> get(URI uri, Map<String, String> headers, Duration limit) {
            return real.get(viaRelay(uri), headers, limit).doOnNext(reply -> answered = System.nanoTime());
        }

        @Override
        public Flux<byte[]> exchange(URI uri, Flux<byte[]> outgoing, SocketLimits limits) {
            return real.exchange(
                    viaRelay(uri), outgoing.doOnSubscribe(subscription -> opened = System.nanoTime()), limits);
        }

        @Override
        public Scheduler scheduler() {
            return real.scheduler();
        }

        private URI viaRelay(URI uri) {
            return URI.create(uri.toString().replaceFirst(":\\d+/", ":" + port + "/"));
        }
    }
}
