package io.sessionreactive.testkit.service;

import io.sessionreactive.rumor.Payload;
import io.sessionreactive.testkit.token.TokenVerdict;
import io.sessionreactive.testkit.token.TokenVerdict.Refused;
import io.sessionreactive.testkit.token.TokenVerifier;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the service says by HTTP: session information, its refusals, and to browsers that they may ask at all.
 *
 * <p>A refusal is an answer of status 200 with an error node, the only form that the browser clients understand.
 */
public final class HttpApi {
    /** The header by which a client says which connection it will be. */
    public static final String CONNECTION_ID = "X-TB-CONNECTIONID";

    private static final String SESSION_PATH = "/session/";
    private static final JsonMapper JSON = JsonMapper.shared();

    // a name or an address, and perhaps a port (RFC 9110, 7.2)
    private static final Pattern HOST = Pattern.compile("([A-Za-z0-9.-]{1,255}|\\[[0-9a-fA-F:.]{2,45}])(:[0-9]{1,5})?");

    private static final Map<String, String> CORS = Map.of(
            "Access-Control-Allow-Origin",
            "*",
            "Access-Control-Allow-Methods",
            "GET, POST, OPTIONS",
            "Access-Control-Allow-Headers",
            "Accept, Content-Type, X-OPENTOK-AUTH, X-TB-TOKEN-AUTH, X-TB-VERSION, X-TB-CLIENT-VERSION, X-TB-CONNECTIONID",
            "Access-Control-Allow-Private-Network", // a page from the internet may ask a service on loopback
            "true",
            "Access-Control-Max-Age",
            "600");
    private static final Map<String, String> JSON_AND_CORS = withContentType(CORS);

    private final ServiceSettings settings;
    private final TokenVerifier tokens;
    private final URI messagingUrl;
    private final SessionInfoText info;

    /**
     * The answers of one service. Clients are told to find its WebSocket where they have found the service: there may be
     * a relay in between.
     *
     * @param messagingUrl where its WebSocket is for a client that does not say how it has found the service
     */
    public HttpApi(ServiceSettings settings, TokenVerifier tokens, URI messagingUrl) {
        this.settings = settings;
        this.tokens = tokens;
        this.messagingUrl = messagingUrl;
        this.info = new SessionInfoText(settings);
    }

    /** The answer to {@code question}, asked at that time. */
    public HttpAnswer answer(HttpQuestion question, Instant now) {
        if (question.method().equals("OPTIONS")) {
            return new HttpAnswer(204, CORS, "");
        }
        if (isAboutSession(question)) {
            return json(sessionInformation(question, question.path().substring(SESSION_PATH.length()), now));
        }
        return new HttpAnswer(404, JSON_AND_CORS, "{\"code\":404,\"message\":\"there is nothing at this address\"}");
    }

    /** Whether that is a question for session information. */
    public static boolean isAboutSession(HttpQuestion question) {
        return question.method().equals("GET") && question.path().startsWith(SESSION_PATH);
    }

    /** An answer that refuses session information, as clients understand it. */
    public static HttpAnswer refused(int code, String message) {
        return json(refusal(code, message));
    }

    /** An answer of that status and body. */
    public static HttpAnswer raw(int status, String body) {
        return new HttpAnswer(status, JSON_AND_CORS, body);
    }

    /** The payload by which a request in a socket is refused. */
    public static Payload reason(String text) {
        return Messages.reason(text);
    }

    private ArrayNode sessionInformation(HttpQuestion question, String id, Instant now) {
        Optional<SessionId> session = SessionId.parse(id);
        if (session.isEmpty()) {
            return refusal(400, "Invalid session ID");
        }
        if (!session.get().apiKey().equals(settings.apiKey())) {
            return refusal(404, "Session not found: it is not one of API key " + settings.apiKey());
        }
        String token = token(question);
        if (token.isEmpty()) {
            return refusal(403, "Invalid token: there is none in X-OPENTOK-AUTH or X-TB-TOKEN-AUTH");
        }
        TokenVerdict verdict = tokens.verify(token, id, now);
        return verdict instanceof Refused refused
                ? refusal(403, "Invalid token: " + refused.why())
                : JSON.createArrayNode().add(info.of(session.get(), messagingUrl(question), now));
    }

    private URI messagingUrl(HttpQuestion question) {
        String host = question.header("Host");
        return host == null || !HOST.matcher(host).matches()
                ? messagingUrl
                : URI.create(messagingUrl.getScheme() + "://" + host + messagingUrl.getPath());
    }

    /** The token of a question, or nothing. The newer of the two browser clients sends one header, the older the other. */
    public static String token(HttpQuestion question) {
        String newer = question.header("X-OPENTOK-AUTH");
        String older = question.header("X-TB-TOKEN-AUTH");
        return newer != null ? newer : older != null ? older : "";
    }

    private static ArrayNode refusal(int code, String message) {
        ObjectNode error = JSON.createObjectNode().put("code", code);
        error.putObject("errorMessage").put("message", message);
        ArrayNode answer = JSON.createArrayNode();
        answer.addObject().set("error", error);
        return answer;
    }

    private static HttpAnswer json(ArrayNode body) {
        return new HttpAnswer(200, JSON_AND_CORS, JSON.writeValueAsString(body));
    }

    private static Map<String, String> withContentType(Map<String, String> headers) {
        Map<String, String> all = new java.util.HashMap<>(headers);
        all.put("Content-Type", "application/json");
        return Map.copyOf(all);
    }
}
