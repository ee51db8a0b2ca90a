package io.sessionreactive.support;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.ssl.SslContext;
import io.sessionreactive.raptor.RaptorCodec;
import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.FrameCodec;
import io.sessionreactive.rumor.FrameType;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

/** A service that answers as {@link Script}s say, on a real port of this machine. Each script has an address of its own. */
public final class ScriptedPeer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<Script> scripts = new CopyOnWriteArrayList<>();
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private final AtomicLong decrypted = new AtomicLong();
    private final boolean secure;
    private final DisposableServer server;

    private ScriptedPeer(SslContext tls) {
        secure = tls != null;
        HttpServer plain = HttpServer.create().host("127.0.0.1").port(0).handle(this::serve);
        HttpServer with = secure
                ? plain.secure(spec -> spec.sslContext(tls))
                        .doOnChannelInit((observer, channel, remote) -> count(channel.pipeline()))
                : plain;
        server = with.bindNow(PATIENCE);
    }

    /** One without encryption. */
    public static ScriptedPeer start() {
        return new ScriptedPeer(null);
    }

    /** One that encrypts. */
    public static ScriptedPeer start(SslContext tls) {
        return new ScriptedPeer(tls);
    }

    /** Where that script is played. */
    public URI apiUrl(Script script) {
        scripts.add(script);
        return URI.create((secure ? "https" : "http") + "://" + authority() + "/" + (scripts.size() - 1));
    }

    /** The WebSocket of that script. */
    public String messagingUrl(Script script) {
        return apiUrl(script).toString().replaceFirst("^http", "ws") + "/socket";
    }

    /** The addresses that were asked for, with their queries. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** How many bytes came out of TLS. */
    public long decrypted() {
        return decrypted.get();
    }

    public int port() {
        return server.port();
    }

    private String authority() {
        return "localhost:" + server.port();
    }

    private void count(ChannelPipeline pipeline) {
        pipeline.addAfter(NettyPipeline.SslHandler, null, new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                if (message instanceof ByteBuf bytes) {
                    decrypted.addAndGet(bytes.readableBytes());
                }
                context.fireChannelRead(message);
            }
        });
    }

    private Publisher<Void> serve(HttpServerRequest request, HttpServerResponse response) {
        requests.add(request.uri());
        int number = Integer.parseInt(request.uri().split("[/?]", 3)[1]);
        Script script = scripts.get(number);
        if (request.requestHeaders().contains(HttpHeaderNames.UPGRADE)) {
            return response.sendWebsocket((in, out) -> converse(in, out, script));
        } else if (script.httpStatus() == 0) {
            return Mono.never();
        }
        String socket = (secure ? "wss" : "ws") + "://" + authority() + "/" + number + "/socket";
        String body = script.information().replace("MESSAGING", socket);
        return response.status(script.httpStatus()).sendString(Mono.just(body));
    }

    private static Publisher<Void> converse(WebsocketInbound in, WebsocketOutbound out, Script script) {
        Flux<WebSocketFrame> answers = in.aggregateFrames(1 << 20)
                .receive()
                .asByteArray()
                .map(FrameCodec::decode)
                .filter(frame -> frame.type() == FrameType.MESSAGE)
                .concatMapIterable(frame -> react(frame, script));
        return out.sendObject(answers, answer -> true).neverComplete();
    }

    private static List<WebSocketFrame> react(Frame request, Script script) {
        String method = RaptorCodec.decode(request.payload()).method();
        return method.equals("create")
                ? script.join().apply(request)
                : script.signal().apply(request);
    }

    @Override
    public void close() {
        server.disposeNow(PATIENCE);
    }
}
