package io.sessionreactive;

import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.FrameCodec;
import io.sessionreactive.rumor.FrameType;
import io.sessionreactive.rumor.Headers;
import io.sessionreactive.rumor.Payload;
import io.sessionreactive.transport.SocketClosedException;
import io.sessionreactive.transport.SocketLimits;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.scheduler.Scheduler;

/** The other end of one socket, in the hands of a test. */
@SuppressWarnings("exports") // public for the tests of the rooms inside, which are not exported
public final class ScriptedSocket {
    private final URI uri;
    private final SocketLimits limits;
    private final long openedAt;
    private final Scheduler clock;
    private final FluxSink<byte[]> incoming;
    private final BiConsumer<ScriptedSocket, Frame> service;
    private final List<Frame> sent = new ArrayList<>();
    private final Disposable.Swap sending = Disposables.swap();
    private boolean answersClose = true;
    private boolean closedInOrder;
    private boolean gone;
    private int transactions;

    ScriptedSocket(
            URI uri,
            SocketLimits limits,
            long openedAt,
            Scheduler clock,
            FluxSink<byte[]> incoming,
            BiConsumer<ScriptedSocket, Frame> service) {
        this.uri = uri;
        this.limits = limits;
        this.openedAt = openedAt;
        this.clock = clock;
        this.incoming = incoming;
        this.service = service;
        incoming.onDispose(() -> {
            gone = true;
            sending.dispose();
        });
    }

    void open(Flux<byte[]> outgoing) {
        sending.update(outgoing.subscribe(this::receive, failure -> end(lost()), this::closing));
    }

    private void receive(byte[] bytes) {
        Frame frame = FrameCodec.decode(bytes);
        sent.add(frame);
        service.accept(this, frame);
    }

    private void closing() {
        closedInOrder = true;
        if (answersClose) {
            end(SocketClosedException.closedByUs());
        }
    }

    /** From now on the end of what the SDK sends is not answered by the end of the socket. */
    public void ignoreClose() {
        answersClose = false;
    }

    /** Takes the network away. */
    public void cut() {
        end(lost());
    }

    /** Ends the socket for this reason. */
    public void end(SocketClosedException why) {
        clock.schedule(() -> incoming.error(why));
    }

    /** Sends bytes to the SDK, as one message. */
    public void feed(byte[] bytes) {
        clock.schedule(() -> incoming.next(bytes));
    }

    /** Sends a frame to the SDK. */
    public void feed(Frame frame) {
        feed(FrameCodec.encode(frame));
    }

    /** A message with a transaction id of its own, which is returned. */
    public String tell(String from, String json) {
        String transactionId = "s-" + ++transactions;
        feed(message(transactionId, from, json));
        return transactionId;
    }

    /** A message of the service. */
    public static Frame message(String transactionId, String from, String json) {
        Headers headers = Headers.of(Headers.TRANSACTION_ID, transactionId, Headers.FROM_ADDRESS, from);
        return new Frame(FrameType.MESSAGE, List.of("c-topic"), headers, Payload.ofUtf8(json));
    }

    /** Answers a request of the SDK. */
    public void answer(Frame request, int status, String json) {
        feed(Frame.status("c-me", request.transactionId(), status, Payload.ofUtf8(json)));
    }

    /** What the SDK sent so far. */
    public List<Frame> sent() {
        return List.copyOf(sent);
    }

    /** What the SDK sent so far of one type. */
    public List<Frame> sent(FrameType type) {
        return sent.stream().filter(frame -> frame.type() == type).toList();
    }

    /** The newest message that the SDK sent. */
    public Frame lastMessage() {
        List<Frame> messages = sent(FrameType.MESSAGE);
        return messages.get(messages.size() - 1);
    }

    /** Where the SDK connected to. */
    public URI uri() {
        return uri;
    }

    /** With which limits. */
    public SocketLimits limits() {
        return limits;
    }

    /** When, in virtual milliseconds. */
    public long openedAt() {
        return openedAt;
    }

    /** Whether the SDK said that it sends no more. */
    public boolean isClosedInOrder() {
        return closedInOrder;
    }

    /** Whether the socket is over for the SDK, in whatever way. */
    public boolean isGone() {
        return gone;
    }

    private static SocketClosedException lost() {
        return SocketClosedException.lost("cut by the test", null);
    }
}
