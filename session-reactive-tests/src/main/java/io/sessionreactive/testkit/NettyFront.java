package io.sessionreactive.testkit;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.sessionreactive.ClientOptions;
import io.sessionreactive.testkit.fault.FaultySocket;
import io.sessionreactive.testkit.fault.FreezableScheduler;
import io.sessionreactive.testkit.fault.Gate;
import io.sessionreactive.testkit.rest.RestApi;
import io.sessionreactive.testkit.service.Backend;
import io.sessionreactive.testkit.service.HttpAnswer;
import io.sessionreactive.testkit.service.HttpApi;
import io.sessionreactive.testkit.service.HttpQuestion;
import io.sessionreactive.testkit.service.ServiceSettings;
import io.sessionreactive.testkit.service.SessionHost;
import io.sessionreactive.testkit.service.SocketQuery;
import io.sessionreactive.testkit.token.TokenVerifier;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.FutureMono;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.WebsocketServerSpec;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.resources.LoopResources;

/** A service on real sockets of 127.0.0.1, with one event loop for all of it. */
final class NettyFront implements Front {
    private static final int MOST_HEADER_BYTES = 32 * 1024; // a token with 1,000 characters of data takes over 8 KiB
    private static final int MOST_BODY_BYTES = 64 * 1024; // several times the largest signal
    private static final Duration GOODBYE = Duration.ofMillis(500);
    private static final Duration LAST_WORK = Duration.ofSeconds(2);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(10);

    private final LoopResources loops = LoopResources.create("local-session-service", 1, true);
    private final EventLoop loop = loops.onServer(false).next();
    private final Scheduler scheduler = Schedulers.fromExecutorService(loop);
    private final ChannelGroup sockets = new DefaultChannelGroup(loop);
    private final SessionHost host;
    private final Listener listener;
    private final Gate gate;
    private final Mono<Void> close;

    /**
     * Binds, and returns when it is bound.
     *
     * @throws reactor.netty.ChannelBindException if the port is taken
     */
    NettyFront(LocalSessionServiceOptions options, TokenVerifier tokens) {
        FreezableScheduler freezable = new FreezableScheduler(scheduler);
        host = new SessionHost(options.settings(), tokens, freezable, options.frames());
        listener = bind(options.port());
        HttpApi api = new HttpApi(options.settings(), tokens, address("ws", ServiceSettings.MESSAGING_PATH));
        RestApi rest = new RestApi(options.settings().keys(), new Backend(host));
        gate = new Gate(host, api, rest, tokens, freezable);
        close = closeOnce().cache();
    }

    private Listener bind(int port) {
        HttpServer http = HttpServer.create()
                .host(Listener.LOOPBACK)
                .runOn(loops, false)
                .httpRequestDecoder(limits -> limits.maxHeaderSize(MOST_HEADER_BYTES))
                .handle(this::serve);
        Listener.Binding binding = (at, door) -> http.port(at)
                .doOnChannelInit((observer, channel, remote) -> door.accept(channel))
                .bind()
                .map(DisposableServer::channel);
        try {
            return new Listener(binding, port, scheduler);
        } catch (RuntimeException e) {
            loops.dispose();
            throw e;
        }
    }

    @Override
    public Gate gate() {
        return gate;
    }

    @Override
    public Scheduler scheduler() {
        return scheduler;
    }

    @Override
    public void refuseConnections() {
        listener.refuse();
        // a connection that was kept for the next question would let it in
        scheduler.schedule(() -> listener.stop(channel -> !sockets.contains(channel)));
    }

    @Override
    public Mono<Void> takeConnections() {
        return listener.listen();
    }

    @Override
    public URI apiUrl() {
        return address("http", "");
    }

    @Override
    public ClientOptions clientOptions() {
        return ClientOptions.defaults().apiUrl(apiUrl());
    }

    @Override
    public Mono<Void> close() {
        return close;
    }

    @Override
    public void closeNow() {
        close.block(LONGEST_CLOSE);
    }

    private URI address(String scheme, String path) {
        return URI.create(scheme + "://" + listener.address() + path);
    }

