package io.sessionreactive.bench;

import io.sessionreactive.ClientOptions;
import io.sessionreactive.OpenTok;
import io.sessionreactive.Session;
import io.sessionreactive.SessionEvent.SessionReconnecting;
import io.sessionreactive.SessionException;
import io.sessionreactive.SessionOptions;
import io.sessionreactive.Signal;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The client of {@link MillionSignals}; it asks on its standard output for the outage and for its end. */
final class SignalFlood {
    static final int CALLS = 1_000_000;
    static final String CUT = "cut the link";
    static final String RETURN = "let the link return";

    private static final int THREADS = 4;
    private static final long BYTES = 8L * 1024 * 1024;
    private static final String DATA = "x".repeat(100);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Session session;
    private final AtomicIntegerArray ends = new AtomicIntegerArray(CALLS);
    private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();
    private final LongAdder ended = new LongAdder();

    private SignalFlood(Session session) {
        this.session = session;
    }

    /** Arguments: API URL, API key, session id, token, how many signals may wait. */
    public static void main(String[] args) {
        OpenTok client = OpenTok.create(ClientOptions.defaults().apiUrl(URI.create(args[0])));
        Session session =
                client.initSession(SessionOptions.of(args[1], args[2]).mostWaiting(Integer.parseInt(args[4]), BYTES));
        session.connect(args[3]).block(PATIENCE);
        new SignalFlood(session).run();
        client.disposeLater().block(PATIENCE);
    }

    private void run() {
        call(0, "warming up").block(PATIENCE);
        ends.set(0, 0);
        ended.reset();
        outcomes.clear();
        printHeap("before");
        Mono<SessionReconnecting> lost =
                session.events().ofType(SessionReconnecting.class).next().cache();
        lost.subscribe();
        System.out.println(CUT);
        lost.block(PATIENCE);
        long start = System.nanoTime();
        Flux.range(0, THREADS)
                .flatMap(thread -> Mono.fromRunnable(() -> callAll(thread)).subscribeOn(Schedulers.boundedElastic()))
                .blockLast(PATIENCE);
        System.out.printf("calls: %,d by %d threads in %.1f s%n", CALLS, THREADS, (System.nanoTime() - start) / 1e9);
        await(() -> ended.sum() + session.snapshot().waiting() >= CALLS);
        System.out.printf(
                "during: %s, %,d held, outcomes %s%n",
                session.snapshot().status(), session.snapshot().waiting(), counted());
        printHeap("during");
        System.out.println(RETURN);
        await(() -> ended.sum() >= CALLS);
        System.out.printf("after: %s, outcomes %s%n", session.snapshot().status(), counted());
        long once = IntStream.range(0, CALLS).filter(i -> ends.get(i) == 1).count();
        System.out.printf("ended exactly once: %,d of %,d%n", once, CALLS);
        printHeap("after");
    }

    private void callAll(int thread) {
        for (int i = thread; i < CALLS; i += THREADS) {
            call(i, DATA).subscribe();
        }
    }

    /** Never fails: how the call ended is counted. */
    private Mono<Void> call(int number, String data) {
        return session.signal(Signal.of("flood", data))
                .doOnSuccess(nothing -> end(number, "accepted"))
                .doOnError(SessionException.class, failure -> end(number, failure.name()))
                .onErrorComplete();
    }

    private void end(int number, String outcome) {
        outcomes.computeIfAbsent(outcome, name -> new LongAdder()).increment();
        ends.incrementAndGet(number);
        ended.increment();
    }

    private Map<String, LongAdder> counted() {
        return new TreeMap<>(outcomes);
    }

    private static void await(BooleanSupplier condition) {
        Flux.interval(Duration.ofMillis(50))
                .filter(tick -> condition.getAsBoolean())
                .blockFirst(PATIENCE);
    }

    private static void printHeap(String when) {
        System.gc();
        System.gc();
        long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        System.out.printf("live heap %s: %.1f MB%n", when, used / 1048576.0);
    }
}
