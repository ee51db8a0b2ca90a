package io.sessionreactive.examples.backend;

import com.opentok.OpenTok;
import com.opentok.Role;
import com.opentok.SignalProperties;
import com.opentok.TokenOptions;
import com.opentok.exception.OpenTokException;
import io.sessionreactive.Connection;
import io.sessionreactive.Session;
import io.sessionreactive.SessionEvent;
import io.sessionreactive.SessionEvent.SessionDisconnected;
import io.sessionreactive.SessionEvent.SignalReceived;
import io.sessionreactive.testkit.LocalSessionService;
import java.time.Duration;

/**
 * A backend with the official server SDK makes a session and a token; a client of ours comes in with it, hears the backend
 * and is put out by it. All of it happens on a local service: with another API URL, key and secret, on the real one.
 */
public final class ServerSdk {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private ServerSdk() {}

    /** Runs the story. */
    public static void main(String[] args) throws OpenTokException {
        try (LocalSessionService service = LocalSessionService.start()) {
            System.out.println("A local session service runs at " + service.apiUrl());
            OpenTok backend = new OpenTok.Builder(Integer.parseInt(service.apiKey()), service.apiSecret())
                    .apiUrl(service.apiUrl().toString())
                    .build();
            try {
                tell(service, backend);
            } finally {
                backend.close();
            }
        }
    }

    private static void tell(LocalSessionService service, OpenTok backend) throws OpenTokException {
        String sessionId = backend.createSession().getSessionId();
        String token = backend.generateToken(
                sessionId,
                new TokenOptions.Builder().role(Role.PUBLISHER).data("Red").build());
        System.out.println("  backend: I have made a session, and a token for Red");

        io.sessionreactive.OpenTok client = io.sessionreactive.OpenTok.create(service.clientOptions());
        Session session = client.initSession(service.apiKey(), sessionId);
        var over = session.events()
                .doOnNext(ServerSdk::show)
                .takeUntil(event -> event instanceof SessionDisconnected)
                .then()
                .cache();
        over.subscribe();
        Connection red = session.connect(token).block(PATIENCE);
        System.out.println("  Red    : I am in the session as " + red.data());

        backend.signal(
                sessionId,
                new SignalProperties.Builder()
                        .type("notice")
                        .data("we close now")
                        .build());
        backend.forceDisconnect(sessionId, red.connectionId());
        System.out.println("  backend: I have put Red out");
        over.block(PATIENCE);
        client.disposeLater().block(PATIENCE);
    }

    private static void show(SessionEvent event) {
        if (event instanceof SignalReceived signal) {
            String from = signal.from() == null ? "the server" : signal.from().data();
            System.out.println("  Red    : " + from + " says: " + signal.data());
        } else if (event instanceof SessionDisconnected disconnected) {
            System.out.println("  Red    : I am out of the session (" + disconnected.reason() + ")");
        }
    }
}
