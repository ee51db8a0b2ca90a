package io.sessionreactive.examples;

import io.sessionreactive.ClientOptions;
import io.sessionreactive.OpenTok;
import io.sessionreactive.Session;
import io.sessionreactive.SessionOptions;
import io.sessionreactive.testkit.ClientFaults;
import io.sessionreactive.testkit.LocalSessionService;
import io.sessionreactive.testkit.LocalSessionServiceOptions;
import io.sessionreactive.testkit.fault.Ending;
import io.sessionreactive.testkit.fault.Request;
import io.sessionreactive.testkit.token.Role;
import java.net.URI;
import java.time.Duration;
import java.util.function.BiFunction;
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
    private BiFunction<String, Role, String> tokens;

    /** Goes there and says where that is. */
    void open() {
        open(LocalSessionServiceOptions.defaults());
    }

    /** Goes there and says where that is; a local service runs with those options. */
    void open(LocalSessionServiceOptions options) {
        if (yours == null) {
            local = LocalSessionService.start(options);
            apiUrl = local.apiUrl();
            apiKey = local.apiKey();
            sessionId = local.createSession();
            tokens = (name, role) ->
                    local.tokens().forSession(sessionId).data(name).role(role).jwt();
        } else {
            apiUrl = yours.apiUrl;
            apiKey = yours.apiKey;
            sessionId = yours.sessionId;
            tokens = (name, role) -> yours.token;
        }
        openTok = OpenTok.create(ClientOptions.defaults().apiUrl(apiUrl));
        System.out.println((local == null ? "Your session at " : "A local session service runs at ") + apiUrl);
    }

    /** A client of the session, not connected yet. */
    Session newClient() {
        return openTok.initSession(apiKey, sessionId);
    }

    /** A client of the session that behaves otherwise, not connected yet. */
    Session newClient(UnaryOperator<SessionOptions> change) {
        return openTok.initSession(change.apply(SessionOptions.of(apiKey, sessionId)));
    }

    boolean isLocal() {
        return local != null;
    }

    /** The network between that client and the local service fails now, and works again after so many seconds. */
    void networkOutage(Session client, int seconds) {
        ClientFaults faults = local.faults().on(client.snapshot().connection().connectionId());
        faults.refuse(Request.SOCKET, 503, "").restoreAfter(Duration.ofSeconds(seconds));
        faults.drop(Ending.RST);
    }

    /** A token for the session; where the service is local, one that carries the name. */
    String token(String name) {
        return token(name, Role.PUBLISHER);
    }

    /** The same for a role; a token of yours has the role that it has. */
    String token(String name, Role role) {
        return tokens.apply(name, role);
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
