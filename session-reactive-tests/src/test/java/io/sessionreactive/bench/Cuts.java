package io.sessionreactive.bench;

import io.sessionreactive.OpenTok;
import io.sessionreactive.Session;
import io.sessionreactive.SessionEvent.SessionReconnecting;
import io.sessionreactive.Signal;
import io.sessionreactive.testkit.FaultyRelay;
import io.sessionreactive.testkit.LocalSessionService;
import io.sessionreactive.testkit.fault.Ending;
import io.sessionreactive.testkit.fault.Fault;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import me.tongfei.progressbar.ProgressBar;
import reactor.core.publisher.Mono;

/**
 * Cuts the link of one client for about a second, many times, and measures from the link's return to the arrival of the
 * first signal at another client, whose link is whole. The signal was sent during the cut and held. Real sockets, default
 * options. A program, not a test.
 */
public final class Cuts {
    private static final int WARM_UP = 3;
    private static final int CUTS = 20;
    private static final int SHORTEST_MILLIS = 800;
    private static final int LONGEST_MILLIS = 1_200;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Random random = new Random(1);
    private final FaultyRelay relay;
    private final Session cut;
    private final Session whole;

    private Cuts(FaultyRelay relay, Session cut, Session whole) {
        this.relay = relay;
        this.cut = cut;
        this.whole = whole;
    }

    /** Prints median and worst. */
    public static void main(String[] args) throws InterruptedException {
        try (LocalSessionService service = LocalSessionService.start();
                FaultyRelay relay = FaultyRelay.to(service.apiUrl())) {
            String id = service.createSession();
            OpenTok throughRelay = OpenTok.create(relay.clientOptions());
            OpenTok direct = OpenTok.create(service.clientOptions());
            Session cut = throughRelay.initSession(service.apiKey(), id);
            Session whole = direct.initSession(service.apiKey(), id);
            Mono.when(cut.connect(service.token(id)), whole.connect(service.token(id)))
                    .block(PATIENCE);
            Cuts cuts = new Cuts(relay, cut, whole);
            cuts.measure("nobody listens meanwhile", FaultyRelay::refuseConnections);
            cuts.measure("nothing passes meanwhile", FaultyRelay::silence);
            Mono.when(throughRelay.disposeLater(), direct.disposeLater()).block(PATIENCE);
        }
    }

    private void measure(String name, Function<FaultyRelay, Fault> fault) throws InterruptedException {
        double[] millis = new double[CUTS];
        try (ProgressBar bar = new ProgressBar(name, WARM_UP + CUTS)) {
            for (int i = 0; i < WARM_UP + CUTS; i++) {
                double time = once(fault, "first after cut " + i);
                millis[Math.max(0, i - WARM_UP)] = time;
                bar.step();
            }
        }
        Arrays.sort(millis);
        System.out.printf(
                "%n%s, %d cuts of %d to %d ms: link back to first delivered signal%n",
                name, CUTS, SHORTEST_MILLIS, LONGEST_MILLIS);
        System.out.printf(
                "  median %.0f ms (goal: 450 ms), worst %.0f ms (goal: 1,200 ms and two round trips)%n  all: %s%n",
                (millis[CUTS / 2 - 1] + millis[CUTS / 2]) / 2, millis[CUTS - 1], Arrays.toString(rounded(millis)));
    }

    private double once(Function<FaultyRelay, Fault> how, String data) throws InterruptedException {
        CountDownLatch arrived = new CountDownLatch(1);
        long[] arrival = new long[1];
        whole.signals("cut").filter(signal -> data.equals(signal.data())).next().subscribe(signal -> {
            arrival[0] = System.nanoTime();
            arrived.countDown();
        });
        Mono<SessionReconnecting> lost =
                cut.events().ofType(SessionReconnecting.class).next().cache();
        lost.subscribe();
        Fault fault = how.apply(relay);
        relay.drop(Ending.RST);
        fault.restoreAfter(Duration.ofMillis(random.nextInt(SHORTEST_MILLIS, LONGEST_MILLIS + 1)));
        lost.block(PATIENCE);
        CompletableFuture<Void> accepted = cut.signal(Signal.of("cut", data)).toFuture();
        fault.ended().block(PATIENCE);
        long back = System.nanoTime();
        if (!arrived.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("the signal did not arrive");
        }
        accepted.join();
        return (arrival[0] - back) / 1e6;
    }

    private static long[] rounded(double[] values) {
        return Arrays.stream(values).mapToLong(Math::round).toArray();
    }
}
