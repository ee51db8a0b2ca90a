package io.sessionreactive.proof;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import reactor.core.scheduler.Scheduler;

/** One direction of a socket: carries things in order, each after a delay, until it loses them or breaks. */
final class Lane {
    private final Scheduler clock;
    private final LongSupplier slowness;
    private long freeAt;
    private int underWay;
    private boolean losing;
    private boolean broken;

    /**
     * An empty lane.
     *
     * @param slowness how many nanoseconds each thing takes at least
     */
    Lane(Scheduler clock, LongSupplier slowness) {
        this.clock = clock;
        this.slowness = slowness;
    }

    /** Runs {@code arrival} when the thing has arrived; returns false if it never will. */
    boolean carry(Runnable arrival) {
        if (losing || broken) {
            return false;
        }
        long now = clock.now(TimeUnit.NANOSECONDS);
        long at = Math.max(freeAt, now + slowness.getAsLong());
        if (underWay == 0 && at <= now) {
            arrival.run();
            return true;
        }
        freeAt = at;
        underWay++;
        clock.schedule(() -> arrived(arrival), at - now, TimeUnit.NANOSECONDS);
        return true;
    }

    private void arrived(Runnable arrival) {
        underWay--;
        if (!broken) {
            arrival.run();
        }
    }

    /** Nothing arrives for so long; then all of it does. */
    void stall(Duration time) {
        freeAt = Math.max(freeAt, clock.now(TimeUnit.NANOSECONDS) + time.toNanos());
    }

    /** What is sent from now on is lost without a word; what is under way arrives. */
    void lose() {
        losing = true;
    }

    /** Nothing arrives any more, not even what is under way. */
    void breakOff() {
        broken = true;
    }

    boolean isLosing() {
        return losing;
    }
}
