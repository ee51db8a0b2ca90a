package io.sessionreactive.bench;

import io.sessionreactive.bench.RandomCancellations.Kind;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import me.tongfei.progressbar.ProgressBar;

/**
 * 3,000 sessions in each of which something is cancelled at a random moment, and what is left of them: threads,
 * descriptors, live objects of the SDK. An argument is the seed. A program; the same with fewer is a test.
 */
public final class Cancellations {
    private static final int WARM_UP = 200;
    private static final int ROUNDS = 3_000;

    private Cancellations() {}

    /** Prints what is there before and after. */
    public static void main(String[] args) {
        long seed = args.length == 0 ? System.nanoTime() : Long.parseLong(args[0]);
        System.out.println("Seed " + seed);
        run("warming up", 0, WARM_UP); // whatever is made once is made now
        Remains before = Remains.settled();
        Map<Kind, AtomicInteger> cancelled = run("cancelling", seed, ROUNDS);
        long end = System.nanoTime();
        Remains after = Remains.awaitNoMoreThan(before);
        long millis = (System.nanoTime() - end) / 1_000_000;
        System.out.printf("%n%,d sessions, cancelled before it had ended: %s%n", ROUNDS, cancelled);
        System.out.printf("Looked at %,d ms after the end%n", millis);
        System.out.printf("%-24s %8s %8s%n", "", "before", "after");
        System.out.printf("%-24s %8d %8d%n", "threads", before.threads(), after.threads());
        System.out.printf("%-24s %8d %8d%n", "descriptors", before.descriptors(), after.descriptors());
        System.out.printf("%-24s %8d %8d%n", "live objects of the SDK", before.allInstances(), after.allInstances());
        System.out.println("more than before, by class: " + after.moreThan(before));
    }

    private static Map<Kind, AtomicInteger> run(String task, long seed, int rounds) {
        try (ProgressBar bar = new ProgressBar(task, rounds)) {
            return RandomCancellations.run(seed, rounds, kind -> bar.step());
        }
    }
}
