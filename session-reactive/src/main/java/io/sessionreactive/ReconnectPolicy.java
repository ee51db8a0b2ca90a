package io.sessionreactive;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * When the attempts of an outage are made. It is a {@link Retry}, and {@link SessionOptions#reconnect} takes any other:
 * {@code Retry.backoff(10, Duration.ofMillis(100))} gives up after ten attempts. Whatever the policy, the session keeps
 * the protocol's rules: nothing is tried after {@link LinkClocks#window}, after a close by which the service does not
 * want us back, or after our own disconnect; and each outage has the whole budget.
 *
 * <p>Immutable: each method returns a changed policy and leaves this one as it is.
 */
public final class ReconnectPolicy extends Retry {
    // S14: from 0 to 1 s for the first eight attempts, then the bound grows by a quarter each time up to 2.5 s: clients
    // that were cut off together do not come back in one wave, and a single one is back within a third of a second
    private static final long FIRST_BOUND_MILLIS = 1_000;
    private static final long LAST_BOUND_MILLIS = 2_500;
    private static final int ATTEMPTS_OF_FIRST_BOUND = 8;
    private static final double GROWTH = 1.25;

    private static final ReconnectPolicy FULL_JITTER =
            new ReconnectPolicy(ReconnectPolicy::bound, ThreadLocalRandom::current, Schedulers::parallel, false);

    private final LongFunction<Duration> bounds;
    private final Supplier<? extends RandomGenerator> random;
    private final Supplier<Scheduler> scheduler;
    private final boolean never;

    private ReconnectPolicy(
            LongFunction<Duration> bounds,
            Supplier<? extends RandomGenerator> random,
            Supplier<Scheduler> scheduler,
            boolean never) {
        this.bounds = bounds;
        this.random = random;
        this.scheduler = scheduler;
        this.never = never;
    }

    /**
     * The default: each attempt, the first one too, after a delay drawn evenly from 0 to 1 s; from the ninth attempt of
     * an outage on the bound grows by a quarter each time, up to 2.5 s.
     */
    public static ReconnectPolicy fullJitter() {
        return FULL_JITTER;
    }

    /** The first attempt at once, the others as {@link #fullJitter()} has them. For few clients of one service only. */
    public static ReconnectPolicy atOnce() {
        return new ReconnectPolicy(
                attempt -> attempt == 0 ? Duration.ZERO : bound(attempt),
                FULL_JITTER.random,
                FULL_JITTER.scheduler,
                false);
    }

    /** No attempts: a lost network ends the session, and others see that at once. */
    public static ReconnectPolicy never() {
        return new ReconnectPolicy(FULL_JITTER.bounds, FULL_JITTER.random, FULL_JITTER.scheduler, true);
    }

    /**
     * This policy with another source of chance, so that its delays can be foretold.
     *
     * @param source asked on the session's worker before each attempt
     */
    public ReconnectPolicy random(Supplier<? extends RandomGenerator> source) {
        return new ReconnectPolicy(bounds, Objects.requireNonNull(source, "source"), scheduler, never);
    }

    ReconnectPolicy on(Scheduler clock) {
        return new ReconnectPolicy(bounds, random, () -> clock, never);
    }

    boolean isNever() {
        return never;
    }

    @Override
    public Publisher<?> generateCompanion(Flux<RetrySignal> failures) {
        return failures.concatMap(failure ->
                never ? Mono.error(failure.failure()) : Mono.delay(delay(failure.totalRetries()), scheduler.get()));
    }

    /** The delay before attempt {@code attempt}, counted from 0. */
    private Duration delay(long attempt) {
        return Duration.ofMillis(random.get().nextLong(bounds.apply(attempt).toMillis() + 1));
    }

    private static Duration bound(long attempt) {
        long grown = Math.max(0, attempt - (ATTEMPTS_OF_FIRST_BOUND - 1));
        double bound = FIRST_BOUND_MILLIS * Math.pow(GROWTH, (double) grown);
        return Duration.ofMillis((long) Math.min(LAST_BOUND_MILLIS, bound));
    }
}
