package io.sessionreactive.proof;

import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.FrameCodec;
import io.sessionreactive.rumor.FrameType;
import io.sessionreactive.transport.HttpReply;
import io.sessionreactive.transport.SocketLimits;
import io.sessionreactive.transport.Transport;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * An SDK that is broken in one way: stands between a client and its network, and does to the frames what the broken SDK
 * would have done. As it is, it changes nothing.
 */
class Mutant implements Transport {
    private final Transport real;

    Mutant(Transport real) {
        this.real = real;
    }

    @Override
    public Mono<HttpReply> get(URI uri, Map<String, String> headers, Duration limit) {
        return real.get(uri, headers, limit);
    }

    @Override
    public Flux<byte[]> exchange(URI uri, Flux<byte[]> outgoing, SocketLimits limits) {
        return Flux.create(client -> {
            Socket socket = new Socket(isResumed(uri), client::next);
            Flux<byte[]> sent = Flux.create(network -> {
                socket.network = network::next;
                opened(socket);
                network.onDispose(outgoing.subscribe(
                        bytes -> fromClient(socket, FrameCodec.decode(bytes), bytes),
                        network::error,
                        network::complete));
                greeted(socket);
            });
            client.onDispose(real.exchange(address(uri), sent, limits)
                    .subscribe(bytes -> fromService(socket, FrameCodec.decode(bytes), bytes), client::error));
        });
    }

    @Override
    public Scheduler scheduler() {
        return real.scheduler();
    }

    /** Where it connects to. */
    URI address(URI uri) {
        return uri;
    }

    /** A socket is open, and the client has not sent anything yet. */
    void opened(Socket socket) {}

    /** The client has sent what it had ready. */
    void greeted(Socket socket) {}

    /** The client sends a frame. */
    void fromClient(Socket socket, Frame frame, byte[] bytes) {
        socket.toNetwork(bytes);
    }

    /** A frame has come. */
    void fromService(Socket socket, Frame frame, byte[] bytes) {
        socket.toClient(bytes);
    }

    private static boolean isResumed(URI uri) {
        return uri.toString().contains("reconnect=true");
    }

    static boolean isMessage(Frame frame) {
        return frame.type() == FrameType.MESSAGE;
    }

    static String transaction(Frame frame) {
        return Objects.requireNonNull(frame.transactionId());
    }

    /** The same frame as another transaction; all ids have the same length. */
    static byte[] as(String transactionId, Frame frame, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.replace(transaction(frame), transactionId).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** One socket, from the middle. */
    static final class Socket {
        final boolean resumed;
        private final Consumer<byte[]> client;
        private Consumer<byte[]> network = bytes -> {};

        Socket(boolean resumed, Consumer<byte[]> client) {
            this.resumed = resumed;
            this.client = client;
        }

        void toNetwork(byte[] bytes) {
            network.accept(bytes);
        }

        void toClient(byte[] bytes) {
            client.accept(bytes);
        }
    }
}
