package io.sessionreactive.proof;

import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.FrameCodec;
import io.sessionreactive.rumor.FrameType;
import io.sessionreactive.transport.HttpReply;
import io.sessionreactive.transport.SocketLimits;
import io.sessionreactive.transport.Transport;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** The real network of one client: changes nothing, and knows what went through it at the client's end. */
final class Wiretap implements Network {
    private final Transport real;
    private final Witness witness;
    private final Set<Socket> open = new LinkedHashSet<>();
    private @Nullable Socket newest;
    private Runnable atOpening = () -> {};
    private int requests;
    private int receipts;

    Wiretap(Transport real, Witness witness) {
        this.real = real;
        this.witness = witness;
    }

    @Override
    public Mono<HttpReply> get(URI uri, Map<String, String> headers, Duration limit) {
        return real.get(uri, headers, limit);
    }

    @Override
    public Flux<byte[]> exchange(URI uri, Flux<byte[]> outgoing, SocketLimits limits) {
        return Flux.defer(() -> {
            Socket socket = new Socket();
            open.add(socket);
            Flux<byte[]> sent = Flux.defer(() -> {
                opened(socket);
                return outgoing.doOnNext(bytes -> sent(socket, bytes));
            });
            return real.exchange(uri, sent, limits).doOnNext(socket::received).doFinally(end -> open.remove(socket));
        });
    }

    @Override
    public Scheduler scheduler() {
        return real.scheduler();
    }

    private void opened(Socket socket) {
        newest = socket;
        Runnable waited = atOpening;
        atOpening = () -> {};
        waited.run();
    }

    private void sent(Socket socket, byte[] bytes) {
        Frame frame = FrameCodec.decode(bytes);
        if (frame.type() == FrameType.MESSAGE) {
            requests++;
        } else if (frame.type() == FrameType.STATUS) {
            receipts++;
            socket.owed.remove(frame.transactionId());
        }
        witness.sent(socket, frame, bytes);
    }

    @Override
    public @Nullable Carrier newest() {
        return newest;
    }

    @Override
    public int owed() {
        return open.stream().mapToInt(socket -> socket.owed.size()).sum();
    }

    @Override
    public int open() {
        return open.size();
    }

    /** How many requests were sent so far, each as often as it was sent. */
    int requests() {
        return requests;
    }

    /** How many messages of the service were acknowledged so far. */
    int receipts() {
        return receipts;
    }

    /** Does that when the next socket opens, just before the client says anything on it. */
    void atNextOpening(Runnable task) {
        atOpening = task;
    }

    /** One socket. */
    private static final class Socket implements Carrier {
        private final Set<String> owed = new HashSet<>();
        private boolean spoken;

        void received(byte[] bytes) {
            Frame frame = FrameCodec.decode(bytes);
            spoken = true;
            if (frame.type() == FrameType.MESSAGE && frame.transactionId() != null) {
                owed.add(frame.transactionId());
            }
        }

        @Override
        public boolean hasSpoken() {
            return spoken;
        }

        /** TCP loses no answer out of the middle. */
        @Override
        public boolean isWithholding() {
            return false;
        }
    }
}
