package io.sessionreactive.rumor;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.Disposable;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Scheduler;
import reactor.util.concurrent.Queues;
import reactor.util.context.Context;

/**
 * Where everything that may change a session meets: commands of any thread wait here and run one at a time on the one
 * worker, in the order in which each thread posted them. What arrives from the network is on that worker already.
 */
public final class Mailbox implements Executor {
    // after so many commands the worker's thread, which serves other sessions too, gets a breath
    private static final int MOST_AT_ONCE = 256;

    private final Queue<Runnable> commands =
            Queues.<Runnable>unboundedMultiproducer().get();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Scheduler scheduler;
    private final Scheduler.Worker worker;
    private final Runnable drain = this::drain;

    /** A mailbox served by one worker of {@code scheduler}. */
    public Mailbox(Scheduler scheduler) {
        this.scheduler = scheduler;
        this.worker = scheduler.createWorker();
    }

    /**
     * Runs {@code command} on the worker, after what this thread posted before and never inside a running command.
     *
     * @throws java.util.concurrent.RejectedExecutionException if the worker's thread has ended
     */
    @Override
    public void execute(Runnable command) {
        commands.offer(command);
        if (waiting.getAndIncrement() == 0) {
            worker.schedule(drain);
        }
    }

    /** How many commands wait; callable from any thread. */
    public int backlog() {
        return waiting.get();
    }

    /** Runs {@code task} on the worker once {@code delay} has passed, unless it is disposed before. */
    public Disposable schedule(Runnable task, Duration delay) {
        return worker.schedule(() -> run(task), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The worker's monotonic clock in nanoseconds, good for differences only; in virtual time, the virtual one. */
    public long now() {
        return scheduler.now(TimeUnit.NANOSECONDS);
    }

    private void drain() {
        for (int i = 0; i < MOST_AT_ONCE; i++) {
            Runnable command = commands.poll();
            if (command != null) { // always: a command is counted after it was offered
                run(command);
            }
            if (waiting.decrementAndGet() == 0) {
                return;
            }
        }
        worker.schedule(drain);
    }

    private static void run(Runnable command) {
        try {
            command.run();
        } catch (Throwable e) {
            Operators.onErrorDropped(e, Context.empty());
        }
    }
}
