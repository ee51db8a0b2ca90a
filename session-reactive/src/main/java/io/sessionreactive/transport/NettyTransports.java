package io.sessionreactive.transport;

import io.netty.channel.EventLoop;
import java.util.function.Supplier;
import reactor.netty.http.HttpResources;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/**
 * Makes transports on Reactor Netty's shared event loops, one event loop for each. They share the connection pool for
 * HTTP; a WebSocket has a connection of its own.
 */
public final class NettyTransports implements Supplier<Transport> {
    private final HttpClient http;
    private final HttpClient sockets;

    /** Opens nothing yet. */
    public NettyTransports() {
        http = HttpClient.create();
        sockets = HttpClient.create(ConnectionProvider.newConnection());
    }

    @Override
    public Transport get() {
        EventLoop loop =
                HttpResources.get().onClient(LoopResources.DEFAULT_NATIVE).next();
        return new NettyTransport(http, sockets.runOn(loop), loop);
    }
}
