package io.sessionreactive.examples;

import io.sessionreactive.ClientOptions;
import io.sessionreactive.OpenTok;
import io.sessionreactive.Session;
import io.sessionreactive.testkit.LocalSessionService;
import java.net.URI;
import java.time.Duration;
import java.util.function.UnaryOperator;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where an example takes place: in a session of yours, or in one of a local service that it starts for itself. */
final class Place implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    @ArgGroup(exclusive = false)
    private Yours yours;

    private LocalSessionService local;
    private OpenTok openTok;
    private URI apiUrl;
    private String apiKey;
    private String sessionId;
    private UnaryOperator<String> tokens;

    /** Goes there and says where that is. */
    void open() {
        if (yours == null) {
            local = LocalSessionService.start();
            apiUrl = local.apiUrl();
            apiKey = local.apiKey();
            sessionId = local.createSession();
            tokens = name -> local.tokens().forSession(sessionId).data(name).jwt();
        } else {
            apiUrl = yours.apiUrl;
            apiKey = yours.apiKey;
            sessionId = yours.sessionId;
            tokens = name -> yours.token;
        }
        openTok = OpenTok.create(ClientOptions.defaults().apiUrl(apiUrl));
        System.out.println((local == null ? "Your session at " : "A local session service runs at ") + apiUrl);
    }

    /** A client of the session, not connected yet. */
    Session newClient() {
        return openTok.initSession(apiKey, sessionId);
    }

    /** A token for the session; where the service is local, one that carries the name. */
    String token(String name) {
        return tokens.apply(name);
    }

    @Override
    public void close() {
        openTok.disposeLater().block(PATIENCE);
        if (local != null) {
            local.close();
        }
    }

    /** A session that exists already; each option can also come from the environment. */
    private static final class Yours {
        @Option(names = "--api-url", defaultValue = "${env:OPENTOK_API_URL:-https://anvil.opentok.com}")
        private URI apiUrl;

        @Option(names = "--api-key", required = true, defaultValue = "${env:OPENTOK_API_KEY}")
        private String apiKey;

        @Option(names = "--session", required = true, defaultValue = "${env:OPENTOK_SESSION}")
        private String sessionId;

        @Option(names = "--token", required = true, defaultValue = "${env:OPENTOK_TOKEN}")
        private String token;
    }
}
