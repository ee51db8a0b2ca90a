package io.sessionreactive.browser;

import io.sessionreactive.OpenTok;
import io.sessionreactive.Session;
import io.sessionreactive.SessionEvent;
import io.sessionreactive.SessionEvent.SignalReceived;
import io.sessionreactive.testkit.LocalSession;
import io.sessionreactive.testkit.LocalSessionService;
import io.sessionreactive.testkit.LocalSessionServiceOptions;
import io.sessionreactive.testkit.token.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Flux;

/** One session of a local service of its own, for browsers and JVM clients, which are called by their connection data. */
final class Meeting implements AutoCloseable {
    /** How long a test waits for anything. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Chromium chromium;
    private final LocalSessionService service;
    private final String sessionId;
    private final OpenTok openTok;
    private final List<BrowserClient> browsers = new ArrayList<>();

    Meeting(Chromium chromium, LocalSessionServiceOptions options) {
        this.chromium = chromium;
        this.service = LocalSessionService.start(options);
        this.sessionId = service.createSession();
        this.openTok = OpenTok.create(service.clientOptions());
    }

    LocalSessionService service() {
        return service;
    }

    String sessionId() {
        return sessionId;
    }

    /** What the service sees. */
    LocalSession session() {
        return service.session(sessionId);
    }

    String token(String name, Role role) {
        return service.tokens().forSession(sessionId).role(role).data(name).jwt();
    }

    /** A browser that has joined as a publisher. */
    BrowserClient browser(String name) {
        return browser(name, Role.PUBLISHER);
    }

    /** A browser that has joined. */
    BrowserClient browser(String name, Role role) {
        BrowserClient browser = absentBrowser(name);
        browser.connect(token(name, role));
        return browser;
    }

    /** A browser that has not joined yet. */
    BrowserClient absentBrowser(String name) {
        BrowserClient browser = chromium.open(name, service.apiUrl());
        browsers.add(browser);
        browser.initSession(service.apiKey(), sessionId);
        return browser;
    }

    /** A JVM client that has joined as a publisher. */
    Session jvm(String name) {
        return jvm(name, Role.PUBLISHER);
    }

    /** A JVM client that has joined. */
    Session jvm(String name, Role role) {
        Session session = absentJvm();
        session.connect(token(name, role)).block(PATIENCE);
        return session;
    }

    /** A JVM client that has not joined yet. */
    Session absentJvm() {
        return openTok.initSession(service.apiKey(), sessionId);
    }

    /**
     * All that happens in a session that has joined, beginning with its present state; subscribed to when this returns, so
     * that nothing is missed that happens after.
     */
    static Flux<SessionEvent> events(Session session) {
        Flux<SessionEvent> events = session.events().replay().autoConnect();
        events.blockFirst(PATIENCE);
        return events;
    }

    /** The signals out of {@link #events}. */
    static Flux<SignalReceived> signals(Session session) {
        return events(session).ofType(SignalReceived.class);
    }

    @Override
    public void close() {
        browsers.forEach(BrowserClient::close);
        openTok.disposeLater().block(PATIENCE);
        service.close();
    }
}
