package io.sessionreactive;

import io.sessionreactive.SessionEvent.SessionDisconnected;
import io.sessionreactive.rumor.Mailbox;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import reactor.core.Exceptions;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/**
 * Hands a session's events and snapshots to whoever subscribed. Everything happens on the session's worker; each
 * subscriber has a buffer of its own, so that a slow one holds up nobody.
 *
 * <p>Events travel in batches, one for each change, so that a change with thousands of events, such as joining a large
 * session, takes one place in a buffer.
 */
final class EventHub {
    private final Mailbox mailbox;
    private final int buffer;
    private final Supplier<List<SessionEvent>> prologue;
    private final Consumer<String> problems;
    private final List<FluxSink<List<SessionEvent>>> eventSinks = new CopyOnWriteArrayList<>();
    private final List<FluxSink<SessionSnapshot>> snapshotSinks = new CopyOnWriteArrayList<>();
    private volatile SessionSnapshot snapshot = SessionSnapshot.BEFORE_THE_FIRST_CONNECT;

    /**
     * A hub without subscribers.
     *
     * @param buffer how many changes a slow subscriber may be behind
     * @param prologue the present state as events, none if there is nothing to tell; asked on the worker
     * @param problems is told of a subscriber that is lost because it was too slow
     */
    EventHub(Mailbox mailbox, int buffer, Supplier<List<SessionEvent>> prologue, Consumer<String> problems) {
        this.mailbox = mailbox;
        this.problems = problems;
        this.buffer = buffer;
        this.prologue = prologue;
    }

    Flux<SessionEvent> events() {
        return Flux.<List<SessionEvent>>create(
                        sink -> mailbox.execute(() -> attach(sink, eventSinks, prologue.get())),
                        FluxSink.OverflowStrategy.IGNORE)
                .takeUntil(EventHub::isLast)
                .onBackpressureBuffer(buffer, lost -> problems.accept(tooSlow()), BufferOverflowStrategy.ERROR)
                .onErrorMap(Exceptions::isOverflow, overflow -> new IllegalStateException(tooSlow(), overflow))
                .flatMapIterable(Function.identity(), 1);
    }

    private String tooSlow() {
        return "a subscriber of events() fell more than " + buffer
                + " changes behind, and gets no more. Take events faster (publishOn, limitRate), or raise "
                + "SessionOptions.eventBuffer";
    }

    Flux<SessionSnapshot> snapshots() {
        return Flux.<SessionSnapshot>create(
                        sink -> mailbox.execute(() -> attach(sink, snapshotSinks, snapshot)),
                        FluxSink.OverflowStrategy.IGNORE)
                .onBackpressureLatest();
    }

    SessionSnapshot snapshot() {
        return snapshot;
    }

    void emit(List<SessionEvent> events) {
        if (!events.isEmpty()) {
            eventSinks.forEach(sink -> sink.next(events));
        }
    }

    void emit(SessionSnapshot changed) {
        snapshot = changed;
        snapshotSinks.forEach(sink -> sink.next(changed));
    }

    private static <T> void attach(FluxSink<T> sink, List<FluxSink<T>> sinks, T first) {
        if (sink.isCancelled()) {
            return;
        }
        sinks.add(sink);
        sink.onDispose(() -> sinks.remove(sink));
        if (!(first instanceof List<?> list && list.isEmpty())) {
            sink.next(first);
        }
    }

    private static boolean isLast(List<SessionEvent> events) {
        return events.get(events.size() - 1) instanceof SessionDisconnected;
    }
}
