package io.sessionreactive.tests;

import static io.sessionreactive.tests.Trouble.Kind.connect;
import static io.sessionreactive.tests.TroubleStage.TOKEN;

import io.sessionreactive.ClientOptions;
import io.sessionreactive.Connection;
import io.sessionreactive.OpenTok;
import io.sessionreactive.Session;
import io.sessionreactive.support.Script;
import io.sessionreactive.testkit.token.Tokens;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All that can go wrong with a connect. */
final class ConnectTroubles {
    private static final Trouble.Kind AUTHENTICATION = connect("OT_AUTHENTICATION_ERROR", 1004, "");
    private static final Trouble.Kind NO_SESSION = connect("OT_INVALID_SESSION_ID", 1005, "");
    private static final Trouble.Kind FAILED = connect("OT_CONNECT_FAILED", 1006, "NR");
    private static final Trouble.Kind BARRED = connect("OT_CONNECT_FAILED", 1006, "N");
    private static final Trouble.Kind REFUSED = connect("OT_CONNECT_FAILED", 1006, "");
    private static final Trouble.Kind WRONG_MOMENT = connect("OT_ILLEGAL_STATE", 1015, "");
    private static final Trouble.Kind ABORTED = connect("OT_CONNECT_ABORTED", 1020, "");
    private static final Trouble.Kind TIMEOUT = connect("OT_TIMEOUT", 1021, "NRU");
    private static final Trouble.Kind TERMS = connect("OT_TERMS_OF_SERVICE_FAILURE", 1026, "");
    private static final Trouble.Kind FULL = connect("OT_CONNECTION_LIMIT_EXCEEDED", 1027, "R");
    private static final Trouble.Kind SERVICE = connect("OT_UNEXPECTED_SERVER_RESPONSE", 2001, "R");
    private static final Trouble.Kind UNEXPECTED = connect("OT_UNEXPECTED_SERVER_RESPONSE", 2001, "");

    private final TroubleStage stage;

    ConnectTroubles(TroubleStage stage) {
        this.stage = stage;
    }

    void addAll() throws IOException {
        tokens();
        otherTokens();
        sessions();
        network();
        sockets();
        joins();
        answers();
        moments();
    }

    private void tokens() {
        Tokens tokens = stage.service().tokens();
        String id = stage.sessionId();
        String expired = tokens.forSession(id).expiredFor(Duration.ofMinutes(3)).jwt();
        String elsewhere = tokens.forSession(stage.service().createSession()).t1();
        String otherKey = Tokens.of("200", "secret").forSession(id).jwt();
        String forged = Tokens.of("100", "other").forSession(id).t1();
        token("not-a-token", "the text not-a-token as token", "What was given is no token.");
        token(expired, "a token that expired 3 min ago", "By its text the token expired 3 min ago, at ");
        token(elsewhere, "a token for another session", "for another session, ");
        token(otherKey, "a token of another API key", "is for API key 200, not for 100");
        token(forged, "a token signed with another secret", "Check that your server signs with the secret");
        token(stage.service().token(id) + "\n", "a token and a line break", "has a space, a line break or");
        token(id, "the session id as token", "is the session id.");
    }

    private void otherTokens() {
        Mono<String> failing = Mono.error(new IOException("no token server"));
        Mono<Connection> withFailing = stage.session().connect(failing);
        Mono<Connection> withEmpty = stage.session().connect(Mono.empty());
        Script otherKey = Script.GOOD.informationWith("\"100\"", "\"200\"");
        stage.add("S05", AUTHENTICATION, "a Mono of the token that fails", "no token server", withFailing);
        stage.add("S05", AUTHENTICATION, "a Mono of the token that is empty", "completed without one", withEmpty);
        add("S32", AUTHENTICATION, "HTTP status 401", "HTTP status 401", Script.GOOD.http(401));
        add("S32", AUTHENTICATION, "session information of another API key", "not one of API key 100", otherKey);
    }

    private void sessions() {
        OpenTok client = stage.client(stage.service().clientOptions());
        Mono<Connection> none = client.initSession("100", "nonsense").connect(TOKEN);
        Mono<Connection> foreign = client.initSession("100", "2_MX4yMDB-fjE3OTU0NjAxODg0MzN-YWJjfg")
                .connect(TOKEN);
        Script terms = Script.GOOD.refusal(409, "Terms of service violation");
        stage.add("S06", NO_SESSION, "a session id that is none (400)", "answered 400 (Invalid session ID)", none);
        stage.add("S06", NO_SESSION, "a session of another API key (404)", "answered 404", foreign);
        add("S06", NO_SESSION, "HTTP status 404", "HTTP status 404", Script.GOOD.http(404));
        add("S06", TERMS, "a refusal of session information with 409", "may not use the service", terms);
    }

