package io.sessionreactive.support;

import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.FrameCodec;
import io.sessionreactive.rumor.FrameType;
import io.sessionreactive.rumor.MalformedFrameException;
import io.sessionreactive.transport.SocketClosedException;
import io.sessionreactive.transport.SocketLimits;
import io.sessionreactive.transport.Transport;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** One socket of a client that does nothing by itself, except acknowledge what it hears if it is told to. */
public final class RawSocket {
    private static final SocketLimits LIMITS =
            new SocketLimits(Duration.ofSeconds(15), Duration.ofSeconds(60), 16 * 1024 * 1024);

    private final Stage stage;
    private final Transport transport;
    private final String connectionId;
    private final boolean acknowledges;
    private final List<byte[]> messages = new CopyOnWriteArrayList<>();
    private final Sinks.Many<byte[]> heard = Sinks.many().replay().all();
    private final Sinks.Many<byte[]> said = Sinks.many().unicast().onBackpressureBuffer();
    private final Sinks.Empty<Void> opened = Sinks.empty();
    private final Sinks.One<SocketClosedException> ended = Sinks.one();
    private final Disposable life;

    RawSocket(
            Stage stage,
            Transport transport,
            URI address,
            String connectionId,
            boolean acknowledges,
            SocketLimits limits) {
        this.stage = stage;
        this.transport = transport;
        this.connectionId = connectionId;
        this.acknowledges = acknowledges;
        Flux<byte[]> outgoing = said.asFlux().doOnSubscribe(subscription -> opened.tryEmitEmpty());
        this.life = transport.exchange(address, outgoing, limits).subscribe(this::received, this::failed);
    }

    static SocketLimits limits() {
        return LIMITS;
    }

    /** Waits until it is open. */
    public RawSocket open() {
        stage.get(Mono.firstWithSignal(opened.asMono(), ended.asMono().flatMap(Mono::error)));
        return this;
    }

    /** Says something, in the order of the calls. */
    public void say(Frame frame) {
        say(FrameCodec.encode(frame));
    }

    void say(byte[] message) {
        transport.scheduler().schedule(() -> said.tryEmitNext(message).orThrow());
    }

    /** Waits for a frame like that, which may have come before. */
    public Frame hear(Predicate<Frame> like) {
        return stage.get(heard.asFlux()
                .mapNotNull(RawSocket::decode)
                .filter(like)
                .next()
                .switchIfEmpty(Mono.error(() -> new AssertionError("the socket ended before such a frame came"))));
    }

    /** Waits for the answer to that request. */
    public Frame answer(String transactionId) {
        return hear(frame -> transactionId.equals(frame.transactionId()) && frame.type() == FrameType.STATUS);
    }

    /** Says PING and waits for its answer, so that everything that was said before has been heard. */
    public void ping() {
        long before = count(FrameType.PONG);
        say(Frame.PING);
        stage.until("a PONG", () -> count(FrameType.PONG) > before);
    }

    private long count(FrameType type) {
        return frames().stream().filter(frame -> frame.type() == type).count();
    }

    /** What has come so far, as it came. */
    public List<byte[]> messages() {
        return List.copyOf(messages);
    }

    /** The frames that have come so far, without what was none. */
    public List<Frame> frames() {
        return messages.stream().map(RawSocket::decode).filter(Objects::nonNull).toList();
    }

    /** Waits for the end of the socket, and says how it ended. */
    public SocketClosedException end() {
        return stage.get(ended.asMono());
    }

    /** Closes it without a word. */
    public void abandon() {
        transport.scheduler().schedule(life::dispose);
    }

    private void received(byte[] message) {
        messages.add(message);
        heard.tryEmitNext(message).orThrow();
        if (acknowledges) {
            Frame frame = decode(message);
            if (frame != null && frame.type() == FrameType.MESSAGE && frame.transactionId() != null) {
                said.tryEmitNext(FrameCodec.encode(Frame.acknowledge(frame, connectionId)));
            }
        }
    }

    private static Frame decode(byte[] message) {
        try {
            return FrameCodec.decode(message);
        } catch (MalformedFrameException e) {
            return null;
        }
    }

    private void failed(Throwable why) {
        heard.tryEmitComplete();
        ended.tryEmitValue((SocketClosedException) why);
    }
}
