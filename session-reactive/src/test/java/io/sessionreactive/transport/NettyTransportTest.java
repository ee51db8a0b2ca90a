package io.sessionreactive.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.WebsocketServerSpec;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;
import reactor.test.StepVerifier;

@Timeout(20)
class NettyTransportTest {
    private static final SocketLimits LIMITS =
            new SocketLimits(Duration.ofSeconds(10), Duration.ofSeconds(10), 100_000);

    private final Transport transport = new NettyTransports().get();
    private final Sinks.Empty<Void> serverSawEnd = Sinks.empty();
    private DisposableServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.disposeNow(Duration.ofSeconds(5));
        }
    }

    @Test
    @DisplayName("messages go both ways, whole, and what is ready at the opening goes first")
    void echo() {
        URI uri = serve((in, out) ->
                out.sendObject(in.aggregateFrames().receive().asString().map(text -> binary("echo of " + text))));
        Flux<String> said = exchange(uri, Flux.just(bytes("one"), bytes("two")).concatWith(Flux.never()), LIMITS);
        StepVerifier.create(said.take(2))
                .expectNext("echo of one", "echo of two")
                .verifyComplete();
    }

    @Test
    @DisplayName("fragments come out as one message")
    void fragments() {
        URI uri = serve((in, out) -> out.sendObject(Flux.just(
                        new BinaryWebSocketFrame(false, 0, Unpooled.copiedBuffer(bytes("frag"))),
                        new ContinuationWebSocketFrame(false, 0, Unpooled.copiedBuffer(bytes("men"))),
                        new ContinuationWebSocketFrame(true, 0, Unpooled.copiedBuffer(bytes("ts")))))
                .neverComplete());
        StepVerifier.create(exchange(uri, Flux.never(), LIMITS).take(1))
                .expectNext("fragments")
                .verifyComplete();
    }

    @Test
    @DisplayName("everything is emitted on the transport's one thread")
    void oneThread() {
        URI uri = serve((in, out) -> out.sendObject(Flux.just(binary("hello"))).neverComplete());
        Mono<String> worker =
                Mono.fromCallable(() -> Thread.currentThread().getName()).subscribeOn(transport.scheduler());
        Mono<String> ofMessage = exchange(uri, Flux.never(), LIMITS)
                .map(said -> Thread.currentThread().getName())
                .next();
        URI elsewhere =
                URI.create("http://127.0.0.1:" + server.port() + "/"); // where nothing is, which is an answer too
        Mono<String> ofReply = transport
                .get(elsewhere, Map.of(), Duration.ofSeconds(5))
                .map(reply -> Thread.currentThread().getName());
        StepVerifier.create(Mono.zip(worker, ofMessage, ofReply))
                .assertNext(names -> {
                    assertEquals(names.getT1(), names.getT2());
                    assertEquals(names.getT1(), names.getT3());
                })
                .verifyComplete();
    }

    @Test
    @DisplayName("a close frame ends it with the code and the reason")
    void closeFrame() {
        URI uri = serve((in, out) -> out.sendClose(1011, "state gone"));
        SocketClosedException end = end(uri, Flux.never(), LIMITS);
        assertEquals(1011, end.code());
        assertTrue(end.wasOpened());
        assertTrue(end.getMessage().contains("state gone"), end.getMessage());
    }

    @Test
    @DisplayName("the end of TCP without a close frame is 1006")
    void bareFin() {
        URI uri = serve((in, out) -> {
            in.withConnection(connection ->
                    connection.channel().unsafe().close(connection.channel().voidPromise()));
            return Mono.never();
        });
        SocketClosedException end = end(uri, Flux.never(), LIMITS);
        assertEquals(1006, end.code());
        assertTrue(end.wasOpened());
    }

    @Test
    @DisplayName("a reset of TCP is 1006")
    void reset() {
        URI uri = serve((in, out) -> {
            in.withConnection(connection -> {
                connection.channel().config().setOption(ChannelOption.SO_LINGER, 0);
                connection.channel().unsafe().close(connection.channel().voidPromise());
            });
            return Mono.never();
        });
        SocketClosedException end = end(uri, Flux.never(), LIMITS);
        assertEquals(1006, end.code());
        assertTrue(end.wasOpened());
    }

    @Test
    @DisplayName("silence ends it with 1006 and says so")
    void silence() {
        URI uri = serve((in, out) -> out.sendObject(Flux.just(binary("once"))).neverComplete());
        SocketLimits impatient = new SocketLimits(Duration.ofSeconds(10), Duration.ofMillis(300), 100_000);
        StepVerifier.create(exchange(uri, Flux.never(), impatient))
                .expectNext("once")
                .verifyErrorSatisfies(cause -> {
                    SocketClosedException end = assertInstanceOf(SocketClosedException.class, cause);
                    assertEquals(1006, end.code());
                    assertTrue(end.getMessage().contains("300 ms"), end.getMessage());
                });
    }

    @Test
    @DisplayName("a message over the limit ends it with 1009")
    void tooLarge() {
        URI uri = serve((in, out) -> out.sendObject(
                        Flux.just(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(new byte[100_001]))))
                .neverComplete());
        SocketClosedException end = end(uri, Flux.never(), LIMITS);
        assertEquals(1009, end.code(), end::toString);
    }

    @Test
    @DisplayName("fragments that are too large together end it with 1009")
    void tooLargeTogether() {
        URI uri = serve((in, out) -> out.sendObject(Flux.just(
                        new BinaryWebSocketFrame(false, 0, Unpooled.wrappedBuffer(new byte[60_000])),
                        new ContinuationWebSocketFrame(true, 0, Unpooled.wrappedBuffer(new byte[60_000]))))
                .neverComplete());
        SocketClosedException end = end(uri, Flux.never(), LIMITS);
        assertEquals(1009, end.code(), end::toString);
    }

    @Test
    @DisplayName("when outgoing completes, the socket is closed in order with 1000")
    void orderlyClose() {
        Sinks.One<Integer> code = Sinks.one();
        URI uri = serve((in, out) ->
                in.receive().then().and(in.receiveCloseStatus().doOnNext(status -> code.tryEmitValue(status.code()))));
        assertEquals(1000, end(uri, Flux.just(bytes("last words")), LIMITS).code());
        StepVerifier.create(code.asMono()).expectNext(1000).verifyComplete();
    }

    @Test
    @DisplayName("when outgoing completes, the other side ends the connection, and what it says until then comes out")
    void lastWordOfTheOther() {
        URI uri = serve((in, out) -> {
            in.withConnection(connection -> connection.addHandlerLast(new ChannelInboundHandlerAdapter() {
                @Override
                public void channelRead(ChannelHandlerContext context, Object message) {
                    if (message instanceof CloseWebSocketFrame) {
                        context.writeAndFlush(binary("farewell"));
                    }
                    context.fireChannelRead(message); // is answered by a close frame
                }
            }));
            return in.receive().then();
        });
        StepVerifier.create(exchange(uri, Flux.just(bytes("last words")), LIMITS))
                .expectNext("farewell")
                .expectErrorMatches(end -> end instanceof SocketClosedException closed && closed.code() == 1000)
                .verify();
    }

    @Test
    @DisplayName("cancelling closes at once, whatever is unsent")
    void cancel() {
        Sinks.One<Channel> reader = Sinks.one();
        URI uri = serve((in, out) -> {
            in.withConnection(connection -> {
                connection.channel().config().setAutoRead(false); // reads nothing, so that a backlog grows
                connection.channel().closeFuture().addListener(closed -> serverSawEnd.tryEmitEmpty());
                reader.tryEmitValue(connection.channel());
            });
            return out.sendObject(Flux.just(binary("hello"))).neverComplete();
        });
        Flux<byte[]> backlog = Flux.range(0, 400).map(i -> new byte[50_000]).concatWith(Flux.never());
        StepVerifier.create(exchange(uri, backlog, LIMITS))
                .expectNext("hello")
                .thenCancel()
                .verify();
        Mono<Void> readOn = reader.asMono()
                .doOnNext(channel -> channel.config().setAutoRead(true))
                .then(serverSawEnd.asMono());
        StepVerifier.create(readOn).verifyComplete();
    }

    @Test
    @DisplayName("nobody listening, nobody answering, not a WebSocket: not opened, 1006")
    void notOpened() throws IOException {
        URI uri;
        try (ServerSocket silent = new ServerSocket(0)) {
            SocketLimits impatient = new SocketLimits(Duration.ofMillis(300), Duration.ofSeconds(10), 100_000);
            uri = URI.create("ws://127.0.0.1:" + silent.getLocalPort() + "/");
            SocketClosedException end = end(uri, Flux.never(), impatient);
            assertFalse(end.wasOpened());
            assertTrue(end.getMessage().contains("300 ms"), end.getMessage());
        }
        assertFalse(end(uri, Flux.never(), LIMITS).wasOpened());
        serve((in, out) -> Mono.never());
        URI noSocketThere = URI.create("ws://127.0.0.1:" + server.port() + "/");
        SocketClosedException refused = end(noSocketThere, Flux.never(), LIMITS);
        assertFalse(refused.wasOpened());
        assertEquals(1006, refused.code());
    }

    private URI serve(BiFunction<WebsocketInbound, WebsocketOutbound, Publisher<Void>> conversation) {
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .route(routes -> routes.ws(
                        "/socket", conversation, WebsocketServerSpec.builder().build()))
                .bindNow(Duration.ofSeconds(5));
        return URI.create("ws://127.0.0.1:" + server.port() + "/socket");
    }

    private Flux<String> exchange(URI uri, Flux<byte[]> outgoing, SocketLimits limits) {
        return transport.exchange(uri, outgoing, limits).map(said -> new String(said, StandardCharsets.UTF_8));
    }

    private SocketClosedException end(URI uri, Flux<byte[]> outgoing, SocketLimits limits) {
        Throwable cause = transport
                .exchange(uri, outgoing, limits)
                .then()
                .<Throwable>thenReturn(new IllegalStateException("completed"))
                .onErrorResume(Mono::just)
                .block();
        return assertInstanceOf(SocketClosedException.class, cause);
    }

    private static BinaryWebSocketFrame binary(String text) {
        return new BinaryWebSocketFrame(Unpooled.copiedBuffer(bytes(text)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
