package io.sessionreactive.transport;

import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.security.KeyStore;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.HttpResources;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.SslProvider;

/**
 * Makes transports on Reactor Netty's shared event loops, one event loop for each. They share the connection pool for
 * HTTP; a WebSocket has a connection of its own. Immutable: each method that configures returns changed ones and leaves
 * these as they are.
 *
 * <p>{@code https} and {@code wss} mean TLS 1.2 or 1.3 with a certificate that is trusted and carries the name of the
 * host; nothing is sent before that is certain, and no option takes it away.
 */
public final class NettyTransports implements Supplier<Transport> {
    static {
        loadSockets();
    }

    private final HttpClient http = HttpClient.create();
    private final HttpClient sockets = HttpClient.create(ConnectionProvider.newConnection());
    private final Map<EventLoop, HttpClient> socketsByLoop = new ConcurrentHashMap<>();
    private final Supplier<SslProvider> tls;
    private final @Nullable HttpProxy proxy;

    /** Trusts whom the Java runtime trusts, and goes straight to the service. Opens nothing yet. */
    public NettyTransports() {
        this(Tls::usual, null);
    }

    private NettyTransports(Supplier<SslProvider> tls, @Nullable HttpProxy proxy) {
        this.tls = tls;
        this.proxy = proxy;
    }

    /**
     * Trusts the certificates in that store, and those issued by them, instead of those of the Java runtime.
     *
     * @throws IllegalArgumentException if there is none in it, or it cannot be read
     */
    public NettyTransports trustStore(KeyStore authorities) {
        SslProvider provider = Tls.trusting(Objects.requireNonNull(authorities, "trust store"));
        return new NettyTransports(() -> provider, proxy);
    }

    /**
     * Encrypts with that context, for what a trust store cannot say, such as a certificate of our own to show. Its
     * trust manager decides whom to trust; of its versions of TLS only 1.2 and 1.3 are spoken.
     *
     * @throws IllegalArgumentException if it is one for servers
     */
    public NettyTransports sslContext(SslContext context) {
        SslProvider provider = Tls.of(context);
        return new NettyTransports(() -> provider, proxy);
    }

    /**
     * Goes through an HTTP proxy, by CONNECT, whether plain or encrypted. The proxy looks up the names of services.
     *
     * @throws IllegalArgumentException if the host is empty or the port not in 1 to 65,535
     */
    public NettyTransports proxy(String host, int port) {
        return new NettyTransports(tls, new HttpProxy(host, port, null, null));
    }

    /** The same, through a proxy that asks for user and password (Basic). */
    public NettyTransports proxy(String host, int port, String user, String password) {
        Objects.requireNonNull(user, "user");
        return new NettyTransports(tls, new HttpProxy(host, port, user, Objects.requireNonNull(password, "password")));
    }

    /**
     * Makes TLS ready here and now: that reads files the first time, which is not for the event loop that would do it
     * otherwise.
     */
    public void prepareTls() {
        Objects.requireNonNull(tls.get(), "TLS");
    }

    /** The JDK reads a file before its first socket, which is not for an event loop either. */
    private static void loadSockets() {
        try {
            new Socket().close(); // was never open
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Transport get() {
        EventLoop loop =
                HttpResources.get().onClient(LoopResources.DEFAULT_NATIVE).next();
        return new NettyTransport(http, socketsByLoop.computeIfAbsent(loop, sockets::runOn), tls, proxy, loop);
    }
}
