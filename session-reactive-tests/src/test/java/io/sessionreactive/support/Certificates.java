package io.sessionreactive.support;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/** Certificates made for one run of the tests, good and bad ones, by authorities made for it too. */
public final class Certificates {
    private final X509Bundle authority = authority("CN=Test Authority");
    private final X509Bundle stranger = authority("CN=Unknown Authority");

    /** The one authority that is trusted. */
    public KeyStore trusted() throws Exception {
        return storeOf(authority.getCertificate());
    }

    /** A store with that certificate alone. */
    public static KeyStore storeOf(X509Certificate certificate) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry("trusted", certificate);
        return store;
    }

    /** As it should be: for localhost, of the trusted authority, valid now. */
    public X509Bundle good() throws Exception {
        return forHost("localhost").buildIssuedBy(authority);
    }

    public X509Bundle selfSigned() throws Exception {
        return forHost("localhost").setIsCertificateAuthority(true).buildSelfSigned();
    }

    /** Ended yesterday. */
    public X509Bundle expired() throws Exception {
        return forHost("localhost")
                .notBefore(Instant.now().minus(Duration.ofDays(30)))
                .notAfter(Instant.now().minus(Duration.ofDays(1)))
                .buildIssuedBy(authority);
    }

    /** Begins tomorrow. */
    public X509Bundle tooEarly() throws Exception {
        return forHost("localhost")
                .notBefore(Instant.now().plus(Duration.ofDays(1)))
                .notAfter(Instant.now().plus(Duration.ofDays(30)))
                .buildIssuedBy(authority);
    }

    public X509Bundle ofAnotherName() throws Exception {
        return forHost("service.example.com").buildIssuedBy(authority);
    }

    public X509Bundle ofUnknownAuthority() throws Exception {
        return forHost("localhost").buildIssuedBy(stranger);
    }

    /** For servers that show that certificate. */
    public static SslContext server(X509Bundle certificate) throws Exception {
        return SslContextBuilder.forServer(certificate.toKeyManagerFactory()).build();
    }

    private static CertificateBuilder forHost(String host) {
        return new CertificateBuilder()
                .subject("CN=" + host)
                .addSanDnsName(host)
                .notBefore(Instant.now().minus(Duration.ofDays(30)))
                .notAfter(Instant.now().plus(Duration.ofDays(30)));
    }

    private static X509Bundle authority(String name) {
        try {
            return new CertificateBuilder()
                    .subject(name)
                    .setIsCertificateAuthority(true)
                    .notBefore(Instant.now().minus(Duration.ofDays(60)))
                    .notAfter(Instant.now().plus(Duration.ofDays(60)))
                    .buildSelfSigned();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
