package io.sessionreactive.testkit.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long SECOND = 1_000_000_000L;

    private final Pace pace = new Pace();

    @Test
    @DisplayName("without delay and limit it is there at once")
    void atOnce() {
        assertEquals(5, pace.arrival(5, 1_000, 0, 0));
        assertEquals(7, pace.arrival(7, 1_000, 0, 0));
    }

    @Test
    @DisplayName("what is under way for less time does not overtake")
    void inOrder() {
        assertEquals(100, pace.arrival(0, 1, 100, 0));
        assertEquals(100, pace.arrival(1, 1, 0, 0));
        assertEquals(101, pace.arrival(101, 1, 0, 0));
    }

    @Test
    @DisplayName("bytes depart one after the other, and a pause is not saved up")
    void throttled() {
        assertEquals(SECOND, pace.arrival(0, 100, 0, 100));
        assertEquals(3 * SECOND, pace.arrival(0, 200, 0, 100));
        assertEquals(11 * SECOND, pace.arrival(10 * SECOND, 100, 0, 100));
    }

    @Test
    @DisplayName("a delay comes after the departure")
    void both() {
        assertEquals(SECOND + 50, pace.arrival(0, 100, 50, 100));
        assertEquals(2 * SECOND + 50, pace.arrival(0, 100, 50, 100));
    }
}
