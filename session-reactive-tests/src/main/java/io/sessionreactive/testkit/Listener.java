package io.sessionreactive.testkit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.Logger;
import reactor.util.Loggers;
import reactor.util.retry.Retry;

/**
 * Listens on one port of 127.0.0.1, and can stop and begin again: while it does not listen, connections are refused, and
 * the port is not given to whoever takes any that is free.
 *
 * <p>All methods but {@link #refuse()} are to be called on the event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // closing a channel cannot fail in a way that matters
final class Listener {
    static final String LOOPBACK = "127.0.0.1";

    private static final Logger LOG = Loggers.getLogger(Listener.class);
    private static final byte[] LOOPBACK_BYTES = {127, 0, 0, 1};
    private static final Duration LONGEST_BIND = Duration.ofSeconds(45);
    private static final int MOST_TURNS = 1_000;
    private static final Duration TURN = Duration.ofMillis(1);

    private final Binding binding;
    private final ChannelGroup connections = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE);
    private final Scheduler loop;
    private final int port;
    private final AtomicInteger refusals = new AtomicInteger();
    private @Nullable Channel server;
    private Mono<Void> stopping = Mono.empty();
    private @Nullable SocketChannel keeper;
    private @Nullable Mono<Void> starting;
    private boolean disposed;

    /**
     * Binds, and returns when it is bound; throws whatever the binding fails with.
     *
     * @param port 0 is any that is free
     * @param loop the event loop
     */
    Listener(Binding binding, int port, Scheduler loop) {
        this.binding = binding;
        this.loop = loop;
        Channel bound = Objects.requireNonNull(
                binding.bind(port, this::accept).cast(Channel.class).block(LONGEST_BIND));
        this.server = bound;
        this.port = ((InetSocketAddress) bound.localAddress()).getPort();
    }

    int port() {
        return port;
    }

    String address() {
        return LOOPBACK + ":" + port;
    }

    /** The connections that it has taken and that are open. */
    ChannelGroup connections() {
        return connections;
    }

    /**
     * From now on a connection that comes is refused: reset, as long as the port still listens. May be called on any thread,
     * and more than once: then it takes as many calls of {@link #listen()} to be taken back.
     */
    void refuse() {
        refusals.incrementAndGet();
    }

    private boolean isWanted() {
        return refusals.get() == 0;
    }

    /** Stops listening, unless that has been taken back. Connections stay, except those that {@code mayClose}. */
    void stop(Predicate<Channel> mayClose) {
        Channel bound = server;
        if (!isWanted() && bound != null) {
            bound.close();
            server = null;
            stopping = keepPort();
            stopping.subscribe();
            connections.stream().filter(mayClose).forEach(Listener::reset);
        }
    }

    /** Takes one refusal back, and listens again when it was the last one; completes when it does. */
    Mono<Void> listen() {
        if (refusals.decrementAndGet() > 0 || server != null) {
            return Mono.empty();
        }
        Mono<Void> under = starting;
        if (under == null) {
            under = stopping.then(Mono.defer(this::bind))
                    .doFinally(end -> starting = null)
                    .cache();
            starting = under;
        }
        return under;
    }

    void dispose() {
        disposed = true;
        if (server != null) {
            server.close();
        }
        release();
    }

    /** Ends a connection at once, and its peer is told that it broke. */
    static void reset(Channel channel) {
        if (channel.isActive()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0); // RST instead of FIN
        }
        channel.unsafe().close(channel.voidPromise()); // past all handlers, which would wait for what is unsent
    }

    private boolean accept(Channel channel) {
        connections.add(channel);
        boolean wanted = isWanted();
        if (!wanted) {
            channel.eventLoop().execute(() -> reset(channel));
        }
        return wanted;
    }

    private Mono<Void> bind() {
        return binding.bind(port, this::accept)
                .cast(Channel.class)
                .onErrorResume(e -> {
                    release(); // not every system lets the listener have the port beside the keeper
                    return binding.bind(port, this::accept);
                })
                .doOnNext(this::bound)
                .then();
    }

    private void bound(Channel again) {
        server = again;
        release();
        stop(channel -> false); // if meanwhile that is what is wanted
    }

    /**
     * Has a socket that takes the port but does not listen: whoever comes is refused, and the system does not give it
     * away. The listener is truly gone only when the event loop has turned.
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

    /** How a port is bound. */
    interface Binding {
        /**
         * Binds when subscribed to.
         *
         * @param door to be told of each connection that comes, before anything is read from it
         */
        Mono<? extends Channel> bind(int port, Door door);
    }

    /** Where connections come in. */
    interface Door {
        /** A connection has come. Returns false if it is refused, and then closes it by itself. */
        boolean accept(Channel channel);
    }
}
