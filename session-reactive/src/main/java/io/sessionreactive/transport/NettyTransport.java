package io.sessionreactive.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.WebsocketClientSpec;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;
import reactor.netty.tcp.SslProvider;

/** The real network, on one event loop of Reactor Netty. */
final class NettyTransport implements Transport {
    private static final int MOST_BYTES_OF_REPLY = 1024 * 1024;
    private static final byte[] OPENED = new byte[0];

    private final HttpClient http;
    private final HttpClient sockets;
    private final Supplier<SslProvider> tls;
    private final @Nullable HttpProxy proxy;
    private final EventLoop loop;
    private final Scheduler scheduler;

    /**
     * A way to the service.
     *
     * @param sockets runs on {@code loop}
     */
    NettyTransport(
            HttpClient http, HttpClient sockets, Supplier<SslProvider> tls, @Nullable HttpProxy proxy, EventLoop loop) {
        this.http = http;
        this.sockets = sockets;
        this.tls = tls;
        this.proxy = proxy;
        this.loop = loop;
        this.scheduler = Schedulers.fromExecutorService(loop);
    }

    @Override
    public Scheduler scheduler() {
        return scheduler;
    }

    @Override
    public Mono<HttpReply> get(URI uri, Map<String, String> headers, Duration limit) {
        return client(http, uri)
                .headers(to -> headers.forEach(to::set))
                .get()
                .uri(uri)
                .response((response, body) -> collect(body)
                        .map(bytes -> new HttpReply(response.status().code(), bytes)))
                .single()
                .onErrorMap(cause -> Obstacle.of(Exceptions.unwrap(cause), proxy))
                .timeout(limit, scheduler)
                .publishOn(scheduler);
    }

    @Override
    public Flux<byte[]> exchange(URI uri, Flux<byte[]> outgoing, SocketLimits limits) {
        Flux<byte[]> tooLate = Mono.delay(limits.open(), scheduler)
                .flatMapMany(fired -> Flux.error(SocketClosedException.notOpened(
                        "the WebSocket was not open within " + limits.open().toMillis() + " ms", null)));
        return Flux.defer(() -> {
                    NettySocket socket = new NettySocket(uri, limits);
                    return client(sockets, uri)
                            .doOnChannelInit((observer, channel, remote) -> socket.use(channel))
                            .websocket(WebsocketClientSpec.builder()
                                    .maxFramePayloadLength(limits.mostBytesIn())
                                    .build())
                            .uri(socket.address())
                            .handle((in, out) -> talk(in, out, outgoing, socket))
                            .onErrorMap(cause -> socket.explain(Exceptions.unwrap(cause), proxy))
                            .doOnCancel(socket::close);
                })
                .transform(opening -> Flux.firstWithSignal(opening, tooLate))
                .skip(1);
    }

    private HttpClient client(HttpClient plain, URI uri) {
        boolean secure = "https".equalsIgnoreCase(uri.getScheme()) || "wss".equalsIgnoreCase(uri.getScheme());
        HttpClient direct = secure ? plain.secure(tls.get()) : plain;
        return proxy == null ? direct : proxy.before(direct, loop);
    }

    /** {@link #OPENED} first, then what comes in, until the socket ends in an error. */
    private static Flux<byte[]> talk(
            WebsocketInbound in, WebsocketOutbound out, Flux<byte[]> outgoing, NettySocket socket) {
        socket.opened();
        Mono<byte[]> sent = out.sendObject(
                        outgoing.doOnComplete(socket::closing).map(bytes -> new BinaryWebSocketFrame(wrap(bytes))))
                .then()
                .onErrorComplete() // the socket is gone, and the receiving side says why
                .then(Mono.defer(() -> socket.isClosing() ? sayClose(out) : Mono.empty()));
        Flux<byte[]> received =
                in.aggregateFrames(socket.limits().mostBytesIn()).receive().asByteArray();
        Mono<byte[]> end = in.receiveCloseStatus()
                .map(socket::closed)
                .switchIfEmpty(Mono.fromSupplier(socket::lost))
                .flatMap(Mono::error);
        return Flux.merge(Integer.MAX_VALUE, received.concatWith(end), sent).startWith(OPENED);
    }

    /**
     * The other side ends the connection then. If we did, whatever came in meanwhile would turn our end into a reset, and
     * that can overtake what we said last.
     */
    private static Mono<byte[]> sayClose(WebsocketOutbound out) {
        return out.sendObject(new CloseWebSocketFrame(SocketClosedException.NORMAL, ""))
                .then()
                .onErrorComplete()
                .then(Mono.empty());
    }

    private static ByteBuf wrap(byte[] bytes) {
        return Unpooled.wrappedBuffer(bytes);
    }

    private static Mono<byte[]> collect(ByteBufFlux body) {
        return body.asByteArray()
                .reduceWith(ByteArrayOutputStream::new, (all, part) -> {
                    if (all.size() + part.length > MOST_BYTES_OF_REPLY) {
                        throw Exceptions.propagate(UnreachableException.passing(
                                "its reply has more than " + MOST_BYTES_OF_REPLY + " bytes", null));
                    }
                    all.writeBytes(part);
                    return all;
                })
                .map(ByteArrayOutputStream::toByteArray);
    }
}
