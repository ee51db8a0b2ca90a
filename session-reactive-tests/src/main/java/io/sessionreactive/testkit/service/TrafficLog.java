package io.sessionreactive.testkit.service;

import io.sessionreactive.raptor.ResourcePath;
import io.sessionreactive.testkit.seen.SeenAnswer;
import io.sessionreactive.testkit.seen.SeenFrame;
import io.sessionreactive.testkit.seen.SeenSocket;
import io.sessionreactive.testkit.seen.SeenTraffic;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What went between a service and its clients: the newest of it, decoded when it is read. Written on the service's
 * scheduler, read from any thread.
 */
public final class TrafficLog {
    private static final long MOST_BYTES = 16L * 1024 * 1024;
    private static final int MOST_COUNTS = 1_000;

    private final int most;
    private final LongSupplier clock;
    private final Journal<Entry> all;
    private final Journal<RawFrame> ofSessions;
    private final Journal<Integer> openCounts;
    private final Map<SocketTraffic, SeenSocket> open = new ConcurrentHashMap<>();
    private int sockets;

    /**
     * An empty log.
     *
     * @param most how many entries are kept; with 0 it only knows which sockets are open
     * @param clock tells the milliseconds since 1970
     */
    TrafficLog(int most, LongSupplier clock, Consumer<Runnable> later) {
        this.most = most;
        this.clock = clock;
        this.all = new Journal<>(new AppendOnlyLog<>(most, Entry::weight, MOST_BYTES), later);
        this.ofSessions = new Journal<>(new AppendOnlyLog<>(most, Entry::weight, MOST_BYTES), later);
        this.openCounts = new Journal<>(new AppendOnlyLog<>(MOST_COUNTS), later);
    }

    /** All that is kept, in order. */
    public List<SeenTraffic> all() {
        return all.view().stream().map(Entry::read).toList();
    }

    /** The frames of one session that are kept; those of each socket in order. */
    public List<SeenFrame> frames(ResourcePath session) {
        String topic = session.toString();
        return ofSessions.view().stream()
                .filter(frame -> topic.equals(frame.socket().topic()))
                .map(RawFrame::read)
                .toList();
    }

    /** The same, then what comes, until the service ends. */
    public Flux<SeenFrame> readFrames(ResourcePath session) {
        String topic = session.toString();
        return ofSessions
                .read()
                .filter(frame -> topic.equals(frame.socket().topic()))
                .map(RawFrame::read);
    }

    /** The sockets that are open, each as it was opened. */
    public List<SeenSocket> open() {
        return open.entrySet().stream()
                .map(each -> carrying(each.getKey(), each.getValue()))
                .sorted((one, other) -> Integer.compare(one.socket(), other.socket()))
                .toList();
    }

    /** Completes when no socket is open, now or at a later moment. */
    public Mono<Void> noneOpen() {
        return Mono.defer(() -> {
            // in this order: a socket is open no longer before the journal tells of it
            long from = openCounts.view().end();
            return open.isEmpty()
                    ? Mono.empty()
                    : openCounts.readFrom(from).takeUntil(count -> count == 0).then();
        });
    }

    /** Whether anything is kept. */
    public boolean isOn() {
        return most > 0;
    }

    /** An HTTP request was answered. */
    public void answered(HttpQuestion question, HttpAnswer answer) {
        append(new Note(new SeenAnswer(
                Instant.ofEpochMilli(now()), question.method(), question.path(), answer.status(), answer.refusal())));
    }

    SocketTraffic opened(SocketQuery query) {
        SocketTraffic socket = new SocketTraffic(this, ++sockets);
        String what = query.reconnect() ? "opened, not the first of its logical socket" : "opened";
        open.put(socket, new SeenSocket(Instant.ofEpochMilli(now()), socket.number(), null, true, what));
        socket.happened(what);
        return socket;
    }

    void socket(SocketTraffic socket, boolean isOpen, String what) {
        if (!isOpen) {
            open.remove(socket);
            openCounts.append(open.size());
        }
        append(new SocketNote(
                socket, new SeenSocket(Instant.ofEpochMilli(now()), socket.number(), null, isOpen, what)));
    }

    void append(Entry entry) {
        if (isOn()) {
            all.append(entry);
        }
    }

    void ofSession(RawFrame frame) {
        ofSessions.append(frame);
    }

    long now() {
        return clock.getAsLong();
    }

    /** Nothing goes any more. */
    void close() {
        openCounts.close();
        all.close();
        ofSessions.close();
    }

    private static SeenSocket carrying(SocketTraffic socket, SeenSocket seen) {
        return new SeenSocket(seen.at(), seen.socket(), socket.connectionId(), seen.open(), seen.what());
    }

    /** Something that is kept. */
    interface Entry {
        SeenTraffic read();

        /** How many bytes it keeps, more or less. */
        default long weight() {
            return 0;
        }
    }

    private record Note(SeenTraffic read) implements Entry {}

    private record SocketNote(SocketTraffic socket, SeenSocket seen) implements Entry {
        @Override
        public SeenTraffic read() {
            return carrying(socket, seen);
        }
    }
}
