package io.sessionreactive.proof;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** Chance: the same for the same seed. */
final class Dice {
    private final SplittableRandom random;

    private Dice(SplittableRandom random) {
        this.random = random;
    }

    Dice(long seed) {
        this(new SplittableRandom(seed));
    }

    /** Other dice, for somebody whose chance must not depend on what others draw. */
    Dice split() {
        return new Dice(random.split());
    }

    SplittableRandom random() {
        return random;
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    Duration millis(int least, int most) {
        return Duration.ofMillis(between(least, most));
    }

    <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
