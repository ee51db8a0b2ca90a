package io.sessionreactive.tests;

import io.sessionreactive.ClientOptions;
import io.sessionreactive.OpenTok;
import io.sessionreactive.Session;
import io.sessionreactive.SessionException;
import io.sessionreactive.SessionOptions;
import io.sessionreactive.support.ConnectProxy;
import io.sessionreactive.support.Script;
import io.sessionreactive.support.ScriptedPeer;
import io.sessionreactive.testkit.LocalSessionService;
import io.sessionreactive.testkit.token.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Mono;

/** Who causes errors: a local service, a scripted peer, a proxy that wants credentials, and their clients. */
final class TroubleStage implements AutoCloseable {
    /** Of the form that tokens have, for the scripted peer, which does not look. */
    static final String TOKEN =
            Tokens.of(Script.API_KEY, "secret").forSession(Script.SESSION).t1();

    /** A reply timeout that is long enough for what is answered, however busy the machine is. */
    static final Duration SHORT = Duration.ofSeconds(5);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final LocalSessionService service = LocalSessionService.start();
    private final ScriptedPeer peer = ScriptedPeer.start();
    private final ConnectProxy proxy;
    private final String sessionId = service.createSession();
    private final List<OpenTok> clients = new ArrayList<>();
    private final List<Trouble> troubles = new ArrayList<>();

    TroubleStage() {
        try {
            proxy = ConnectProxy.guarded("ada", "password of ada");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another error to cause: by {@code act}, which has to fail with it. */
    void add(String row, Trouble.Kind kind, String how, String words, Mono<?> act) {
        Mono<SessionException> cause = act.<SessionException>then(
                        Mono.error(() -> new AssertionError("nothing went wrong: " + how)))
                .onErrorResume(SessionException.class, Mono::just);
        troubles.add(new Trouble(row, kind, how, words, cause));
    }

    List<Trouble> troubles() {
        return List.copyOf(troubles);
    }

    LocalSessionService service() {
        return service;
    }

    ConnectProxy proxy() {
        return proxy;
    }

    /** The session of the local service. */
    String sessionId() {
        return sessionId;
    }

    /** A client of the session of the local service, not connected yet. */
    Session session() {
        return client(service.clientOptions()).initSession(service.apiKey(), sessionId);
    }

    /** A client of the scripted peer's session, not connected yet. */
    Session session(Script script) {
        return client(script).initSession(Script.API_KEY, Script.SESSION);
    }

    /** The same, which waits for answers no longer than {@link #SHORT}. */
    Session impatient(Script script) {
        return client(script)
                .initSession(SessionOptions.of(Script.API_KEY, Script.SESSION).replyTimeout(SHORT));
    }

    OpenTok client(Script script) {
        return client(ClientOptions.defaults().apiUrl(peer.apiUrl(script)));
    }

    OpenTok client(ClientOptions options) {
        OpenTok client = OpenTok.create(options);
        clients.add(client);
        return client;
    }

    @Override
    public void close() throws IOException {
        Mono.when(clients.stream().map(OpenTok::disposeLater).toList()).block(PATIENCE);
        peer.close();
        service.close();
        proxy.close();
    }
}
