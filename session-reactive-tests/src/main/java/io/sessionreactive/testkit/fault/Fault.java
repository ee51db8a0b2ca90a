package io.sessionreactive.testkit.fault;

import io.sessionreactive.testkit.service.Peer;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/**
 * A fault that was begun and goes on until it is told to end, or has happened as often as it should. All methods may be
 * called from any thread and return at once.
 */
public final class Fault implements Disposable {
    private final Clients clients;
    private final Effect effect;
    private final int times;
    private final Scheduler scheduler;
    private final Consumer<Fault> forget;
    private final Mono<Void> undo;
    private final AtomicBoolean over = new AtomicBoolean();
    private final Sinks.Many<Integer> happenings = Sinks.many().replay().latest();
    private final Sinks.Empty<Void> ended = Sinks.empty();

    // written on the scheduler only
    private final Set<Object> struck = Collections.newSetFromMap(new IdentityHashMap<>());
    private final AtomicInteger occurrences = new AtomicInteger();

    /**
     * A fault that has not happened yet.
     *
     * @param times how often it happens at most; 0 is without limit
     * @param forget is told of the end at once, on whichever thread
     * @param undo what has to be done at the end, on the scheduler
     */
    Fault(Clients clients, Effect effect, int times, Scheduler scheduler, Consumer<Fault> forget, Mono<Void> undo) {
        this.clients = clients;
        this.effect = effect;
        this.times = times;
        this.scheduler = scheduler;
        this.forget = forget;
        this.undo = undo;
    }

    /** Ends the fault: what comes from now on is not affected. What it held is let go, in order. */
    public void restore() {
        if (over.compareAndSet(false, true)) {
            forget.accept(this);
            try {
                scheduler.schedule(() -> undo.subscribe(nothing -> {}, this::failed, this::finished));
            } catch (RejectedExecutionException e) {
                finished(); // the service is closed, and its thread is gone
            }
        }
    }

    /** Ends the fault after that time, by the service's clock, unless it has ended before. */
    public Fault restoreAfter(Duration time) {
        scheduler.schedule(this::restore, time.toNanos(), TimeUnit.NANOSECONDS);
        return this;
    }

    /** The same as {@link #restore()}. */
    @Override
    public void dispose() {
        restore();
    }

    /** Whether the fault has ended. */
    @Override
    public boolean isDisposed() {
        return over.get();
    }

    /** How often it has happened. What is counted is said where the fault is begun. */
    public int occurrences() {
        return occurrences.get();
    }

    /**
     * Tells when it has happened so often.
     *
     * @return a {@link Mono} that completes as soon as {@link #occurrences()} is at least {@code atLeast}, on the
     *     service's thread; it fails with an {@link IllegalStateException} if the fault ends before
     */
    public Mono<Void> happened(int atLeast) {
        return happenings
                .asFlux()
                .filter(count -> count >= atLeast)
                .next()
                .switchIfEmpty(Mono.error(() -> new IllegalStateException(
                        "the fault ended when it had happened " + occurrences() + " times, not " + atLeast)))
                .then();
    }

    /** Completes on the service's thread when the fault has ended and its consequences are undone. */
    public Mono<Void> ended() {
        return ended.asMono();
    }

    Effect effect() {
        return effect;
    }

    boolean concerns(Peer peer) {
        return !over.get() && clients.include(peer);
    }

    boolean isLimited() {
        return times > 0;
    }

    private boolean isUsedUp() {
        return isLimited() && occurrences() == times;
    }

    /** It happens once more. */
    void happen() {
        happenings.tryEmitNext(occurrences.incrementAndGet());
        if (isUsedUp()) {
            restore();
        }
    }

    /** Whether it lies on that socket; one that it has not met yet counts as one more, if there may be one more. */
    boolean liesOn(Object socket) {
        if (struck.contains(socket)) {
            return true;
        } else if (isUsedUp()) {
            return false;
        }
        struck.add(socket);
        happenings.tryEmitNext(occurrences.incrementAndGet());
        return true;
    }

    /** A socket is gone; a fault that was for it alone is over. */
    void gone(Object socket) {
        if (struck.remove(socket) && struck.isEmpty() && isUsedUp()) {
            restore();
        }
    }

    private void failed(Throwable why) {
        happenings.tryEmitComplete();
        ended.tryEmitError(why);
    }

    private void finished() {
        happenings.tryEmitComplete();
        ended.tryEmitEmpty();
    }

    @Override
    public String toString() {
        return "Fault[" + effect + ", happened " + occurrences + " times" + (over.get() ? ", over" : "") + "]";
    }
}
