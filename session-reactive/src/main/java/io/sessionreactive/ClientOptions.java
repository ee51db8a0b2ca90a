package io.sessionreactive;

import io.sessionreactive.transport.NettyTransports;
import io.sessionreactive.transport.Transport;
import java.net.URI;
import java.security.KeyStore;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the service is and how it is reached. Immutable: each method returns changed options and leaves these as they
 * are.
 *
 * <p>Everything is encrypted: session information by {@code https}, messages by {@code wss}, with TLS 1.2 or 1.3, a
 * certificate that the Java runtime trusts, or {@link #trustStore}, and the host's name in it. Nothing is sent before
 * that is certain. Only an API URL that says {@code http} makes things plain.
 */
public final class ClientOptions {
    /** Where OpenTok is: the API URL of both generations of the browser client. */
    public static final URI OPENTOK_API = URI.create("https://anvil.opentok.com");

    private static final ClientOptions DEFAULTS = new ClientOptions(OPENTOK_API, null);

    private final URI apiUrl;
    private final @Nullable Supplier<? extends Transport> transport;

    private ClientOptions(URI apiUrl, @Nullable Supplier<? extends Transport> transport) {
        this.apiUrl = apiUrl;
        this.transport = transport;
    }

    /** The OpenTok service over Reactor Netty's shared resources. */
    public static ClientOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Where the service is; {@link #OPENTOK_API} by default.
     *
     * @param url {@code https}, or {@code http} which makes everything plain, WebSockets too: for local services only
     * @throws IllegalArgumentException if it is neither, has no host, or carries a user: exceptions tell the URL
     */
    public ClientOptions apiUrl(URI url) {
        if (url.getRawUserInfo() != null) {
            throw new IllegalArgumentException("the API URL must not carry a user or a password");
        }
        boolean http = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
        if (!http || url.getHost() == null) {
            throw new IllegalArgumentException("the API URL must be http or https and have a host, got " + url);
        }
        return new ClientOptions(url, transport);
    }

    /**
     * Trusts the certificates in that store, and those issued by them, instead of those of the Java runtime: for a
     * service, or a company's proxy, with certificates of its own.
     *
     * @throws IllegalArgumentException if there is none in it, or it cannot be read
     * @throws IllegalStateException if the {@link #transport} is not on Reactor Netty
     */
    public ClientOptions trustStore(KeyStore authorities) {
        return new ClientOptions(apiUrl, netty().trustStore(authorities));
    }

    /**
     * Goes through an HTTP proxy, for session information and messages alike, plain or encrypted (CONNECT).
     *
     * @throws IllegalArgumentException if the host is empty or the port not in 1 to 65,535
     * @throws IllegalStateException if the {@link #transport} is not on Reactor Netty
     */
    public ClientOptions proxy(String host, int port) {
        return new ClientOptions(apiUrl, netty().proxy(host, port));
    }

    /** The same, through a proxy that asks for user and password (Basic). */
    public ClientOptions proxy(String host, int port, String user, String password) {
        return new ClientOptions(apiUrl, netty().proxy(host, port, user, password));
    }

    /**
     * Another way to reach the service: {@link NettyTransports} with an {@code SslContext} of your own, or the test
     * kit's, which stays in memory and in virtual time. Takes the place of a trust store and a proxy given before.
     *
     * @param transport asked once for each session
     */
    public ClientOptions transport(Supplier<? extends Transport> transport) {
        return new ClientOptions(apiUrl, transport);
    }

    /** Where the service is. */
    public URI apiUrl() {
        return apiUrl;
    }

    /** The other way to reach the service, if there is one. */
    public Optional<Supplier<? extends Transport>> transport() {
        return Optional.ofNullable(transport);
    }

    /** The way to the service, ready for encryption if the API URL wants it; that reads files the first time. */
    Supplier<? extends Transport> way() {
        Supplier<? extends Transport> way = transport == null ? new NettyTransports() : transport;
        if (way instanceof NettyTransports netty && "https".equalsIgnoreCase(apiUrl.getScheme())) {
            netty.prepareTls();
        }
        return way;
    }

    private NettyTransports netty() {
        if (transport == null) {
            return new NettyTransports();
        } else if (transport instanceof NettyTransports netty) {
            return netty;
        }
        throw new IllegalStateException("a transport of your own brings its own proxy and trust store");
    }

    /** Tells where the service is, and no credentials. */
    @Override
    public String toString() {
        return "ClientOptions[" + apiUrl + "]";
    }
}
