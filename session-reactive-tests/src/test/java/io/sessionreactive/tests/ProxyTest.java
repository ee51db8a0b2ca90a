package io.sessionreactive.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.ClientOptions;
import io.sessionreactive.OpenTok;
import io.sessionreactive.Session;
import io.sessionreactive.SessionException;
import io.sessionreactive.Signal;
import io.sessionreactive.support.Certificates;
import io.sessionreactive.support.ConnectProxy;
import io.sessionreactive.support.Script;
import io.sessionreactive.support.ScriptedPeer;
import io.sessionreactive.testkit.LocalSessionService;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Sessions by way of an HTTP proxy. */
@Timeout(60)
class ProxyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    @DisplayName(
            "S03 a session is joined through a proxy: session information and messages go through it, nothing else")
    void joins() throws IOException {
        try (LocalSessionService service = LocalSessionService.start();
                ConnectProxy proxy = ConnectProxy.open()) {
            join(service, service.clientOptions().proxy("localhost", proxy.port()));
            List<ConnectProxy.Tunnel> tunnels = proxy.tunnels();
            String authority = service.apiUrl().getAuthority();
            assertEquals(
                    List.of(authority, authority),
                    tunnels.stream().map(ConnectProxy.Tunnel::target).toList());
            assertTrue(tunnels.get(0).said().startsWith("GET /session/"), "session information");
            assertTrue(tunnels.get(1).said().startsWith("GET /rumorwebsocketsv2?socketId="), "the WebSocket");
        }
    }

    @Test
    @DisplayName("S03 names of services are looked up by the proxy, not here")
    void names() throws IOException {
        try (LocalSessionService service = LocalSessionService.start();
                ConnectProxy proxy = ConnectProxy.open()) {
            proxy.knows("service.invalid", service.apiUrl().getPort());
            join(
                    service,
                    ClientOptions.defaults()
                            .apiUrl(URI.create("http://service.invalid:4321"))
                            .proxy("127.0.0.1", proxy.port()));
            assertEquals("service.invalid:4321", proxy.tunnels().get(0).target());
        }
    }

    @Test
    @DisplayName("S03 a proxy that asks for credentials lets the right ones through")
    void credentials() throws IOException {
        try (LocalSessionService service = LocalSessionService.start();
                ConnectProxy proxy = ConnectProxy.guarded("ada", "the password of ada")) {
            ClientOptions options =
                    service.clientOptions().proxy("localhost", proxy.port(), "ada", "the password of ada");
            join(service, options);
            assertEquals(2, proxy.tunnels().size());
        }
    }

    @Test
    @DisplayName("S03 TLS goes through the tunnel: what the proxy sees is encrypted, and the service is verified")
    void encrypted() throws Exception {
        Certificates certificates = new Certificates();
        try (ScriptedPeer service = ScriptedPeer.start(Certificates.server(certificates.good()));
                ConnectProxy proxy = ConnectProxy.open()) {
            OpenTok openTok = OpenTok.create(ClientOptions.defaults()
                    .apiUrl(service.apiUrl(Script.GOOD))
                    .trustStore(certificates.trusted())
                    .proxy("localhost", proxy.port()));
            StepVerifier.create(openTok.initSession(Script.API_KEY, Script.SESSION)
                            .connect("T1==a-token-nobody-reads-on-the-way")
                            .then(openTok.disposeLater()))
                    .verifyComplete();
            assertEquals(2, proxy.tunnels().size());
            for (ConnectProxy.Tunnel tunnel : proxy.tunnels()) {
                assertFalse(tunnel.said().contains("GET") || tunnel.said().contains("nobody-reads"), "encrypted");
            }
        }
    }

    @Test
    @DisplayName("S33 wrong or no credentials: OT_CONNECT_FAILED, says 407 and what to do, tells no password")
    void refused() throws IOException {
        try (LocalSessionService service = LocalSessionService.start();
                ConnectProxy proxy = ConnectProxy.guarded("ada", "the password of ada")) {
            ClientOptions none = service.clientOptions().proxy("localhost", proxy.port());
            ClientOptions wrong = service.clientOptions().proxy("localhost", proxy.port(), "ada", "another password");
            for (ClientOptions options : List.of(none, wrong)) {
                SessionException refusal = connect(service, options);
                assertEquals("OT_CONNECT_FAILED", refusal.name());
                assertEquals(1006, refusal.code());
                assertTrue(refusal.isNetworkFailure());
                assertFalse(refusal.isRetryable());
                assertTrue(
                        refusal.getMessage()
                                .endsWith("the proxy localhost:" + proxy.port()
                                        + " asks for credentials, or for others than it got (407). Give it a user and a"
                                        + " password with proxy()"),
                        refusal.getMessage());
            }
            assertEquals(0, proxy.tunnels().size());
        }
    }

    @Test
    @DisplayName("S33 a proxy that forbids, one that fails and one that is not there are told apart")
    void others() throws IOException {
        int nobody;
        try (LocalSessionService service = LocalSessionService.start();
                ConnectProxy forbidding = ConnectProxy.refusing(403);
                ConnectProxy failing = ConnectProxy.refusing(502)) {
            try (ConnectProxy gone = ConnectProxy.open()) {
                nobody = gone.port();
            }
            SessionException forbidden =
                    connect(service, service.clientOptions().proxy("localhost", forbidding.port()));
            SessionException failed = connect(service, service.clientOptions().proxy("localhost", failing.port()));
            SessionException absent = connect(service, service.clientOptions().proxy("localhost", nobody));
            assertTrue(forbidden.getMessage().contains("does not let us through"), forbidden.getMessage());
            assertFalse(forbidden.isRetryable());
            assertTrue(failed.getMessage().contains("cannot get there (502)"), failed.getMessage());
            assertTrue(failed.isRetryable());
            assertTrue(
                    absent.getMessage().contains("nobody listens at the proxy localhost:" + nobody),
                    absent.getMessage());
            assertTrue(absent.isRetryable());
        }
    }

    private static void join(LocalSessionService service, ClientOptions options) {
        OpenTok openTok = OpenTok.create(options);
        String sessionId = service.createSession();
        Session session = openTok.initSession(service.apiKey(), sessionId);
        StepVerifier.create(session.connect(service.token(sessionId))
                        .then(session.signal(Signal.of("chat", "through the proxy")))
                        .then(openTok.disposeLater()))
                .verifyComplete();
        assertEquals(1, service.session(sessionId).signals().size());
    }

    private static SessionException connect(LocalSessionService service, ClientOptions options) {
        String sessionId = service.createSession();
        return OpenTok.create(options)
                .initSession(service.apiKey(), sessionId)
                .connect(service.token(sessionId))
                .<SessionException>then(Mono.error(new AssertionError("joined")))
                .onErrorResume(SessionException.class, Mono::just)
                .block(PATIENCE);
    }
}