    private void network() throws IOException {
        ClientOptions nobody = ClientOptions.defaults().apiUrl(URI.create("http://localhost:" + unusedPort()));
        ClientOptions unknown = ClientOptions.defaults().apiUrl(URI.create("http://service.invalid"));
        ClientOptions noPassword =
                stage.service().clientOptions().proxy("localhost", stage.proxy().port());
        stage.add("S33", FAILED, "nobody listens at the API URL", "nobody listens there", join(nobody));
        stage.add("S33", FAILED, "a host that does not exist", "is not known here", join(unknown));
        stage.add("S33", BARRED, "a proxy that wants credentials", "asks for credentials", join(noPassword));
        add("S33", FAILED, "an empty array for session information", "empty array", Script.GOOD.information("[]"));
        Mono<Connection> silent = stage.impatient(Script.GOOD.http(0)).connect(TOKEN);
        stage.add("S42", TIMEOUT, "no answer for session information", "did not answer within 5000 ms", silent);
    }

    private void sockets() throws IOException {
        Script nobody = Script.GOOD.informationWith("MESSAGING", "ws://localhost:" + unusedPort() + "/socket");
        String api = stage.service().apiUrl().toString();
        Script noSocket = Script.GOOD.informationWith("MESSAGING", api.replace("http", "ws") + "/nothing");
        Script closing = Script.GOOD.join(Script.close(1011, "going down"));
        add("S38", FAILED, "nobody listens at the messaging_url", "opened: nobody listens there", nobody);
        add("S38", FAILED, "no WebSocket at the messaging_url", "opens no WebSocket", noSocket);
        add("S33", FAILED, "the socket is closed during the join", "with code 1011 (going down)", closing);
    }

    private void joins() {
        String letIn = "the request to be let in is ";
        for (int status : new int[] {400, 403, 409}) {
            Script refusing = Script.GOOD.join(Script.status(status, ""));
            add("S06", REFUSED, letIn + "refused with " + status, "answered status " + status, refusing);
        }
        Script full = Script.GOOD.join(Script.status(409, "{\"reason\":\"connectionLimitExceeded\"}"));
        Script failing = Script.GOOD.join(Script.status(500, ""));
        Script unclear = Script.GOOD.join(Script.noStatus());
        Script noJson = Script.GOOD.join(Script.status(200, "welcome"));
        Mono<Connection> silent =
                stage.impatient(Script.GOOD.join(Script.nothing())).connect(TOKEN);
        add("S06", FULL, "the session is full", "when somebody has left", full);
        add("S35", SERVICE, letIn + "refused with 500", "answered status 500", failing);
        add("S35", SERVICE, letIn + "answered without a status", "answered without a status", unclear);
        add("S06", UNEXPECTED, letIn + "answered by no JSON", "the answer is not understood", noJson);
        stage.add("S42", TIMEOUT, letIn + "not answered", "no answer within 5000 ms", silent);
    }

    private void answers() {
        Script error = Script.GOOD.refusal(500, "Internal error");
        Script busy = Script.GOOD.refusal(503, "Busy");
        Script page = Script.GOOD.information("<html>");
        Script nowhere = Script.GOOD.informationWith("messaging_url", "other");
        add("S35", SERVICE, "a refusal of session information with 500", "answered 500 (Internal error)", error);
        add("S35", SERVICE, "a refusal of session information with 503", "(Busy) (after 3 attempts)", busy);
        add("S35", SERVICE, "HTTP status 502", "HTTP status 502", Script.GOOD.http(502));
        add("S35", SERVICE, "session information that is not JSON", "is not JSON", page);
        add("S35", SERVICE, "session information without messaging_url", "in \"messaging_url\"", nowhere);
    }

    private void moments() {
        String token = stage.service().token(stage.sessionId());
        Session connected = stage.session();
        Session connecting = stage.session(Script.GOOD.http(0));
        Session aborted = stage.session(Script.GOOD.http(0));
        OpenTok disposed = stage.client(stage.service().clientOptions());
        Session late = disposed.initSession("100", stage.sessionId());
        Mono<Connection> twice = connected.connect(token).then(connected.connect(token));
        Flux<Connection> both = Flux.merge(connecting.connect(TOKEN), connecting.connect(TOKEN));
        Flux<?> abort = Flux.merge(aborted.connect(TOKEN), aborted.disconnect().then(Mono.never()));
        Mono<Connection> after = disposed.disposeLater().then(late.connect(token));
        stage.add("S05", WRONG_MOMENT, "a connect while connected", "it is connected already", twice);
        stage.add("S05", WRONG_MOMENT, "a connect while connecting", "it is connecting already", both.then());
        stage.add("S01", WRONG_MOMENT, "a connect after disposeLater()", "disposed of", after);
        stage.add("S05", ABORTED, "disconnect() while connecting", "disconnect() came first", abort.then());
    }

    private void token(String token, String how, String words) {
        stage.add("S32", AUTHENTICATION, how, words, stage.session().connect(token));
    }

    private void add(String row, Trouble.Kind kind, String how, String words, Script script) {
        stage.add(row, kind, how, words, stage.session(script).connect(TOKEN));
    }

    private Mono<Connection> join(ClientOptions options) {
        return stage.client(options).initSession("100", stage.sessionId()).connect(TOKEN);
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
