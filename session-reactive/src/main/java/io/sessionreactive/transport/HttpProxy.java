package io.sessionreactive.transport;

import io.netty.channel.EventLoop;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.NoopAddressResolverGroup;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.netty.http.HttpResources;
import reactor.netty.http.client.HttpClient;
import reactor.netty.transport.ProxyProvider;
import reactor.netty.transport.ProxyProvider.Proxy;

/** An HTTP proxy that everything goes through, by CONNECT, plain or encrypted. The text form leaves out the credentials. */
record HttpProxy(
        String host,
        int port,
        @Nullable String user,
        @Nullable String password) {
    /** Checks what can be checked without going there. */
    HttpProxy {
        if (host.isBlank()) {
            throw new IllegalArgumentException("the proxy has no host");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a proxy's port is a number from 1 to 65535, got " + port);
        }
    }

    /** That client by way of this proxy. */
    HttpClient before(HttpClient client, EventLoop loop) {
        // Reactor Netty leaves names to a proxy by itself only where connections are pooled, and WebSockets are not
        HttpClient leaving = client.resolver(NoopAddressResolverGroup.INSTANCE);
        return leaving.proxyWhen((config, proxy) -> address(loop).map(address -> {
            ProxyProvider.Builder way = proxy.type(Proxy.HTTP).socketAddress(address);
            return user == null || password == null ? way : way.username(user).password(name -> password);
        }));
    }

    /** Looked up anew for each connection, without blocking; the names of services are looked up by the proxy. */
    private Mono<InetSocketAddress> address(EventLoop loop) {
        return Mono.create(sink -> lookUp(resolver(loop), sink));
    }

    private void lookUp(AddressResolver<InetSocketAddress> resolver, MonoSink<InetSocketAddress> sink) {
        resolver.resolve(InetSocketAddress.createUnresolved(host, port)).addListener(found -> {
            if (found.isSuccess()) {
                sink.success((InetSocketAddress) found.getNow());
            } else {
                sink.error(found.cause());
            }
        });
    }

    @SuppressWarnings("unchecked") // it takes and gives addresses of the internet
    private static AddressResolver<InetSocketAddress> resolver(EventLoop loop) {
        return (AddressResolver<InetSocketAddress>)
                HttpResources.get().getOrCreateDefaultResolver().getResolver(loop);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
