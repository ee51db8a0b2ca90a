package io.sessionreactive.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.sessionreactive.ClientOptions;
import io.sessionreactive.OpenTok;
import io.sessionreactive.Session;
import io.sessionreactive.SessionEvent;
import io.sessionreactive.SessionOptions;
import io.sessionreactive.Signal;
import io.sessionreactive.support.Certificates;
import io.sessionreactive.support.ConnectProxy;
import io.sessionreactive.support.LogCapture;
import io.sessionreactive.support.Script;
import io.sessionreactive.support.ScriptedPeer;
import io.sessionreactive.support.SecretSearch;
import io.sessionreactive.testkit.LocalSessionService;
import io.sessionreactive.testkit.LocalSessionServiceOptions;
import io.sessionreactive.testkit.fault.Ending;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;

/**
 * Tokens, API secrets, passwords of proxies and TURN servers, socket ids and what signals say are in no log line at any
 * level, in no exception and in no text form. Everything is logged at TRACE while sessions join, signal and fail.
 */
@Timeout(120)
class SecretsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern SOCKET_ID = Pattern.compile("socketId=([0-9a-f-]{36})");

    private static final String API_SECRET = "kQ7vLm2Zr9-the-api-secret-Xw4TgB8n";
    private static final String PROXY_PASSWORD = "pJ5hYc3Kd8-password-of-the-proxy-Ue1";
    private static final String TURN_PASSWORD = "wR6nGf9Sx2-credential-of-the-turn-server";
    private static final String SIGNAL_DATA = "zM4bVt7Qy1: what one says to another, <and> \"nobody\" else & more";

    private final SecretSearch secrets = new SecretSearch()
            .secret("API secret", API_SECRET)
            .secret("proxy password", PROXY_PASSWORD)
            .secret("proxy credentials", "ada:" + PROXY_PASSWORD)
            .secret("TURN password", TURN_PASSWORD)
            .secret("signal data", SIGNAL_DATA);
    private final Queue<String> told = new ConcurrentLinkedQueue<>();

    @Test
    @DisplayName("whatever form a secret has in a text, it is found")
    void theSearchFinds() {
        SecretSearch.forms(API_SECRET).forEach((form, text) -> {
            String line = "DEBUG somebody said [" + text + "]";
            assertTrue(secrets.in(line).stream().anyMatch(found -> found.startsWith("API secret")), form);
        });
        for (int before = 0; before < 16; before++) {
            String all = "-".repeat(before) + API_SECRET;
            String dump = ByteBufUtil.prettyHexDump(Unpooled.copiedBuffer(all, StandardCharsets.UTF_8));
            assertTrue(secrets.in(dump).size() >= 2, dump);
        }
        assertEquals(new TreeSet<>(), secrets.in("DEBUG nothing of that kind"));
    }

    @Test
    @DisplayName("a join through a proxy, signals, an outage, leaving: nothing secret is told")
    void session() throws Exception {
        LocalSessionServiceOptions with = LocalSessionServiceOptions.defaults().apiSecret(API_SECRET);
        try (LogCapture log = new LogCapture();
                LocalSessionService service = LocalSessionService.start(with);
                ConnectProxy proxy = ConnectProxy.guarded("ada", PROXY_PASSWORD)) {
            ClientOptions options = service.clientOptions().proxy("localhost", proxy.port(), "ada", PROXY_PASSWORD);
            OpenTok openTok = OpenTok.create(options);
            String id = service.createSession();
            Session one = openTok.initSession(service.apiKey(), id);
            Session two = openTok.initSession(SessionOptions.of(service.apiKey(), id));
            one.events().map(SessionEvent::toString).subscribe(told::add);
            Mono<SessionEvent.SignalReceived> heard = one.signals("chat").next().cache();
            heard.subscribe(signal -> told.add(signal.toString()));
            String jwt = service.tokens().forSession(id).jwt();
            String t1 = service.tokens().forSession(id).t1();
            secrets.secret("JWT", jwt).secret("T1 token", t1);
            one.connect(jwt).block(PATIENCE);
            String connectionId = two.connect(t1).block(PATIENCE).connectionId();
            Signal signal = Signal.of("chat", SIGNAL_DATA);
            two.signal(signal).block(PATIENCE);
            assertEquals(SIGNAL_DATA, heard.block(PATIENCE).data());
            failed(two.signal(Signal.of("not a type", SIGNAL_DATA)));
            failed(two.signal(Signal.of("chat", SIGNAL_DATA.repeat(200))));
            failed(two.signal(signal.to("nobody")));
            failed(one.connect(jwt));
            service.faults().on(connectionId).drop(Ending.RST);
            two.disconnect()
                    .then(openTok.initSession(service.apiKey(), id).connect(t1))
                    .block(PATIENCE);
            openTok.disposeLater().block(PATIENCE);
            failed(two.signal(signal));
            told.addAll(List.of(
                    openTok.toString(),
                    options.toString(),
                    one.toString(),
                    two.snapshot().toString(),
                    signal.toString(),
                    service.toString(),
                    service.tokens().toString(),
                    service.session(id).signals().toString(),
                    service.tokens().forSession(id).toString()));
            socketIds(proxy.tunnels().stream().map(ConnectProxy.Tunnel::said).toList());
            assertNothingTold(log);
        }
    }

    @Test
    @DisplayName("failures of every kind, also with a service that quotes what it was told: nothing secret is told")
    void failures() throws Exception {
        Certificates certificates = new Certificates();
        try (LogCapture log = new LogCapture();
                LocalSessionService service = LocalSessionService.start(
                        LocalSessionServiceOptions.defaults().apiSecret(API_SECRET));
                ScriptedPeer peer = ScriptedPeer.start();
                ScriptedPeer selfSigned = ScriptedPeer.start(Certificates.server(certificates.selfSigned()));
                ConnectProxy proxy = ConnectProxy.guarded("ada", "another password than ours is")) {
            String id = service.createSession();
            String expired = service.tokens()
                    .forSession(id)
                    .expiredFor(Duration.ofMinutes(3))
                    .t1();
            String foreign = service.tokens().forSession(Script.SESSION).jwt();
            secrets.secret("expired token", expired).secret("token", foreign);
            failed(connect(service.clientOptions(), id, expired));
            failed(connect(service.clientOptions(), id, expired + "\n"));
            failed(connect(service.clientOptions(), id, foreign));
            ClientOptions wrongPassword =
                    service.clientOptions().proxy("localhost", proxy.port(), "ada", PROXY_PASSWORD);
            failed(connect(wrongPassword, id, expired));
            failed(connect(ClientOptions.defaults().apiUrl(selfSigned.apiUrl(Script.GOOD)), id, foreign));

            Script resumable = Script.GOOD
                    .informationWith("\"reconnection\":false", "\"reconnection\":true")
                    .informationWith(
                            "\"symphony_address\"",
                            "\"ice_servers\":[{\"url\":\"turn:t\",\"username\":\"u\",\"credential\":\"" + TURN_PASSWORD
                                    + "\"}],\"symphony_address\"");
            for (Script script : List.of(
                    Script.GOOD.refusal(403, "no good: " + foreign),
                    Script.GOOD.information("[{\"credential\":\"" + TURN_PASSWORD + "\"]"),
                    Script.GOOD.http(500),
                    resumable.informationWith(
                            "MESSAGING", service.apiUrl().toString().replace("http", "ws") + "/none"),
                    resumable.informationWith("MESSAGING", "ws://localhost:" + proxy.port() + "/no-web-socket"),
                    resumable.join(Script.status(403, "{\"reason\":\"no good: " + foreign + "\"}")),
                    resumable.join(Script.status(200, TURN_PASSWORD)),
                    resumable.join(Script.close(1011, "going down")))) {
                failed(connect(ClientOptions.defaults().apiUrl(peer.apiUrl(script)), Script.SESSION, foreign));
            }
            Script silent = resumable.signal(Script.close(1011, "going down"));
            OpenTok openTok = OpenTok.create(ClientOptions.defaults().apiUrl(peer.apiUrl(silent)));
            Session session = openTok.initSession(Script.API_KEY, Script.SESSION);
            failed(session.connect(foreign).then(session.signal(Signal.of("chat", SIGNAL_DATA))));
            openTok.disposeLater().block(PATIENCE);
            socketIds(peer.requests());
            assertNothingTold(log);
        }
    }

    private static Mono<?> connect(ClientOptions options, String sessionId, String token) {
        OpenTok openTok = OpenTok.create(options);
        return openTok.initSession(Script.API_KEY, sessionId).connect(token);
    }

    /** Causes a failure, and keeps all that it tells: its own text, its causes and their traces. */
    private void failed(Mono<?> act) {
        Throwable failure = act.<Throwable>then(Mono.error(new AssertionError("nothing failed")))
                .onErrorResume(Mono::just)
                .block(PATIENCE);
        assertFalse(failure instanceof AssertionError, "nothing failed");
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        told.add(trace.toString());
    }

    private void socketIds(List<String> requests) {
        int count = 0;
        for (String request : requests) {
            Matcher matcher = SOCKET_ID.matcher(request);
            while (matcher.find()) {
                secrets.secret("socket id", matcher.group(1));
                count++;
            }
        }
        assertTrue(count > 0, "no socket told its id");
    }

    private void assertNothingTold(LogCapture log) {
        Map<String, Long> counts = log.counts();
        for (String logger : List.of("io.sessionreactive.", "reactor.netty.", "io.netty.")) {
            assertTrue(counts.keySet().stream().anyMatch(name -> name.startsWith(logger)), logger + " logged nothing");
        }
        assertEquals(new TreeSet<>(), secrets.in(log.text()), "in the log");
        assertEquals(new TreeSet<>(), secrets.in(String.join("\n", told)), "in exceptions and text forms");
    }
}
