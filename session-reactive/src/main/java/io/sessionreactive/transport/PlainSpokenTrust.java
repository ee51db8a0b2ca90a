package io.sessionreactive.transport;

import java.net.Socket;
import java.security.Principal;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Trusts whom the trust manager behind it trusts, and says in plain words why it does not trust a server. */
final class PlainSpokenTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager trust;

    PlainSpokenTrust(X509ExtendedTrustManager trust) {
        this.trust = trust;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        try {
            trust.checkServerTrusted(chain, authType, engine);
        } catch (CertificateException e) {
            throw new CertificateException(words(chain, authType, engine.getPeerHost(), e), e);
        }
    }

    private String words(
            X509Certificate[] chain, String authType, @Nullable String host, CertificateException refusal) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        X509Certificate own = chain[0];
        if (Causes.find(refusal, CertificateExpiredException.class) != null) {
            return "a certificate of the service expired: " + expired(chain, now)
                    + ". Whoever runs the service has to renew it; or the clock here, which says " + now + ", is wrong";
        } else if (Causes.find(refusal, CertificateNotYetValidException.class) != null) {
            return "a certificate of the service is valid from "
                    + own.getNotBefore().toInstant() + " on only. The clock here says " + now
                    + "; set it right if it is wrong";
        } else if (isTrusted(chain, authType)) {
            return "the certificate of the service is for " + names(own) + ", not for " + host
                    + ". Use an address with a name that is in the certificate";
        } else if (Causes.find(refusal, CertPathBuilderException.class) == null) {
            return "the certificate of the service does not do: "
                    + Causes.last(refusal).getMessage();
        } else if (own.getSubjectX500Principal().equals(own.getIssuerX500Principal())) {
            return "the certificate of the service (" + name(own.getSubjectX500Principal())
                    + ") is self-signed, so anybody could have made it. If it is yours, trust it with trustStore()";
        }
        X509Certificate highest = chain[chain.length - 1];
        return "the certificate of the service was issued by " + name(highest.getIssuerX500Principal())
                + ", an authority that is not trusted here. If you know it, trust it with trustStore()";
    }

    private boolean isTrusted(X509Certificate[] chain, String authType) {
        try {
            trust.checkServerTrusted(chain, authType); // the same without the name of the host
            return true;
        } catch (CertificateException e) {
            return false;
        }
    }

    private static String expired(X509Certificate[] chain, Instant now) {
        return Arrays.stream(chain)
                .filter(certificate -> certificate.getNotAfter().toInstant().isBefore(now))
                .map(certificate -> "that of " + name(certificate.getSubjectX500Principal()) + " on "
                        + certificate.getNotAfter().toInstant())
                .findFirst()
                .orElse("that of an authority");
    }

    private static String names(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            if (names != null) {
                return names.stream()
                        .map(name -> name.get(1))
                        .filter(String.class::isInstance)
                        .map(Objects::toString)
                        .collect(Collectors.joining(", "));
            }
        } catch (CertificateParsingException e) {
            // then the subject has to do
        }
        return name(certificate.getSubjectX500Principal());
    }

    private static String name(Principal principal) {
        return principal.getName().isEmpty() ? "nobody" : principal.getName();
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return trust.getAcceptedIssuers();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        trust.checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        trust.checkServerTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        trust.checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        trust.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        trust.checkClientTrusted(chain, authType, engine);
    }
}
