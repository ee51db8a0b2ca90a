package io.sessionreactive.testkit.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.test.scheduler.VirtualTimeScheduler;

class FreezableSchedulerTest {
    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final FreezableScheduler scheduler = new FreezableScheduler(time);
    private final List<String> ran = new ArrayList<>();

    @Test
    @DisplayName("what becomes due while it is frozen runs when it thaws, in order; the clock goes on")
    void freeze() {
        scheduler.schedule(() -> ran.add("late"), 2, TimeUnit.SECONDS);
        scheduler.schedule(() -> ran.add("early"), 1, TimeUnit.SECONDS);
        scheduler.schedule(() -> ran.add("later still"), 9, TimeUnit.SECONDS);
        scheduler.freeze();
        time.advanceTimeBy(Duration.ofSeconds(5));
        scheduler.schedule(() -> ran.add("asked meanwhile"));
        time.advanceTimeBy(Duration.ZERO);
        assertEquals(List.of(), ran);
        assertEquals(5_000, scheduler.now(TimeUnit.MILLISECONDS));

        scheduler.thaw();
        assertEquals(List.of("early", "late", "asked meanwhile"), ran);
        time.advanceTimeBy(Duration.ofSeconds(5));
        assertEquals(4, ran.size());
    }

    @Test
    @DisplayName("what was frozen twice thaws with the second thaw")
    void twice() {
        scheduler.freeze();
        scheduler.freeze();
        scheduler.schedule(() -> ran.add("due"));
        time.advanceTimeBy(Duration.ZERO);
        scheduler.thaw();
        assertEquals(List.of(), ran);
        scheduler.thaw();
        assertEquals(List.of("due"), ran);
    }

    @Test
    @DisplayName("what is cancelled does not run, whether it was due or not")
    void cancel() {
        Disposable due = scheduler.schedule(() -> ran.add("due"), 1, TimeUnit.SECONDS);
        Disposable later = scheduler.schedule(() -> ran.add("later"), 3, TimeUnit.SECONDS);
        scheduler.freeze();
        time.advanceTimeBy(Duration.ofSeconds(2));
        due.dispose();
        later.dispose();
        scheduler.thaw();
        time.advanceTimeBy(Duration.ofSeconds(2));
        assertEquals(List.of(), ran);
        assertTrue(due.isDisposed());
    }
}
