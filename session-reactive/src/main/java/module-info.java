/**
 * An OpenTok session client on Project Reactor.
 *
 * <p>Users need one package, {@code io.sessionreactive}; {@code io.sessionreactive.transport} is for those who bring their
 * own network. The rooms that know the protocol are not exported.
 */
module io.sessionreactive {
    exports io.sessionreactive;
    exports io.sessionreactive.transport;

    // In our signatures, so users read them too.
    requires transitive org.reactivestreams;
    requires transitive reactor.core;
    // SslContext, for those who encrypt in a way of their own.
    requires transitive io.netty.handler;
    // Only the compiler needs the annotations, ours and our users'.
    requires static transitive org.jspecify;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.handler.proxy;
    requires io.netty.resolver;
    requires io.netty.transport;
    requires reactor.netty.core;
    requires reactor.netty.http;
    requires tools.jackson.core;
    requires tools.jackson.databind;
    // For reactor-netty, which as an automatic module cannot ask for them: without a line here they are not on the
    // users' module path. The last one answers TLS that there is no HTTP/3.
    requires io.netty.codec.http2;
    requires io.netty.resolver.dns;
    requires io.netty.codec.classes.quic;
}
