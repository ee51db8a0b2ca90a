package io.sessionreactive;

import io.sessionreactive.transport.Transport;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the service is and how it is reached. Immutable: each method returns changed options and leaves these as they
 * are.
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
     * @throws IllegalArgumentException if it is neither, or has no host
     */
    public ClientOptions apiUrl(URI url) {
        boolean http = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
        if (!http || url.getHost() == null) {
            throw new IllegalArgumentException("the API URL must be http or https and have a host, got " + url);
        }
        return new ClientOptions(url, transport);
    }

    /**
     * Another way to reach the service, such as the test kit's, which stays in memory and in virtual time.
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
}
