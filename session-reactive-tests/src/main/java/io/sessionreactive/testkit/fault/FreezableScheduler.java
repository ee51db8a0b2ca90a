package io.sessionreactive.testkit.fault;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;

/**
 * A scheduler whose tasks can be kept from running for a time, as those of a process that is stopped; its clock goes on.
 * What became due meanwhile runs when it thaws, in order.
 */
public final class FreezableScheduler implements Scheduler {
    private final Scheduler real;
    private final Queue<Task> due = new ArrayDeque<>(); // touched on the real scheduler only
    private final AtomicInteger freezes = new AtomicInteger();

    /** A scheduler that runs its tasks on {@code real}, which runs one thing at a time. */
    public FreezableScheduler(Scheduler real) {
        this.real = real;
    }

    Scheduler real() {
        return real;
    }

    /** May be called on any thread, and more than once: then it takes as many calls of {@link #thaw()} to thaw. */
    void freeze() {
        freezes.incrementAndGet();
    }

    /** To be called on the real scheduler. */
    void thaw() {
        if (freezes.decrementAndGet() > 0) {
            return;
        }
        for (Task task = due.poll(); task != null; task = due.poll()) {
            task.run();
        }
    }

    @Override
    public Disposable schedule(Runnable task) {
        Task freezable = new Task(task);
        freezable.timer = real.schedule(freezable);
        return freezable;
    }

    @Override
    public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
        Task freezable = new Task(task);
        freezable.timer = real.schedule(freezable, delay, unit);
        return freezable;
    }

    @Override
    public long now(TimeUnit unit) {
        return real.now(unit);
    }

    @Override
    public Worker createWorker() {
        throw new UnsupportedOperationException("the service schedules single tasks only");
    }

    private final class Task implements Runnable, Disposable {
        private final Runnable task;
        private volatile boolean disposed;
        private volatile Disposable timer = () -> {};

        Task(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            if (freezes.get() > 0) {
                due.add(this);
            } else if (!disposed) {
                task.run();
            }
        }

        @Override
        public void dispose() {
            disposed = true;
            timer.dispose();
        }

        @Override
        public boolean isDisposed() {
            return disposed;
        }
    }
}
