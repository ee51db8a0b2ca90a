package io.sessionreactive.bench;

import io.sessionreactive.Connection;
import io.sessionreactive.OpenTok;
import io.sessionreactive.ReconnectPolicy;
import io.sessionreactive.Session;
import io.sessionreactive.SessionOptions;
import io.sessionreactive.Signal;
import io.sessionreactive.testkit.LocalSessionService;
import io.sessionreactive.testkit.LocalSessionServiceOptions;
import io.sessionreactive.testkit.fault.Ending;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sessions of one client over real sockets, in each of which something is cancelled at a random moment. Then each session
 * is left, the client is disposed of and the service closed, so that nothing has a reason to be there any more. A seed makes the same moments again, not the same interleaving.
 */
final class RandomCancellations {
    /** What is cancelled. */
    enum Kind {
        CONNECT,
        SIGNAL,
        EVENTS,
        DISCONNECT,
        RECONNECTION
    }

    private static final int AT_A_TIME = 8;
    private static final int SIGNALS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Random random;
    private final Map<Kind, AtomicInteger> cancelled = new EnumMap<>(Kind.class);
    private LocalSessionService service;
    private OpenTok client;

    private RandomCancellations(long seed) {
        this.random = new Random(seed);
        for (Kind kind : Kind.values()) {
            cancelled.put(kind, new AtomicInteger());
        }
    }

    /**
     * Does all of it, and returns when the service is closed.
     *
     * @param rounds how many sessions; the kinds take turns
     * @param progress is told after each
     * @return how often something was cancelled before it had ended, by kind
     */
    static Map<Kind, AtomicInteger> run(long seed, int rounds, Consumer<Kind> progress) {
        RandomCancellations cancellations = new RandomCancellations(seed);
        cancellations.all(rounds, progress);
        return cancellations.cancelled;
    }

    private void all(int rounds, Consumer<Kind> progress) {
        try (LocalSessionService opened =
                LocalSessionService.start(LocalSessionServiceOptions.defaults().frames(0))) {
            service = opened;
            client = OpenTok.create(opened.clientOptions());
            Flux.range(0, rounds)
                    .map(round -> Kind.values()[round % Kind.values().length])
                    .flatMap(kind -> round(kind).doOnSuccess(nothing -> progress.accept(kind)), AT_A_TIME)
                    .blockLast(PATIENCE);
            client.disposeLater().block(PATIENCE);
            opened.awaitNoSockets().block(PATIENCE);
        }
    }

    private Mono<Void> round(Kind kind) {
        String id = service.createSession();
        ReconnectPolicy policy = random.nextBoolean() ? ReconnectPolicy.atOnce() : ReconnectPolicy.fullJitter();
        Session session =
                client.initSession(SessionOptions.of(service.apiKey(), id).reconnect(policy));
        Mono<Connection> join = session.connect(service.token(id));
        Mono<?> act = switch (kind) {
            case CONNECT -> cut(kind, join, 15);
            case SIGNAL -> join.then(signals(kind, session, 5));
            case EVENTS -> join.then(listen(kind, session, 5));
            case DISCONNECT -> join.then(cut(kind, session.disconnect(), 5));
            case RECONNECTION -> join.flatMap(own -> loseLink(own, session));
        };
        return act.onErrorComplete().then(session.disconnect());
    }

    private Mono<Void> loseLink(Connection own, Session session) {
        service.faults().on(own.connectionId()).drop(Ending.RST);
        return Mono.when(
                        signals(Kind.RECONNECTION, session, 300),
                        listen(Kind.RECONNECTION, session, 300),
                        cut(Kind.RECONNECTION, session.disconnect().delaySubscription(moment(300)), 600))
                .then();
    }

    private Mono<Void> signals(Kind kind, Session session, int mostMillis) {
        return Flux.range(0, SIGNALS)
                .flatMap(i -> cut(kind, session.signal(Signal.of("chat", "number " + i)), mostMillis))
                .then();
    }

    private Mono<Void> listen(Kind kind, Session session, int mostMillis) {
        return Mono.when(
                cut(kind, session.events(), mostMillis),
                cut(kind, session.snapshots(), mostMillis),
                session.signal(Signal.of("chat", "to be heard")).onErrorComplete());
    }

    /** The same until a random moment, at which it is cancelled; however it ends, it is no failure. */
    private Mono<Void> cut(Kind kind, Publisher<?> what, int mostMillis) {
        return Flux.from(what)
                .doOnCancel(() -> cancelled.get(kind).incrementAndGet())
                .takeUntilOther(Mono.delay(moment(mostMillis)))
                .onErrorComplete()
                .then();
    }

    private Duration moment(int mostMillis) {
        return Duration.ofNanos((long) (random.nextDouble() * mostMillis * 1_000_000));
    }
}
