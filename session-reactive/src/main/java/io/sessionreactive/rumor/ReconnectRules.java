package io.sessionreactive.rumor;

import io.sessionreactive.transport.SocketClosedException;
import io.sessionreactive.transport.UnreachableException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;
import reactor.util.retry.Retry;

/**
 * When a lost socket is followed by another: the user's policy under the rules of the protocol. Each outage has a budget
 * of its own, so the policy is asked anew for each and counts from nothing.
 *
 * <p>Used on the worker only.
 */
final class ReconnectRules extends Retry {
    // the browser client makes three rounds before it gives up on the first socket
    private static final int OPENING_ATTEMPTS = 3;
    private static final Duration OPENING_PAUSE = Duration.ofMillis(600);

    // one failure is looked at at a time; Reactor's own bound would cost each session two kilobytes
    private static final int FEW = 8;

    // after these the service does not want us back; OpenTok.js 2.35.2 stops at both
    private static final Set<Integer> FINAL_CODES = Set.of(1003, 1011, SocketClosedException.TOO_LARGE);

    private final boolean resumable;
    private final Retry policy;
    private final Retry opening;
    private final Scheduler scheduler;
    private final Sinks.Many<Object> atOnce = Sinks.unsafe().many().multicast().directBestEffort();
    private boolean established;
    private boolean leaving;
    private boolean waiting;
    private boolean owed;
    private int outage;
    private int attempts;
    private int served = -1;
    private int givenUp = -1;
    private @Nullable Throwable latest;

    ReconnectRules(boolean resumable, Retry policy, Scheduler scheduler) {
        this.resumable = resumable;
        this.policy = policy;
        this.scheduler = scheduler;
        this.opening = Retry.from(failures -> failures.concatMap(failure -> openAgain(failure, scheduler)));
    }

    /** From now on a lost socket is resumed, not opened anew. */
    void established() {
        established = true;
        nextOutage();
    }

    boolean isEstablished() {
        return established;
    }

    /** From now on the next loss is the last one; who waits for an attempt waits no longer. */
    void leave() {
        leaving = true;
        if (waiting) {
            atOnce.tryEmitNext("leaving");
        }
    }

    boolean isLeaving() {
        return leaving;
    }

    /** The link is back; the next loss begins an outage of its own. */
    void nextOutage() {
        outage++;
        attempts = 0;
    }

    /** Whether there is a way back from this loss. */
    boolean isResumable(Throwable cause) {
        return resumable
                && established
                && !leaving
                && cause instanceof SocketClosedException closed
                && !FINAL_CODES.contains(closed.code())
                && !closed.isUnauthorized();
    }

    @Override
    public Publisher<?> generateCompanion(Flux<RetrySignal> failures) {
        Flux<?> allowed = failures.map(failure -> new Failure(outage, attempts++, failure.failure()))
                .handle(this::unlessFinal)
                .windowUntil(this::beginsOutage, true, FEW)
                .switchMap(this::withinOneOutage);
        return Flux.merge(allowed, atOnce.asFlux())
                .filter(go -> waiting) // one go for each failure
                .doOnNext(go -> waiting = false);
    }

    /** Whether the policy is to be asked anew with that failure; it is asked first without that. */
    private boolean beginsOutage(Failure failure) {
        boolean begins = served >= 0 && failure.outage() != served;
        served = failure.outage();
        return begins;
    }

    /** Asks a policy anew. One that ends has given up: at once if it owes an answer, else with the next failure. */
    private Flux<?> withinOneOutage(Flux<Failure> failures) {
        int thisOne = outage;
        Flux<RetrySignal> asked = failures.cast(RetrySignal.class);
        return Flux.from((established ? policy : opening).generateCompanion(asked))
                .publishOn(scheduler) // any Retry may answer on a thread of its own
                .doOnNext(go -> owed = false)
                .concatWith(Mono.defer(() -> {
                    givenUp = thisOne;
                    return owed && outage == thisOne ? Mono.error(Objects.requireNonNull(latest)) : Mono.empty();
                }));
    }

    private void unlessFinal(Failure failure, SynchronousSink<Failure> retried) {
        boolean last = established ? !isResumable(failure.failure()) : leaving || !isOpening(failure.failure());
        if (last || failure.outage() == givenUp) {
            retried.error(failure.failure());
        } else {
            waiting = true;
            owed = true;
            latest = failure.failure();
            retried.next(failure);
        }
    }

    private static boolean isOpening(Throwable cause) {
        return cause instanceof SocketClosedException closed
                && !closed.wasOpened()
                && !closed.isUnauthorized()
                && !(closed.getCause() instanceof UnreachableException obstacle && obstacle.isForGood());
    }

    private static Mono<Long> openAgain(RetrySignal failure, Scheduler scheduler) {
        return failure.totalRetries() + 1 < OPENING_ATTEMPTS
                ? Mono.delay(OPENING_PAUSE.multipliedBy(failure.totalRetries() + 1), scheduler)
                : Mono.error(failure.failure());
    }

    /**
     * One lost socket, counted within its outage.
     *
     * @param outage which one
     * @param totalRetries how many attempts this outage had before
     * @param failure why the socket was lost
     */
    private record Failure(int outage, long totalRetries, Throwable failure) implements RetrySignal {
        @Override
        public long totalRetriesInARow() {
            return totalRetries;
        }
    }
}
