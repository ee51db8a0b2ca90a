package io.sessionreactive.testkit.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.testkit.fault.FaultSchedule.Kind;
import io.sessionreactive.testkit.fault.FaultSchedule.Step;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FaultScheduleTest {
    private static List<Step> steps(FaultSchedule schedule) {
        return schedule.steps().limit(1_000).toList();
    }

    @Test
    @DisplayName("the same seed is the same course, another seed another")
    void seeds() {
        assertEquals(steps(FaultSchedule.random(7)), steps(FaultSchedule.random(7)));
        assertNotEquals(steps(FaultSchedule.random(7)), steps(FaultSchedule.random(8)));
        assertTrue(FaultSchedule.random(7).toString().contains("7"));
    }

    @Test
    @DisplayName("all kinds of faults happen, within the times that were asked for")
    void all() {
        FaultSchedule schedule = FaultSchedule.random(1)
                .every(Duration.ofMillis(10), Duration.ofMillis(20))
                .lasting(Duration.ofMillis(5), Duration.ofMillis(5));
        List<Step> steps = steps(schedule);
        assertEquals(EnumSet.allOf(Kind.class), steps.stream().map(Step::kind).collect(Collectors.toSet()));
        for (Step step : steps) {
            assertTrue(step.after().toMillis() >= 10 && step.after().toMillis() <= 20, step::toString);
            assertEquals(Duration.ofMillis(5), step.lasting());
            assertTrue(step.delay().toMillis() >= 1 && step.delay().toMillis() <= 401, step::toString);
            assertTrue(step.bytesPerSecond() >= 2_000 && step.bytesPerSecond() <= 50_000, step::toString);
            assertTrue(step.mostBytes() >= 1 && step.mostBytes() <= 64, step::toString);
            assertTrue(step.which(3) >= 0 && step.which(3) < 3, step::toString);
        }
    }

    @Test
    @DisplayName("only the kinds that were asked for")
    void only() {
        FaultSchedule schedule = FaultSchedule.random(1).only(Set.of(Kind.SLICE, Kind.DROP_RST));
        assertEquals(
                Set.of(Kind.SLICE, Kind.DROP_RST),
                steps(schedule).stream().map(Step::kind).collect(Collectors.toSet()));
        assertThrows(IllegalArgumentException.class, () -> schedule.only(Set.of()));
        assertThrows(
                IllegalArgumentException.class, () -> schedule.every(Duration.ofSeconds(2), Duration.ofSeconds(1)));
    }
}
