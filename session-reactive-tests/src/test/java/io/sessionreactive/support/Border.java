package io.sessionreactive.support;

import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.FrameCodec;
import io.sessionreactive.rumor.FrameType;
import io.sessionreactive.transport.HttpReply;
import io.sessionreactive.transport.SocketClosedException;
import io.sessionreactive.transport.SocketLimits;
import io.sessionreactive.transport.Transport;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/**
 * One client's own end of the network, where a test breaks it: nobody else has a part in that, so it can be done whoever
 * runs the service, and however the way there is encrypted. Callable from any thread.
 */
public final class Border implements Transport {
    private final Transport real;
    private final List<Crossing> crossings = new CopyOnWriteArrayList<>();
    private volatile boolean barred;
    private volatile boolean losing;

    /** Changes nothing as it is. */
    public Border(Transport real) {
        this.real = real;
    }

    @Override
    public Mono<HttpReply> get(URI uri, Map<String, String> headers, Duration limit) {
        return real.get(uri, headers, limit);
    }

    @Override
    public Flux<byte[]> exchange(URI uri, Flux<byte[]> outgoing, SocketLimits limits) {
        return Flux.defer(() -> {
            if (barred) {
                return Flux.error(SocketClosedException.notOpened("the border is barred", null));
            }
            Crossing crossing = new Crossing(uri);
            crossings.add(crossing);
            Flux<byte[]> said = outgoing.doOnNext(crossing::said)
                    .doOnComplete(crossing.behind::tryEmitComplete)
                    .mergeWith(crossing.behind.asFlux());
            return real.exchange(uri, said, limits)
                    .filter(bytes -> !isLost(crossing, bytes))
                    .mergeWith(crossing.broken.asMono().publishOn(real.scheduler()))
                    .doOnError(crossing.ends::add);
        });
    }

    @Override
    public Scheduler scheduler() {
        return real.scheduler();
    }

    /** No socket opens until {@link #open()}. */
    public void bar() {
        barred = true;
    }

    public void open() {
        barred = false;
    }

    /** The present socket breaks, as by the network. */
    public void cut() {
        newest().breakBy(SocketClosedException.lost("cut at the border", null));
    }

    /** The present socket ends as if the service had closed it with that code. */
    public void endWith(int code) {
        newest().breakBy(SocketClosedException.closedByPeer(code, "at the border"));
    }

    /** The service's next acknowledgement of a signal gets lost, and the socket breaks with it. */
    public void loseNextAnswer() {
        losing = true;
    }

    /** The service is told that the client leaves, of which the client knows nothing. */
    public void leaveBehindItsBack() {
        Crossing present = newest();
        real.scheduler().schedule(() -> present.behind.tryEmitNext(FrameCodec.encode(Frame.disconnect(false))));
    }

    /** The sockets that opened or tried to, in order. */
    public List<Crossing> crossings() {
        return crossings;
    }

    private Crossing newest() {
        return crossings.get(crossings.size() - 1);
    }

    private boolean isLost(Crossing crossing, byte[] bytes) {
        if (!losing) {
            return false;
        }
        Frame frame = FrameCodec.decode(bytes);
        boolean answer = frame.type() == FrameType.STATUS && crossing.signals.contains(frame.transactionId());
        if (answer) {
            losing = false;
            crossing.breakBy(SocketClosedException.lost("cut at the border, with an acknowledgement", null));
        }
        return answer;
    }

    /** One socket, as it passes the border. */
    public static final class Crossing {
        private final URI address;
        private final Sinks.Many<byte[]> behind = Sinks.many().unicast().onBackpressureBuffer();
        private final Sinks.Empty<byte[]> broken = Sinks.empty();
        private final List<byte[]> sent = new CopyOnWriteArrayList<>();
        private final Set<String> signals = ConcurrentHashMap.newKeySet();
        private final List<Throwable> ends = new CopyOnWriteArrayList<>();

        private Crossing(URI address) {
            this.address = address;
        }

        private void said(byte[] bytes) {
            sent.add(bytes);
            Frame frame = FrameCodec.decode(bytes);
            if (frame.type() == FrameType.MESSAGE && frame.payload().utf8().contains("/signal/")) {
                signals.add(String.valueOf(frame.transactionId()));
            }
        }

        private void breakBy(SocketClosedException why) {
            broken.tryEmitError(why);
        }

        /** A parameter of its address; empty if there is none. */
        public String parameter(String name) {
            for (String pair : String.valueOf(address.getRawQuery()).split("&")) {
                if (pair.startsWith(name + "=")) {
                    return pair.substring(name.length() + 1);
                }
            }
            return "";
        }

        /** The frames that the client sent, as they were. */
        public List<byte[]> sent() {
            return sent;
        }

        /** How it ended, as the client was told; empty as long as it is open. */
        public List<Throwable> ends() {
            return ends;
        }
    }
}
