package io.sessionreactive;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.util.Logger;
import reactor.util.Loggers;

/** The exceptions of all sessions of one client, from any of their workers. */
final class Exceptions {
    private static final int BUFFER = 256;
    private static final Logger LOG = Loggers.getLogger(OpenTok.class);

    private final List<FluxSink<SessionException>> sinks = new CopyOnWriteArrayList<>();
    private final AtomicLong dropped = new AtomicLong();
    private volatile boolean completed;

    Flux<SessionException> flux() {
        return Flux.<SessionException>create(
                        sink -> {
                            sinks.add(sink);
                            sink.onDispose(() -> sinks.remove(sink));
                            if (completed) { // asked after the sink is where complete() finds it: one of both does
                                sink.complete();
                            }
                        },
                        FluxSink.OverflowStrategy.IGNORE)
                .onBackpressureBuffer(BUFFER, oldest -> dropped.incrementAndGet(), BufferOverflowStrategy.DROP_OLDEST);
    }

    long dropped() {
        return dropped.get();
    }

    void report(SessionException exception) {
        boolean thrown = exception.operation() == Operation.CONNECT; // whoever connects has it already
        if (sinks.isEmpty() && !thrown) {
            LOG.warn("Session {}: {}", exception.sessionId(), exception.getMessage());
        }
        sinks.forEach(sink -> sink.next(exception));
    }

    void complete() {
        completed = true;
        sinks.forEach(FluxSink::complete);
    }
}
