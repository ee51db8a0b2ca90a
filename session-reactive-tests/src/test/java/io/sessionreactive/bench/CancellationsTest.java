package io.sessionreactive.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.bench.RandomCancellations.Kind;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(400)
class CancellationsTest {
    private static final int WARM_UP = 50;
    private static final int ROUNDS = 300;

    @Test
    @DisplayName("S05 S10 S23 what is cancelled at random moments leaves no thread, no descriptor and no object behind")
    void nothingIsLeft() {
        long seed = System.nanoTime();
        RandomCancellations.run(0, WARM_UP, kind -> {}); // whatever is made once is made now
        Remains before = Remains.settled();
        Map<Kind, AtomicInteger> cancelled = RandomCancellations.run(seed, ROUNDS, kind -> {});
        Remains after = Remains.awaitNoMoreThan(before);
        assertTrue(
                after.isNoMoreThan(before),
                () -> "seed " + seed + ": before " + before + ", after " + after + ", more: " + after.moreThan(before));
        cancelled.forEach((kind, count) -> assertTrue(count.get() > 0, () -> "nothing was cancelled of " + kind));
    }
}
