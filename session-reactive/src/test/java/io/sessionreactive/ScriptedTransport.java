package io.sessionreactive;

import io.sessionreactive.rumor.Frame;
import io.sessionreactive.transport.HttpReply;
import io.sessionreactive.transport.SocketClosedException;
import io.sessionreactive.transport.SocketLimits;
import io.sessionreactive.transport.Transport;
import io.sessionreactive.transport.UnreachableException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.test.scheduler.VirtualTimeScheduler;

/**
 * The network as a test plays it: it answers the HTTP questions, lets sockets open or not, sees each frame that the SDK
 * sends and feeds frames. In virtual time, unless told otherwise, and then everything happens on the test's thread.
 */
public final class ScriptedTransport implements Transport {
    private final Scheduler clock;
    private final List<Question> questions = new ArrayList<>();
    private final List<ScriptedSocket> sockets = new ArrayList<>();
    private Mono<HttpReply> answer = Mono.never();
    private int refusals;
    private SocketClosedException refusal = SocketClosedException.notOpened("the peer refused", null);
    private boolean opensSockets = true;
    private BiConsumer<ScriptedSocket, Frame> service = (socket, frame) -> {};

    /** A network in virtual time that opens sockets and has no answer to questions yet. */
    public ScriptedTransport() {
        this(VirtualTimeScheduler.create());
    }

    /** The same on a scheduler of one thread; the test's part then belongs into {@link #onSent}. */
    ScriptedTransport(Scheduler clock) {
        this.clock = clock;
    }

    /** From now on each frame that the SDK sends on a new socket is handed to {@code service}, on the scheduler. */
    void onSent(BiConsumer<ScriptedSocket, Frame> service) {
        this.service = service;
    }

    /** From now on each question gets this answer. */
    public void answer(int status, String body) {
        answer = Mono.just(new HttpReply(status, body.getBytes(StandardCharsets.UTF_8)));
    }

    /** From now on each question fails for lack of network. */
    public void unreachable() {
        answer = Mono.error(() -> new ConnectException("nobody there"));
    }

    /** From now on each question fails for something that stays until somebody changes it. */
    public void barred(String why) {
        answer = Mono.error(() -> UnreachableException.forGood(why, null));
    }

    /** From now on questions get no answer. */
    public void silent() {
        answer = Mono.never();
    }

    /** The next {@code times} sockets cannot be opened. */
    public void refuseSockets(int times) {
        refuseSockets(times, SocketClosedException.notOpened("the peer refused", null));
    }

    /** The next {@code times} sockets cannot be opened, for that reason. */
    public void refuseSockets(int times, SocketClosedException why) {
        refusals = times;
        refusal = why;
    }

    /** From now on sockets neither open nor fail. */
    public void holdSockets() {
        opensSockets = false;
    }

    /** From now on sockets open. */
    public void openSockets() {
        opensSockets = true;
    }

    /** Lets virtual time pass. */
    public void pass(Duration time) {
        ((VirtualTimeScheduler) clock).advanceTimeBy(time);
    }

    /** Virtual time in milliseconds since the beginning. */
    public long now() {
        return clock.now(TimeUnit.MILLISECONDS);
    }

    /** What was asked so far. */
    public List<Question> questions() {
        return questions;
    }

    /** The sockets that were opened, or tried to, so far. */
    public List<ScriptedSocket> sockets() {
        return sockets;
    }

    /** The newest socket. */
    public ScriptedSocket socket() {
        return sockets.get(sockets.size() - 1);
    }

    @Override
    public Mono<HttpReply> get(URI uri, Map<String, String> headers, Duration limit) {
        return Mono.defer(() -> {
                    questions.add(new Question(now(), uri, headers));
                    return answer;
                })
                .timeout(limit, clock)
                .publishOn(clock);
    }

    @Override
    public Flux<byte[]> exchange(URI uri, Flux<byte[]> outgoing, SocketLimits limits) {
        return Flux.create(incoming -> {
            ScriptedSocket socket = new ScriptedSocket(uri, limits, now(), clock, incoming, service);
            sockets.add(socket);
            if (refusals > 0) {
                refusals--;
                socket.end(refusal);
            } else if (opensSockets) {
                socket.open(outgoing);
            }
        });
    }

    @Override
    public Scheduler scheduler() {
        return clock;
    }

    /**
     * One HTTP question.
     *
     * @param at when, in virtual milliseconds
     * @param uri what
     * @param headers with what
     */
    public record Question(long at, URI uri, Map<String, String> headers) {}
}
