package io.sessionreactive.testkit.fault;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Scheduler;

/** One direction of one socket while faults are in force: frames, and the socket's end, wait for their turn in order. */
final class Lane {
    private final Scheduler scheduler;
    private final BooleanSupplier held;
    private final Pace pace = new Pace();
    private final Deque<Passage> waiting = new ArrayDeque<>();
    private final Disposable.Swap timer = Disposables.swap();

    /**
     * A free lane.
     *
     * @param held whether nothing may pass at this moment
     */
    Lane(Scheduler scheduler, BooleanSupplier held) {
        this.scheduler = scheduler;
        this.held = held;
    }

    /** Whether nothing waits, so that the next could pass at once. */
    boolean isFree() {
        return waiting.isEmpty();
    }

    /** Runs {@code passing} when it is its turn, perhaps now. */
    void pass(int bytes, long delay, int bytesPerSecond, Runnable passing) {
        waiting.add(new Passage(pace.arrival(now(), bytes, delay, bytesPerSecond), passing));
        drain();
    }

    /** Lets pass whatever may. */
    void drain() {
        while (!waiting.isEmpty() && !held.getAsBoolean()) {
            long left = waiting.element().arrival() - now();
            if (left > 0) {
                timer.update(scheduler.schedule(this::drain, left, TimeUnit.NANOSECONDS));
                return;
            }
            waiting.remove().passing().run();
        }
    }

    private long now() {
        return scheduler.now(TimeUnit.NANOSECONDS);
    }

    private record Passage(long arrival, Runnable passing) {}
}
