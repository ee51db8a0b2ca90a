package io.sessionreactive.tests;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.pkitesting.X509Bundle;
import io.sessionreactive.ClientOptions;
import io.sessionreactive.OpenTok;
import io.sessionreactive.SessionException;
import io.sessionreactive.Signal;
import io.sessionreactive.support.Certificates;
import io.sessionreactive.support.MarkdownTable;
import io.sessionreactive.support.OldTlsServer;
import io.sessionreactive.support.Script;
import io.sessionreactive.support.ScriptedPeer;
import io.sessionreactive.transport.NettyTransports;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Real certificates, real handshakes: who is trusted, and what a user reads when nobody is. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TOKEN = "T1==dG9rZW4tb2YtdGhlLXRscy10ZXN0cw";

    private final MarkdownTable table =
            new MarkdownTable("certificate", "where", "name, code, flags", "what the user reads");
    private Certificates certificates;
    private ClientOptions trusting;
    private ScriptedPeer good;

    @BeforeAll
    void start() throws Exception {
        certificates = new Certificates();
        trusting = ClientOptions.defaults().trustStore(certificates.trusted());
        good = ScriptedPeer.start(Certificates.server(certificates.good()));
    }

    @AfterAll
    void stop() throws Exception {
        good.close();
        table.write(Path.of("target/tls.md"));
    }

    @Test
    @DisplayName("S03 a certificate of a trusted authority: the session is joined by https and wss, and signals go")
    void trusted() {
        OpenTok openTok = OpenTok.create(trusting.apiUrl(good.apiUrl(Script.GOOD)));
        var session = openTok.initSession(Script.API_KEY, Script.SESSION);
        StepVerifier.create(session.connect(TOKEN)
                        .then(session.signal(Signal.of("chat", "encrypted")))
                        .then(openTok.disposeLater()))
                .verifyComplete();
        assertTrue(good.decrypted() > 0);
    }

    @Test
    @DisplayName("S33 self-signed: refused, named, nothing sent")
    void selfSigned() throws Exception {
        refused("self-signed", certificates.selfSigned(), "is self-signed", "trustStore()");
    }

    @Test
    @DisplayName("S33 expired: refused, named with both times, nothing sent")
    void expired() throws Exception {
        refused("expired yesterday", certificates.expired(), "expired: that of CN=localhost on 2", "the clock here");
    }

    @Test
    @DisplayName("S33 not valid yet: refused, named, nothing sent")
    void tooEarly() throws Exception {
        refused("valid from tomorrow on", certificates.tooEarly(), "is valid from 2", "The clock here says 2");
    }

    @Test
    @DisplayName("S33 for another name: refused, both names told, nothing sent")
    void wrongName() throws Exception {
        refused("for another name", certificates.ofAnotherName(), "is for service.example.com, not for localhost");
    }

    @Test
    @DisplayName("S33 of an unknown authority: refused, the authority told, nothing sent")
    void unknownAuthority() throws Exception {
        refused(
                "of an unknown authority",
                certificates.ofUnknownAuthority(),
                "issued by CN=Unknown Authority, an authority that is not trusted here");
    }

    @Test
    @DisplayName("S33 what the Java runtime trusts is trusted by default: our own authority is not")
    void usualTrust() throws Exception {
        SessionException refusal = connect(ClientOptions.defaults().apiUrl(good.apiUrl(Script.GOOD)));
        assertRefusal(refusal, "CN=Test Authority, an authority that is not trusted here");
        table.row("of a company's own authority, no trustStore() given", "https", facts(refusal), refusal.getMessage());
    }

    @Test
    @DisplayName("S33 TLS 1.1: refused, nothing sent")
    void oldProtocol(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("server.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            KeyStore store = certificates.good().toKeyStore("PKCS12", "password".toCharArray());
            store.store(out, "password".toCharArray());
        }
        try (OldTlsServer old = OldTlsServer.start(file, "password")) {
            String authority = "://localhost:" + old.port();
            SessionException byHttps = connect(trusting.apiUrl(URI.create("https" + authority)));
            assertTrue(old.nextConnection().startsWith("nothing: "));
            SessionException byWss = connect(trusting.apiUrl(
                    good.apiUrl(Script.GOOD.informationWith("MESSAGING", "wss" + authority + "/socket"))));
            assertTrue(old.nextConnection().startsWith("nothing: "));
            assertRefusal(byHttps, "no version of TLS that is safe (1.2 or 1.3)");
            assertRefusal(byWss, "no version of TLS that is safe (1.2 or 1.3)");
            table.row("(any, by TLS 1.1)", "https", facts(byHttps), byHttps.getMessage());
            table.row("(any, by TLS 1.1)", "wss", facts(byWss), byWss.getMessage());
        }
    }

    @Test
    @DisplayName("S33 no TLS at all where it should be: refused, nothing sent")
    void plainServer() {
        try (ScriptedPeer plain = ScriptedPeer.start()) {
            String authority = "://localhost:" + plain.port() + "/";
            SessionException byHttps = connect(trusting.apiUrl(URI.create("https" + authority)));
            SessionException byWss = connect(trusting.apiUrl(
                    good.apiUrl(Script.GOOD.informationWith("MESSAGING", "wss" + authority + "0/socket"))));
            assertRefusal(byHttps, "does not speak TLS");
            assertRefusal(byWss, "does not speak TLS");
            assertTrue(plain.requests().stream().noneMatch(uri -> uri.contains("session") || uri.contains("socket")));
            table.row("(none, a plain server)", "https", facts(byHttps), byHttps.getMessage());
            table.row("(none, a plain server)", "wss", facts(byWss), byWss.getMessage());
        }
    }

    @Test
    @DisplayName("plain only where the API URL says http: ws in session information that came by https is refused")
    void noDowngrade() {
        try (ScriptedPeer plain = ScriptedPeer.start()) {
            String socket = plain.messagingUrl(Script.GOOD);
            SessionException refusal =
                    connect(trusting.apiUrl(good.apiUrl(Script.GOOD.informationWith("MESSAGING", socket))));
            assertEquals("OT_UNEXPECTED_SERVER_RESPONSE", refusal.name());
            assertTrue(refusal.getMessage().contains("must be a wss URL"), refusal.getMessage());
            assertEquals(0, plain.requests().size());
        }
    }

    @Test
    @DisplayName("S03 an SslContext of one's own shows a certificate; the name of the host is verified all the same")
    void ownContext() throws Exception {
        X509Bundle ours = certificates.good();
        SslContext mutual = SslContextBuilder.forServer(certificates.good().toKeyManagerFactory())
                .trustManager(InsecureTrustManagerFactory.INSTANCE)
                .clientAuth(ClientAuth.REQUIRE)
                .build();
        SslContext showing = SslContextBuilder.forClient()
                .keyManager(ours.toKeyManagerFactory())
                .trustManager(ours.toTrustManagerFactory())
                .build();
        try (ScriptedPeer asking = ScriptedPeer.start(mutual);
                ScriptedPeer other = ScriptedPeer.start(Certificates.server(certificates.ofAnotherName()))) {
            ClientOptions with = ClientOptions.defaults().transport(new NettyTransports().sslContext(showing));
            OpenTok openTok = OpenTok.create(with.apiUrl(asking.apiUrl(Script.GOOD)));
            StepVerifier.create(openTok.initSession(Script.API_KEY, Script.SESSION)
                            .connect(TOKEN)
                            .then(openTok.disposeLater()))
                    .verifyComplete();
            assertRefusal(connect(with.apiUrl(other.apiUrl(Script.GOOD))), "localhost");
            assertEquals(0, other.decrypted());
            assertEquals(
                    "OT_CONNECT_FAILED",
                    connect(trusting.apiUrl(asking.apiUrl(Script.GOOD))).name());
        }
    }

    @Test
    @DisplayName("S03 options that cannot be meant so are told at once")
    void misuse() throws Exception {
        KeyStore empty = KeyStore.getInstance(KeyStore.getDefaultType());
        empty.load(null, null);
        ClientOptions options = ClientOptions.defaults();
        KeyStore store = certificates.trusted();
        ClientOptions elsewhere = options.transport(() -> null);
        SslContext server = Certificates.server(certificates.good());
        URI withPassword = URI.create("https://ada:password@localhost");
        assertAll(
                () -> assertThrows(IllegalArgumentException.class, () -> options.apiUrl(withPassword)),
                () -> assertThrows(IllegalArgumentException.class, () -> options.trustStore(empty)),
                () -> assertThrows(IllegalStateException.class, () -> elsewhere.trustStore(store)),
                () -> assertThrows(IllegalStateException.class, () -> elsewhere.proxy("localhost", 80)),
                () -> assertThrows(IllegalArgumentException.class, () -> options.proxy(" ", 80)),
                () -> assertThrows(IllegalArgumentException.class, () -> options.proxy("localhost", 0)),
                () -> assertThrows(IllegalArgumentException.class, () -> new NettyTransports().sslContext(server)));
    }

    private void refused(String what, X509Bundle certificate, String... told) throws Exception {
        try (ScriptedPeer bad = ScriptedPeer.start(Certificates.server(certificate))) {
            SessionException byHttps = connect(trusting.apiUrl(bad.apiUrl(Script.GOOD)));
            SessionException byWss = connect(trusting.apiUrl(
                    good.apiUrl(Script.GOOD.informationWith("MESSAGING", bad.messagingUrl(Script.GOOD)))));
            assertRefusal(byHttps, told);
            assertRefusal(byWss, told);
            assertEquals(0, bad.decrypted(), "bytes sent");
            assertEquals(0, bad.requests().size(), "requests sent");
            table.row(what, "https", facts(byHttps), byHttps.getMessage());
            table.row(what, "wss", facts(byWss), byWss.getMessage());
        }
    }

    private static void assertRefusal(SessionException refusal, String... told) {
        assertAll(
                () -> assertEquals("OT_CONNECT_FAILED", refusal.name()),
                () -> assertEquals(1006, refusal.code()),
                () -> assertTrue(refusal.isNetworkFailure(), "network"),
                () -> assertFalse(refusal.isRetryable(), "retryable"),
                () -> assertFalse(refusal.isDeliveryUnknown(), "delivery"),
                () -> assertNotNull(refusal.getCause()),
                () -> assertTrue(refusal.getMessage().endsWith("Nothing was sent"), refusal.getMessage()),
                () -> {
                    for (String text : told) {
                        assertTrue(refusal.getMessage().contains(text), refusal.getMessage());
                    }
                });
    }

    private static String facts(SessionException failure) {
        return failure.name() + " " + failure.code() + (failure.isNetworkFailure() ? ", network failure" : "")
                + (failure.isRetryable() ? ", retryable" : "");
    }

    private static SessionException connect(ClientOptions options) {
        return OpenTok.create(options)
                .initSession(Script.API_KEY, Script.SESSION)
                .connect(TOKEN)
                .<SessionException>then(Mono.error(new AssertionError("joined")))
                .onErrorResume(SessionException.class, Mono::just)
                .block(PATIENCE);
    }
}
