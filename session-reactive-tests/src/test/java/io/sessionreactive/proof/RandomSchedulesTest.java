package io.sessionreactive.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a session promises while networks misbehave, in many random lives; see {@link Schedules} for how many. */
class RandomSchedulesTest {
    private static final int MOST_UNTIL_CAUGHT = 40;

    @Test
    @Timeout(800)
    @DisplayName("S10 S12 S15 to S18 S21 to S26 S30 hold in random lives under all kinds of troubles")
    void holdsInRandomLives() {
        Schedules schedules = Schedules.run();
        System.out.println(schedules.tally());
        assertTrue(schedules.failures().isEmpty(), () -> String.join("\n", schedules.failures()));
        if (schedules.tally().of("schedules") >= Schedules.IN_BUILD) {
            assertEquals(List.of(), schedules.tally().missing(Storm.KINDS), "troubles that never took effect");
        }
    }

    @Test
    @Timeout(60)
    @DisplayName("a seed makes the same life again")
    void repeats() {
        for (long seed = 1; seed <= 5; seed++) {
            assertEquals(life(seed), life(seed));
        }
    }

    private static String life(long seed) {
        Tally tally = new Tally();
        Schedule.run(seed, tally, UnaryOperator.identity(), false);
        return tally.toString();
    }

    @ParameterizedTest
    @EnumSource(Mutation.class)
    @Timeout(60)
    @DisplayName("an SDK that is broken is found out")
    void findsOut(Mutation mutation) {
        for (long seed = 1; seed <= MOST_UNTIL_CAUGHT; seed++) {
            Tally tally = new Tally();
            Schedule.run(seed, tally, mutation.between(), false);
            if (tally.of(mutation.wrong()) > 0) {
                return;
            }
        }
        throw new AssertionError(
                MOST_UNTIL_CAUGHT + " lives with " + mutation + ", and nothing was " + mutation.wrong());
    }
}
