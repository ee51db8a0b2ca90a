package io.sessionreactive.rumor;

import java.util.concurrent.atomic.AtomicReference;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Scheduler;

/** A scheduler whose thread is whoever asks for the work. It has room for one task: a mailbox never has more under way. */
final class Handover implements Scheduler {
    private final AtomicReference<Runnable> next = new AtomicReference<>();

    /** Runs the task that waits, if there is one, and those that it leads to. */
    void runWhatIsThere() {
        for (Runnable task = next.getAndSet(null); task != null; task = next.getAndSet(null)) {
            task.run();
        }
    }

    @Override
    public Disposable schedule(Runnable task) {
        if (!next.compareAndSet(null, task)) {
            throw new IllegalStateException("two workers at once");
        }
        return Disposables.disposed();
    }

    @Override
    public Worker createWorker() {
        return new Worker() {
            @Override
            public Disposable schedule(Runnable task) {
                return Handover.this.schedule(task);
            }

            @Override
            public void dispose() {}
        };
    }
}
