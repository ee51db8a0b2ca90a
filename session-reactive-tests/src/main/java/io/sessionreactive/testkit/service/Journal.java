package io.sessionreactive.testkit.service;

import io.sessionreactive.testkit.service.AppendOnlyLog.View;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/**
 * An {@link AppendOnlyLog} that can also be followed. Its readers have no buffers: each has a place in the log, and is
 * given what comes after it as it asks for it. The writer never waits for a reader.
 *
 * @param <T> the kind of values
 */
final class Journal<T> {
    private final AppendOnlyLog<T> log;
    private final Consumer<Runnable> later;
    private final Set<Reader> readers = ConcurrentHashMap.newKeySet();
    private boolean telling;
    private volatile boolean closed;

    /**
     * An empty journal.
     *
     * @param later runs something on the writer's thread after what runs now: a reader's code must not run in the middle
     *     of the writer's
     */
    Journal(AppendOnlyLog<T> log, Consumer<Runnable> later) {
        this.log = log;
        this.later = later;
    }

    /** To be called by one thread only. */
    void append(T value) {
        log.append(value);
        if (!telling && !readers.isEmpty()) {
            telling = true;
            later.accept(this::tell);
        }
    }

    private void tell() {
        telling = false;
        readers.forEach(Reader::drain);
    }

    /** Nothing will be appended any more; callable from any thread, also repeatedly. */
    void close() {
        closed = true;
        readers.forEach(Reader::drain);
    }

    View<T> view() {
        return log.view();
    }

    /**
     * What is kept, then what comes, in order and without gap; completes when the journal is closed. A subscriber that
     * falls so far behind that what it has yet to read is not kept any more fails with Reactor's overflow error.
     */
    Flux<T> read() {
        return Flux.create(sink -> new Reader(sink, view().before()).start());
    }

    /** The same from that place on, counted in values since the first one ever. */
    Flux<T> readFrom(long place) {
        return Flux.create(sink -> new Reader(sink, place).start());
    }

    private final class Reader {
        private final FluxSink<T> sink;
        private final AtomicInteger calls = new AtomicInteger();
        private long next;
        private boolean done;

        Reader(FluxSink<T> sink, long next) {
            this.sink = sink;
            this.next = next;
        }

        void start() {
            readers.add(this);
            sink.onDispose(() -> readers.remove(this));
            sink.onRequest(more -> drain());
            drain(); // the end is told without being asked for
        }

        /** Called by the writer and by whoever asks for more; only one of them at a time goes on. */
        void drain() {
            if (calls.getAndIncrement() != 0) {
                return;
            }
            int seen = 1;
            do {
                emit();
                seen = calls.addAndGet(-seen);
            } while (seen != 0);
        }

        private void emit() {
            boolean last = closed; // read first: whatever was appended before the end is told before it
            View<T> view = log.view();
            while (!done && next < view.end() && sink.requestedFromDownstream() > 0) {
                if (next < view.before()) {
                    done = true;
                    sink.error(Exceptions.failWithOverflow("the reader is " + (view.end() - next) + " behind, of which "
                            + view.size() + " are still kept"));
                } else {
                    sink.next(view.get((int) (next++ - view.before())));
                }
            }
            if (!done && last && next == view.end()) {
                done = true;
                sink.complete();
            }
        }
    }
}
