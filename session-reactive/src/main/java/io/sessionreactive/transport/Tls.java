package io.sessionreactive.transport;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import reactor.netty.tcp.SslProvider;

/** TLS as it always is: version 1.2 or 1.3, and a certificate that is trusted and carries the name of the host. */
final class Tls {
    private static final Set<String> VERSIONS = Set.of("TLSv1.2", "TLSv1.3");

    private Tls() {}

    /** Trusts whom the Java runtime trusts. The first call reads files. */
    static SslProvider usual() {
        return Usual.PROVIDER;
    }

    /**
     * Trusts those authorities and nobody else.
     *
     * @throws IllegalArgumentException if none is in the store, or it cannot be read
     */
    static SslProvider trusting(KeyStore authorities) {
        return of(context(authorities));
    }

    /**
     * Trusts, and shows, what that context says.
     *
     * @throws IllegalArgumentException if it is one for servers
     */
    static SslProvider of(SslContext context) {
        if (!context.isClient()) {
            throw new IllegalArgumentException("the SslContext is one for servers, a client needs one for clients");
        }
        return SslProvider.builder()
                .sslContext(context)
                .handlerConfigurator(Tls::insist)
                .build();
    }

    private static void insist(SslHandler handler) {
        SSLEngine engine = handler.engine();
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(Arrays.stream(engine.getEnabledProtocols())
                .filter(VERSIONS::contains)
                .toArray(String[]::new));
        parameters.setEndpointIdentificationAlgorithm("HTTPS"); // RFC 2818: the certificate is one for this host
        engine.setSSLParameters(parameters);
    }

    private static SslContext context(@Nullable KeyStore authorities) {
        try {
            return SslContextBuilder.forClient()
                    .trustManager(new PlainSpokenTrust(trust(authorities)))
                    .build();
        } catch (GeneralSecurityException | SSLException e) {
            throw new IllegalArgumentException("the trust store cannot be used: " + e.getMessage(), e);
        }
    }

    private static X509ExtendedTrustManager trust(@Nullable KeyStore authorities) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authorities);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager trust) {
                if (authorities != null && trust.getAcceptedIssuers().length == 0) {
                    throw new IllegalArgumentException("the trust store has no certificate in it");
                }
                return trust;
            }
        }
        throw new GeneralSecurityException("the Java runtime has no trust manager for X.509");
    }

    /** Made when first used: nobody else pays for reading the runtime's certificates. */
    private static final class Usual {
        static final SslProvider PROVIDER = of(context(null));
    }
}
