package io.sessionreactive.transport;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** Says in plain words what stands between here and the service, and whether it will stand there the next time too. */
final class Obstacle {
    private static final Pattern STATUS = Pattern.compile("status: (\\d{3})");

    private Obstacle() {}

    /**
     * What {@code cause} means.
     *
     * @param proxy through which the way leads, or null
     */
    static UnreachableException of(Throwable cause, @Nullable HttpProxy proxy) {
        UnreachableException known = Causes.find(cause, UnreachableException.class);
        ProxyConnectException byProxy = Causes.find(cause, ProxyConnectException.class);
        if (known != null) {
            return known;
        } else if (byProxy != null) {
            return ofProxy(byProxy, proxy);
        }
        UnreachableException tls = ofTls(cause);
        return tls == null ? ofNetwork(cause, proxy) : tls;
    }

    private static UnreachableException ofProxy(ProxyConnectException refusal, @Nullable HttpProxy proxy) {
        Matcher matcher = STATUS.matcher(String.valueOf(refusal.getMessage()));
        String status = matcher.find() ? matcher.group(1) : "";
        return switch (status) {
            case "407" ->
                UnreachableException.forGood(
                        "the proxy " + proxy
                                + " asks for credentials, or for others than it got (407). Give it a user and a"
                                + " password with proxy()",
                        refusal);
            case "403", "405" ->
                UnreachableException.forGood(
                        "the proxy " + proxy + " does not let us through to there (" + status
                                + "). Ask whoever runs it to allow CONNECT to that address",
                        refusal);
            case "" -> UnreachableException.passing("the proxy " + proxy + " ended the connection", refusal);
            default ->
                UnreachableException.passing("the proxy " + proxy + " cannot get there (" + status + ")", refusal);
        };
    }

    private static @Nullable UnreachableException ofTls(Throwable cause) {
        CertificateException refusal = Causes.find(cause, CertificateException.class);
        if (refusal != null) {
            return UnreachableException.forGood(refusal.getMessage() + ". Nothing was sent", cause);
        } else if (Causes.find(cause, NotSslRecordException.class) != null) {
            return UnreachableException.forGood(
                    "what answers there does not speak TLS. Is it the right port? Nothing was sent", cause);
        }
        SSLHandshakeException handshake = Causes.find(cause, SSLHandshakeException.class);
        if (handshake == null
                || handshake instanceof SslHandshakeTimeoutException
                || Causes.find(handshake, ClosedChannelException.class) != null) {
            return null;
        }
        String said = String.valueOf(handshake.getMessage());
        String words = said.contains("protocol_version") || said.contains("protocol version")
                ? "the service speaks no version of TLS that is safe (1.2 or 1.3). Whoever runs it has to update it"
                : "the service and we agree on no way to encrypt (" + said + ")";
        return UnreachableException.forGood(words + ". Nothing was sent", cause);
    }

    private static UnreachableException ofNetwork(Throwable cause, @Nullable HttpProxy proxy) {
        String where = proxy == null ? "there" : "at the proxy " + proxy;
        String said = String.valueOf(cause.getMessage());
        String words;
        if (Causes.find(cause, UnknownHostException.class) != null) {
            words = "the name of " + (proxy == null ? "its host" : "the proxy " + proxy) + " is not known here";
        } else if (Causes.find(cause, ConnectTimeoutException.class) != null) {
            words = "nobody answered " + where + " in time (" + said + ")";
        } else if (Causes.find(cause, ConnectException.class) != null) {
            words = (said.contains("refused") ? "nobody listens " : "nobody can be reached ") + where + " (" + said
                    + ")";
        } else if (cause instanceof WebSocketHandshakeException) {
            words = "what answers there opens no WebSocket (" + said + ")";
        } else {
            words = "the connection broke (" + cause + ")";
        }
        return UnreachableException.passing(words, cause);
    }
}
