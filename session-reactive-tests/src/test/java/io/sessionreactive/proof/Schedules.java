package io.sessionreactive.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Many {@link Schedule}s, one for each seed. The system property {@code proof.schedules} says how many and
 * {@code proof.first} from which seed on; {@code proof.seed} takes that one only, and prints all that happens in it.
 *
 * <p>Also a program, for more of them than a build should wait for.
 */
final class Schedules {
    /** How many in every build. */
    static final int IN_BUILD = 200;

    private static final int MOST_FAILURES = 5;

    private final Tally tally = new Tally();
    private final List<String> failures = new ArrayList<>();

    private Schedules() {}

    /** Runs them. */
    static Schedules run() {
        Schedules schedules = new Schedules();
        Long one = Long.getLong("proof.seed");
        long first = one != null ? one : Long.getLong("proof.first", 1);
        long count = one != null ? 1 : Long.getLong("proof.schedules", IN_BUILD);
        for (long seed = first; seed < first + count && schedules.failures.size() < MOST_FAILURES; seed++) {
            schedules.run(seed, one != null);
        }
        return schedules;
    }

    private void run(long seed, boolean tracing) {
        List<String> wrongs = Schedule.run(seed, tally, UnaryOperator.identity(), tracing);
        if (!wrongs.isEmpty()) {
            failures.add("seed " + seed + ", to be lived again by\n  " + command(seed) + "\n  "
                    + String.join("\n  ", wrongs));
        }
    }

    /** How to live that life again. */
    private static String command(long seed) {
        return "mvn -B -pl session-reactive-tests -am test -Dtest=RandomSchedulesTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dproof.seed=" + seed;
    }

    Tally tally() {
        return tally;
    }

    /** Each with its seed, and how to repeat it. */
    List<String> failures() {
        return failures;
    }

    /** Prints the tally, and the failures if there are any. */
    public static void main(String[] args) {
        long start = System.nanoTime();
        Schedules schedules = run();
        System.out.println(schedules.tally());
        System.out.printf(Locale.ROOT, "in %.1f s%n", (System.nanoTime() - start) / 1e9);
        schedules.failures().forEach(System.out::println);
        if (!schedules.failures().isEmpty()) {
            throw new IllegalStateException(schedules.failures().size() + " schedules failed");
        }
    }
}
