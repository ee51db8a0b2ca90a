package io.sessionreactive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

@Timeout(20)
class ReconnectPolicyTest {
    /** Draws the largest number that may come. */
    private static final RandomGenerator LARGEST = new RandomGenerator() {
        @Override
        public long nextLong() {
            return -1;
        }

        @Override
        public long nextLong(long bound) {
            return bound - 1;
        }
    };

    @Test
    @DisplayName("S14 the bound is 1 s for eight attempts, then grows by a quarter each time up to 2.5 s")
    void bounds() {
        assertEquals(
                List.of(
                        1000L, 1000L, 1000L, 1000L, 1000L, 1000L, 1000L, 1000L, 1250L, 1562L, 1953L, 2441L, 2500L,
                        2500L),
                delays(ReconnectPolicy.fullJitter().random(() -> LARGEST), 14));
    }

    @Test
    @DisplayName("S14 at once is at once, and after that as the default")
    void atOnce() {
        assertEquals(List.of(0L, 1000L, 1000L), delays(ReconnectPolicy.atOnce().random(() -> LARGEST), 3));
    }

    @Test
    @DisplayName("S14 delays are drawn evenly from nothing to the bound, the same for the same source of chance")
    void fullJitter() {
        List<Long> firsts = new ArrayList<>();
        Random random = new Random(7);
        ReconnectPolicy policy = ReconnectPolicy.fullJitter().random(() -> random);
        for (int i = 0; i < 2_000; i++) {
            firsts.addAll(delays(policy, 1));
        }
        int[] tenths = new int[10];
        firsts.forEach(delay -> tenths[(int) Math.min(9, delay / 100)]++);
        for (int count : tenths) {
            assertTrue(count > 140 && count < 260, "of 2,000 delays 200 in each tenth of a second, got " + count);
        }
        assertEquals(
                delays(ReconnectPolicy.fullJitter().random(fixed()), 20),
                delays(ReconnectPolicy.fullJitter().random(fixed()), 20));
    }

    @Test
    @DisplayName("never gives up at once, with what went wrong")
    void never() {
        IllegalStateException cause = new IllegalStateException("lost");
        StepVerifier.create(Flux.error(cause).retryWhen(ReconnectPolicy.never()))
                .verifyErrorMatches(e -> e == cause);
    }

    private static java.util.function.Supplier<RandomGenerator> fixed() {
        Random random = new Random(42);
        return () -> random;
    }

    /** The delays before so many attempts, in virtual milliseconds. */
    private static List<Long> delays(ReconnectPolicy policy, int attempts) {
        VirtualTimeScheduler clock = VirtualTimeScheduler.create();
        List<Long> times = new ArrayList<>();
        Flux.defer(() -> {
                    times.add(clock.now(TimeUnit.MILLISECONDS));
                    return Flux.error(new IllegalStateException("lost"));
                })
                .retryWhen(policy.on(clock))
                .take(Duration.ofMinutes(5), clock)
                .subscribe(null, failure -> {});
        while (times.size() <= attempts) {
            clock.advanceTimeBy(Duration.ofMillis(1));
        }
        List<Long> delays = new ArrayList<>();
        for (int i = 1; i <= attempts; i++) {
            delays.add(times.get(i) - times.get(i - 1));
        }
        clock.dispose();
        return delays;
    }
}