    private Mono<Void> closeOnce() {
        Mono<Void> socketsClosed = FutureMono.deferFuture(sockets::newCloseFuture);
        Mono<Void> allClosed = FutureMono.deferFuture(listener.connections()::close);
        return Mono.<Void>fromRunnable(host::close)
                .subscribeOn(scheduler)
                .then(socketsClosed.timeout(GOODBYE).onErrorComplete())
                .then(Mono.<Void>fromRunnable(listener::dispose).subscribeOn(scheduler))
                .then(allClosed.timeout(GOODBYE).onErrorComplete())
                .then(loops.disposeLater(Duration.ZERO, LAST_WORK));
    }

    private Publisher<Void> serve(HttpServerRequest request, HttpServerResponse response) {
        int mark = request.uri().indexOf('?');
        String path = mark < 0 ? request.uri() : request.uri().substring(0, mark);
        String query = mark < 0 ? "" : request.uri().substring(mark + 1);
        if (path.equals(ServiceSettings.MESSAGING_PATH)
                && request.requestHeaders().contains(HttpHeaderNames.UPGRADE)) {
            SocketQuery socket = SocketQuery.parse(mark < 0 ? null : query);
            return gate.upgrade(socket).flatMap(status -> upgrade(status, socket, response));
        }
        return body(request)
                .flatMap(body -> body.isPresent()
                        ? answer(request, path, query, body.get(), response)
                        : response.status(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE)
                                .send());
    }

    /** The body; empty if it is too long, which is read to its end all the same, and not kept. */
    private static Mono<Optional<String>> body(HttpServerRequest request) {
        return request.receive()
                .asByteArray()
                .reduceWith(ByteArrayOutputStream::new, (all, part) -> {
                    if (all.size() <= MOST_BODY_BYTES) {
                        all.writeBytes(part);
                    }
                    return all;
                })
                .map(all -> Optional.of(all)
                        .filter(some -> some.size() <= MOST_BODY_BYTES)
                        .map(some -> some.toString(StandardCharsets.UTF_8)));
    }

    private Mono<Void> upgrade(int status, SocketQuery query, HttpServerResponse response) {
        if (status != HttpResponseStatus.SWITCHING_PROTOCOLS.code()) {
            return response.status(status).send();
        }
        WebsocketServerSpec limits = WebsocketServerSpec.builder()
                .maxFramePayloadLength(ServiceSettings.MOST_BYTES_IN)
                .build();
        return response.sendWebsocket((in, out) -> converse(in, query), limits);
    }

    private Mono<Void> answer(
            HttpServerRequest request, String path, String query, String body, HttpServerResponse response) {
        Map<String, String> headers = new HashMap<>();
        request.requestHeaders().forEach(header -> headers.put(header.getKey(), header.getValue()));
        HttpQuestion question = new HttpQuestion(request.method().name(), path, query, headers, body);
        return gate.answer(question).flatMap(answer -> answer(answer, response));
    }

    private static Mono<Void> answer(HttpAnswer answer, HttpServerResponse response) {
        response.status(answer.status());
        answer.headers().forEach(response::header);
        return answer.body().isEmpty()
                ? response.send()
                : response.sendString(Mono.just(answer.body())).then();
    }

    private Mono<Void> converse(WebsocketInbound in, SocketQuery query) {
        return Mono.defer(() -> {
            Channel channel = channel(in);
            sockets.add(channel);
            FaultySocket socket = gate.open(query, new NettyWire(channel));
            return in.aggregateFrames(ServiceSettings.MOST_BYTES_IN)
                    .receiveFrames()
                    .doOnNext(frame -> received(socket, frame))
                    .onErrorComplete() // however the socket ended, it has
                    .doFinally(end -> socket.ended())
                    .then();
        });
    }

    private static Channel channel(WebsocketInbound in) {
        AtomicReference<@Nullable Channel> channel = new AtomicReference<>();
        in.withConnection(connection -> channel.set(connection.channel())); // called at once
        return Objects.requireNonNull(channel.get());
    }

    private static void received(FaultySocket socket, WebSocketFrame frame) {
        if (frame instanceof BinaryWebSocketFrame) {
            socket.received(ByteBufUtil.getBytes(frame.content()));
        } else if (frame instanceof TextWebSocketFrame) {
            socket.receivedOther("a text message");
        }
    }
}
