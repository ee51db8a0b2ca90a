package io.sessionreactive.testkit.fault;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A random course of faults: the same one each time for the same seed, so that what went wrong once can be tried again.
 * Immutable: each method returns a changed schedule and leaves this one as it is.
 */
public final class FaultSchedule {
    private static final int MOST_DELAY_MILLISECONDS = 400;
    private static final int LEAST_BYTES_PER_SECOND = 2_000;
    private static final int MOST_BYTES_PER_SECOND = 50_000;
    private static final int MOST_SLICE = 64;

    private final long seed;
    private final Range pause;
    private final Range length;
    private final List<Kind> kinds;

    private FaultSchedule(long seed, Range pause, Range length, List<Kind> kinds) {
        this.seed = seed;
        this.pause = pause;
        this.length = length;
        this.kinds = kinds;
    }

    /** Faults of all kinds, one to three seconds from one to the next, each as long as half a second to two seconds. */
    public static FaultSchedule random(long seed) {
        return new FaultSchedule(
                seed,
                new Range(Duration.ofSeconds(1), Duration.ofSeconds(3)),
                new Range(Duration.ofMillis(500), Duration.ofSeconds(2)),
                List.of(Kind.values()));
    }

    /** How long it takes from the beginning of one fault to the beginning of the next. */
    public FaultSchedule every(Duration shortest, Duration longest) {
        return new FaultSchedule(seed, new Range(shortest, longest), length, kinds);
    }

    /** How long a fault goes on that does go on. They may overlap. */
    public FaultSchedule lasting(Duration shortest, Duration longest) {
        return new FaultSchedule(seed, pause, new Range(shortest, longest), kinds);
    }

    /** Only faults of these kinds. */
    public FaultSchedule only(Set<Kind> some) {
        if (some.isEmpty()) {
            throw new IllegalArgumentException("a schedule has at least one kind of fault");
        }
        return new FaultSchedule(seed, pause, length, List.copyOf(EnumSet.copyOf(some)));
    }

    /** The faults, without end; each stream is the same. */
    public Stream<Step> steps() {
        Random random = new Random(seed);
        return Stream.generate(() -> step(random));
    }

    /** In this order, whatever the kind: so that a kind more or less changes as little as possible. */
    private Step step(Random random) {
        Duration after = pause.draw(random);
        Kind kind = kinds.get(random.nextInt(kinds.size()));
        return new Step(after, kind, length.draw(random), random.nextDouble());
    }

    /** Tells the seed. */
    @Override
    public String toString() {
        return "FaultSchedule[seed " + seed + "]";
    }

    /** The kinds of faults in a schedule. */
    public enum Kind {
        /** A connection ends in order. */
        DROP_FIN,
        /** A connection is reset. */
        DROP_RST,
        /** All connections are reset at once. */
        DROP_ALL,
        /** Nothing passes for a time, in both directions. */
        SILENCE,
        /** The service hears nothing for a time. */
        DEAF_SERVICE,
        /** The clients hear nothing for a time. */
        DEAF_CLIENTS,
        /** What comes from the clients is late for a time. */
        DELAY_FROM_CLIENT,
        /** What comes from the service is late for a time. */
        DELAY_TO_CLIENT,
        /** Little comes from the service in a second, for a time. */
        THROTTLE,
        /** Everything comes in small pieces for a time. */
        SLICE,
        /** Nobody can connect for a time. */
        REFUSE
    }

    /**
     * One fault.
     *
     * @param after how long after the one before
     * @param kind what happens
     * @param lasting how long, where it lasts
     * @param strength from 0 to 1: which connection, how late, how slow or how small
     */
    public record Step(Duration after, Kind kind, Duration lasting, double strength) {
        /** How late things are, for those kinds. */
        public Duration delay() {
            return Duration.ofMillis(1 + (long) (strength * MOST_DELAY_MILLISECONDS));
        }

        /** How many bytes pass in a second, for {@link Kind#THROTTLE}. */
        public int bytesPerSecond() {
            return LEAST_BYTES_PER_SECOND + (int) (strength * (MOST_BYTES_PER_SECOND - LEAST_BYTES_PER_SECOND));
        }

        /** How large the pieces are, for {@link Kind#SLICE}. */
        public int mostBytes() {
            return 1 + (int) (strength * MOST_SLICE);
        }

        /** Which of so many connections, counted from 0. */
        public int which(int connections) {
            return (int) (strength * connections);
        }
    }

    private record Range(Duration shortest, Duration longest) {
        Range {
            if (shortest.isNegative() || longest.compareTo(shortest) < 0) {
                throw new IllegalArgumentException("from " + shortest + " to " + longest + " is no range of times");
            }
        }

        Duration draw(Random random) {
            double nanoseconds = longest.minus(shortest).toNanos() * random.nextDouble();
            return shortest.plusNanos((long) nanoseconds);
        }
    }
}
