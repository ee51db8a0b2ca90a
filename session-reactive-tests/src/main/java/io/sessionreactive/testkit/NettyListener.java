package io.sessionreactive.testkit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.netty.ChannelBindException;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.util.Logger;
import reactor.util.Loggers;
import reactor.util.retry.Retry;

/**
 * Listens on one port of 127.0.0.1, and can stop and begin again: while it does not listen, connections are refused, and
 * the port is not given to whoever takes any that is free.
 *
 * <p>All methods but {@link #refuse()} are to be called on the event loop.
 */
final class NettyListener {
    private static final Logger LOG = Loggers.getLogger(NettyListener.class);
    private static final String LOOPBACK = "127.0.0.1";
    private static final byte[] LOOPBACK_BYTES = {127, 0, 0, 1};
    private static final int MOST_TURNS = 1_000;
    private static final Duration TURN = Duration.ofMillis(1);

    private final HttpServer http;
    private final ChannelGroup connections;
    private final Scheduler loop;
    private final int port;
    private volatile boolean wanted = true;
    private @Nullable DisposableServer server;
    private Mono<Void> stopping = Mono.empty();
    private @Nullable SocketChannel keeper;
    private @Nullable Mono<Void> binding;
    private boolean disposed;

    /**
     * Binds, and returns when it is bound.
     *
     * @param port 0 is any that is free
     * @param connections where it puts each connection that it takes
     * @param loop the event loop
     * @throws ChannelBindException if the port is taken
     */
    NettyListener(HttpServer http, int port, ChannelGroup connections, Scheduler loop) {
        this.connections = connections;
        this.loop = loop;
        this.http = http.host(LOOPBACK)
                .channelGroup(connections)
                .doOnChannelInit((observer, channel, remote) -> refuseUnlessWanted(channel));
        DisposableServer bound = this.http.port(port).bindNow();
        this.server = bound;
        this.port = bound.port();
    }

    String address() {
        return LOOPBACK + ":" + port;
    }

    /** From now on a connection that comes is refused: reset, as long as the port still listens. Callable anywhere. */
    void refuse() {
        wanted = false;
    }

    /** Stops listening, unless it has been wanted again. Connections stay, except those that {@code mayClose}. */
    void stop(Predicate<Channel> mayClose) {
        DisposableServer bound = server;
        if (!wanted && bound != null) {
            bound.dispose();
            server = null;
            stopping = keepPort();
            stopping.subscribe();
            connections.stream().filter(mayClose).forEach(NettyListener::reset);
        }
    }

    /** Listens again; completes when it does. */
    Mono<Void> listen() {
        wanted = true;
        if (server != null) {
            return Mono.empty();
        }
        Mono<Void> under = binding;
        if (under == null) {
            under = stopping.then(bind()).doFinally(end -> binding = null).cache();
            binding = under;
        }
        return under;
    }

    private Mono<Void> bind() {
        HttpServer same = http.port(port);
        return Mono.<DisposableServer>defer(same::bind)
                .onErrorResume(ChannelBindException.class, e -> {
                    release(); // not every system lets the listener have the port beside the keeper
                    return same.bind();
                })
                .doOnNext(this::bound)
                .then();
    }

    private void bound(DisposableServer again) {
        server = again;
        release();
        stop(channel -> false); // if meanwhile that is what is wanted
    }

    void dispose() {
        disposed = true;
        if (server != null) {
            server.dispose();
        }
        release();
    }

    private void refuseUnlessWanted(Channel channel) {
        if (!wanted) {
            channel.eventLoop().execute(() -> reset(channel));
        }
    }

    private static void reset(Channel channel) {
        if (channel.isActive()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0); // RST instead of FIN
        }
        channel.unsafe().close(channel.voidPromise());
    }

    /**
     * Has a socket that takes the port but does not listen: whoever comes is refused, and the system does not
     * give it away. The listener is truly gone only when the event loop has turned.
     */
    private Mono<Void> keepPort() {
        return Mono.fromCallable(this::takePort)
                .retryWhen(Retry.fixedDelay(MOST_TURNS, TURN).scheduler(loop))
                .doOnNext(this::keep)
                .doOnError(e -> LOG.warn("The port {} is not kept while nobody listens at it", port, e))
                .onErrorComplete()
                .then()
                .cache();
    }

    private SocketChannel takePort() throws IOException {
        SocketChannel socket = SocketChannel.open();
        try {
            socket.setOption(StandardSocketOptions.SO_REUSEADDR, true); // so that the listener gets it beside this one
            return socket.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK_BYTES), port));
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private void keep(SocketChannel socket) {
        keeper = socket;
        if (disposed) {
            release();
        }
    }

    private void release() {
        try {
            if (keeper != null) {
                keeper.close();
            }
            keeper = null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
