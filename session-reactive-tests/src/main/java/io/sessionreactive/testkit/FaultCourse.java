package io.sessionreactive.testkit;

import io.sessionreactive.testkit.fault.Direction;
import io.sessionreactive.testkit.fault.Ending;
import io.sessionreactive.testkit.fault.Fault;
import io.sessionreactive.testkit.fault.FaultSchedule;
import io.sessionreactive.testkit.fault.FaultSchedule.Step;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/** A {@link FaultSchedule} as it happens to a {@link FaultyRelay}, until it is told to end. Callable from any thread. */
public final class FaultCourse implements Disposable {
    private final FaultyRelay relay;
    private final Scheduler scheduler;
    private final Iterator<Step> steps;
    private final List<Step> done = new CopyOnWriteArrayList<>();
    private final Set<Fault> inForce = ConcurrentHashMap.newKeySet();
    private final Sinks.Empty<Void> over = Sinks.empty();
    private final Disposable.Swap timer = Disposables.swap();

    FaultCourse(FaultyRelay relay, Scheduler scheduler, FaultSchedule schedule) {
        this.relay = relay;
        this.scheduler = scheduler;
        this.steps = schedule.steps().iterator();
    }

    /** The faults that have begun so far, in order. */
    public List<Step> done() {
        return List.copyOf(done);
    }

    /** Completes when the course was told to end and all its faults have ended; never, if it is not told. */
    public Mono<Void> ended() {
        return over.asMono()
                .then(Mono.defer(
                        () -> Mono.when(inForce.stream().map(Fault::ended).toList())));
    }

    /** No more faults; those that go on end now. */
    @Override
    public void dispose() {
        timer.dispose();
        over.tryEmitEmpty();
        inForce.forEach(Fault::restore);
    }

    @Override
    public boolean isDisposed() {
        return timer.isDisposed();
    }

    /** Waits for the next fault; on the scheduler. */
    void next() {
        Step step = steps.next();
        timer.update(scheduler.schedule(
                () -> {
                    happen(step);
                    next();
                },
                step.after().toNanos(),
                TimeUnit.NANOSECONDS));
    }

    private void happen(Step step) {
        done.add(step);
        Fault fault = begin(step);
        if (fault != null) {
            inForce.add(fault);
            fault.ended().doFinally(end -> inForce.remove(fault)).subscribe();
            fault.restoreAfter(step.lasting());
            if (isDisposed()) {
                fault.restore();
            }
        }
    }

    /** Does it, and returns what has to be ended, if anything has. */
    private @Nullable Fault begin(Step step) {
        return switch (step.kind()) {
            case DROP_FIN -> drop(step, Ending.FIN);
            case DROP_RST -> drop(step, Ending.RST);
            case DROP_ALL -> {
                relay.drop(Ending.RST);
                yield null;
            }
            case SILENCE -> relay.silence();
            case DEAF_SERVICE -> relay.halfOpen(Direction.FROM_CLIENT);
            case DEAF_CLIENTS -> relay.halfOpen(Direction.TO_CLIENT);
            case DELAY_FROM_CLIENT -> relay.delay(Direction.FROM_CLIENT, step.delay());
            case DELAY_TO_CLIENT -> relay.delay(Direction.TO_CLIENT, step.delay());
            case THROTTLE -> relay.throttle(Direction.TO_CLIENT, step.bytesPerSecond());
            case SLICE -> relay.slice(step.mostBytes());
            case REFUSE -> relay.refuseConnections();
        };
    }

    private @Nullable Fault drop(Step step, Ending ending) {
        List<RelayedConnection> open = relay.open();
        if (!open.isEmpty()) {
            open.get(step.which(open.size())).drop(ending);
        }
        return null;
    }
}
