package io.sessionreactive.testkit.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.testkit.token.Keys;
import io.sessionreactive.testkit.token.TokenVerifier;
import io.sessionreactive.testkit.token.Tokens;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class HttpApiTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final String SOCKET = "ws://127.0.0.1:4711/rumorwebsocketsv2";
    private static final String RELAYED = SessionId.create("100", true, NOW).text();
    private static final String ROUTED = SessionId.create("100", false, NOW).text();

    private final Tokens tokens = Tokens.of("100", "secret", () -> NOW);
    private final HttpApi api = api(true);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("session information says what clients need: relayed for 2_, routed for 1_")
    void information(boolean relayed) {
        String sessionId = relayed ? RELAYED : ROUTED;
        HttpAnswer answer = ask(api, sessionId, "X-OPENTOK-AUTH", token(sessionId));
        JsonNode info = only(answer);
        assertEquals(200, answer.status());
        assertEquals("application/json", answer.headers().get("Content-Type"));
        assertEquals(sessionId, info.path("session_id").stringValue());
        assertEquals("100", info.path("partner_id").stringValue(), "a string: with a number browsers fail");
        assertEquals(SOCKET, info.path("messaging_url").stringValue());
        assertFalse(info.path("symphony_address").stringValue().isEmpty());
        assertTrue(info.path("ice_servers").isArray());
        JsonNode properties = info.path("properties");
        assertEquals(
                relayed ? "enabled" : "disabled",
                properties.path("p2p").path("preference").path("value").stringValue());
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:5000, ws://127.0.0.1:5000/rumorwebsocketsv2",
        "localhost, ws://localhost/rumorwebsocketsv2",
        "[::1]:80, ws://[::1]:80/rumorwebsocketsv2",
        "no host, " + SOCKET,
        "evil.example/x?, " + SOCKET
    })
    @DisplayName("the WebSocket is where the client found the service, which may be a relay")
    void throughRelay(String host, String expected) {
        Map<String, String> headers = Map.of("Host", host, "X-OPENTOK-AUTH", token(RELAYED));
        HttpAnswer answer = api.answer(new HttpQuestion("GET", "/session/" + RELAYED, headers), NOW);
        assertEquals(expected, only(answer).path("messaging_url").stringValue());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("S13 session information says whether a lost socket may be resumed")
    void reconnection(boolean reconnection) {
        JsonNode properties = only(ask(api(reconnection), RELAYED, "X-OPENTOK-AUTH", token(RELAYED)))
                .path("properties");
        assertEquals(reconnection, properties.path("reconnection").booleanValue());
        assertEquals(reconnection, properties.path("renegotiation").booleanValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-OPENTOK-AUTH", "X-TB-TOKEN-AUTH", "x-opentok-auth", "x-tb-token-auth"})
    @DisplayName("the token is taken from the header of either browser client, in any case")
    void tokenHeaders(String header) {
        assertEquals(
                RELAYED,
                only(ask(api, RELAYED, header, token(RELAYED)))
                        .path("session_id")
                        .stringValue());
        String t1 = tokens.forSession(RELAYED).t1();
        assertEquals(
                RELAYED, only(ask(api, RELAYED, header, t1)).path("session_id").stringValue());
    }

    @Test
    @DisplayName("of two tokens the one in the newer header counts")
    void newerHeader() {
        Map<String, String> both = Map.of("X-OPENTOK-AUTH", "wrong", "X-TB-TOKEN-AUTH", token(RELAYED));
        HttpAnswer answer = api.answer(new HttpQuestion("GET", "/session/" + RELAYED, both), NOW);
        assertEquals(403, only(answer).path("error").path("code").intValue());
    }

    @Test
    @DisplayName("S32 a refused token is a 403 that says why and quotes nothing of it")
    void refusedTokens() {
        Map<String, String> why = new HashMap<>();
        why.put("not-a-token", "it is neither a T1 token nor a JWT for connecting");
        why.put(token(ROUTED), "it is for another session");
        why.put(tokens.forSession(RELAYED).expiredFor(Duration.ofMinutes(3)).jwt(), "it expired 180 s ago");
        why.put(Tokens.of("200", "secret", () -> NOW).forSession(RELAYED).jwt(), "it is for another API key");
        why.put(Tokens.of("100", "wrong", () -> NOW).forSession(RELAYED).jwt(), "its signature is wrong");
        why.forEach((token, text) ->
                assertRefused(403, "Invalid token: " + text, ask(api, RELAYED, "X-OPENTOK-AUTH", token)));
        assertRefused(
                403,
                "Invalid token: there is none in X-OPENTOK-AUTH or X-TB-TOKEN-AUTH",
                ask(api, RELAYED, "Authorization", token(RELAYED)));
    }

    @ParameterizedTest
    @CsvSource({"hello, 400, Invalid session ID", "'', 400, Invalid session ID", "../x, 400, Invalid session ID"})
    @DisplayName("what is no session id is a 400")
    void notASession(String id, int code, String message) {
        assertRefused(code, message, ask(api, id, "X-OPENTOK-AUTH", token(RELAYED)));
    }

    @Test
    @DisplayName("a session of another key is a 404, whatever the token")
    void otherKey() {
        String other = SessionId.create("200", true, NOW).text();
        assertRefused(
                404,
                "Session not found: it is not one of API key 100",
                ask(api, other, "X-OPENTOK-AUTH", token(other)));
    }

    @Test
    @DisplayName("a browser's preflight is allowed: every origin, and all headers that the browser clients send")
    void preflight() {
        HttpAnswer answer = api.answer(new HttpQuestion("OPTIONS", "/session/" + RELAYED, Map.of()), NOW);
        assertEquals(204, answer.status());
        assertEquals("", answer.body());
        assertEquals("*", answer.headers().get("Access-Control-Allow-Origin"));
        assertTrue(list(answer, "Access-Control-Allow-Methods").contains("GET"));
        List<String> sent = List.of(
                "X-TB-TOKEN-AUTH",
                "X-OPENTOK-AUTH",
                "X-TB-VERSION",
                "X-TB-CLIENT-VERSION",
                "X-TB-CONNECTIONID",
                "Accept");
        assertTrue(list(answer, "Access-Control-Allow-Headers").containsAll(sent), answer.headers()::toString);
    }

    @Test
    @DisplayName("a browser may read every answer, refusals too")
    void readable() {
        for (HttpAnswer answer : List.of(
                ask(api, RELAYED, "X-OPENTOK-AUTH", token(RELAYED)),
                ask(api, RELAYED, "X-OPENTOK-AUTH", "wrong"),
                ask(api, "hello", "X-OPENTOK-AUTH", "wrong"),
                api.answer(new HttpQuestion("GET", "/", Map.of()), NOW))) {
            assertEquals("*", answer.headers().get("Access-Control-Allow-Origin"));
        }
    }

    @ParameterizedTest
    @CsvSource({"GET, /", "GET, /session", "POST, /session/x", "DELETE, /session/x", "GET, /project/100/config.json"})
    @DisplayName("elsewhere there is nothing")
    void nothing(String method, String path) {
        HttpAnswer answer = api.answer(new HttpQuestion(method, path, Map.of()), NOW);
        assertEquals(404, answer.status());
        assertEquals(
                404, JsonMapper.shared().readTree(answer.body()).path("code").intValue());
    }

    private static HttpApi api(boolean reconnection) {
        Duration limit = Duration.ofSeconds(10);
        ServiceSettings settings =
                new ServiceSettings(new Keys("100", "secret", null), reconnection, limit, limit, limit);
        return new HttpApi(settings, new TokenVerifier(new Keys("100", "secret", null)), URI.create(SOCKET));
    }

    private String token(String sessionId) {
        return tokens.forSession(sessionId).jwt();
    }

    private static HttpAnswer ask(HttpApi api, String sessionId, String header, String token) {
        return api.answer(new HttpQuestion("GET", "/session/" + sessionId, Map.of(header, token)), NOW);
    }

    /** Both browser clients understand a refusal only as status 200 with an error node. */
    private static void assertRefused(int code, String message, HttpAnswer answer) {
        assertEquals(200, answer.status());
        assertEquals(
                "[{\"error\":{\"code\":" + code + ",\"errorMessage\":{\"message\":\"" + message + "\"}}}]",
                answer.body());
    }

    private static JsonNode only(HttpAnswer answer) {
        JsonNode array = JsonMapper.shared().readTree(answer.body());
        assertTrue(array.isArray() && array.size() == 1, answer.body());
        return array.get(0);
    }

    private static List<String> list(HttpAnswer answer, String header) {
        return Arrays.asList(answer.headers().get(header).split(", "));
    }
}
