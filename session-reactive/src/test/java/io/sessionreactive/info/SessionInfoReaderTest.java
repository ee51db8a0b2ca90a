package io.sessionreactive.info;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.info.SessionInfoException.Kind;
import io.sessionreactive.transport.HttpReply;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class SessionInfoReaderTest {
    private static final URI API = URI.create("https://api.example.com");
    private static final String SOCKET = "wss://msg.example.com:443/rumorwebsocketsv2";

    @Test
    @DisplayName("the information of a real reply is read, everything else in it passed over")
    void realReply() {
        String json = "[{\"properties\":{\"p2p\":{\"preference\":{\"value\":\"disabled\"}},\"reconnection\":true,"
                + "\"renegotiation\":true,\"h264\":false},\"session_id\":\"1_MX4\",\"project_id\":\"100\","
                + "\"partner_id\":\"100\",\"create_dt\":\"1607984111261\",\"status_invalid\":null,"
                + "\"messaging_server_url\":\"msg.example.com\",\"messaging_url\":\"" + SOCKET + "\","
                + "\"symphony_address\":\"symphony.example\",\"ice_servers\":[{\"url\":\"turn:x\",\"username\":null}]}]";
        assertEquals(
                new SessionInfo("1_MX4", "100", URI.create(SOCKET), "symphony.example", false, true, true),
                read(200, json));
    }

    @Test
    @DisplayName("only session_id, partner_id and messaging_url are needed; the session is then routed and not resumed")
    void leastReply() {
        assertEquals(
                new SessionInfo("1_MX4", "100", URI.create(SOCKET), null, false, false, false),
                read(200, information("\"100\"", SOCKET, "")));
        assertTrue(read(
                        200,
                        information(
                                "\"100\"",
                                SOCKET,
                                ",\"properties\":{\"p2p\":{\"preference\":{\"value\":\"enabled\"}}}"))
                .relayed());
    }

    @ParameterizedTest
    @CsvSource({
        "400, INVALID_SESSION",
        "404, INVALID_SESSION",
        "403, AUTHENTICATION",
        "409, TERMS_OF_SERVICE",
        "500, SERVICE_ERROR",
        "401, SERVICE_FAILURE",
        "410, SERVICE_FAILURE",
        "429, SERVICE_FAILURE",
        "503, SERVICE_FAILURE",
        "-1, SERVICE_FAILURE",
        "1004, SERVICE_FAILURE"
    })
    @DisplayName("a refusal inside status 200 is known by its code, and its text is told")
    void refusals(int code, Kind kind) {
        SessionInfoException refusal =
                refused(200, "[{\"error\":{\"code\":" + code + ",\"errorMessage\":{\"message\":\"Invalid token\"}}}]");
        assertEquals(kind, refusal.kind());
        assertEquals("the service answered " + code + " (Invalid token)", refusal.getMessage());
        assertEquals(
                "the service answered " + code,
                refused(200, "[{\"error\":{\"code\":" + code + "}}]").getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "401, AUTHENTICATION",
        "403, AUTHENTICATION",
        "400, INVALID_SESSION",
        "404, INVALID_SESSION",
        "204, SERVICE_FAILURE",
        "302, SERVICE_FAILURE",
        "409, SERVICE_FAILURE",
        "429, SERVICE_FAILURE",
        "500, SERVICE_FAILURE",
        "503, SERVICE_FAILURE"
    })
    @DisplayName("an HTTP status other than 200 is a failure whatever the body says")
    void httpStatus(int status, Kind kind) {
        SessionInfoException refusal = refused(status, information("\"100\"", SOCKET, ""));
        assertEquals(kind, refusal.kind());
        assertTrue(refusal.getMessage().endsWith("with HTTP status " + status), refusal.getMessage());
    }

    @Test
    @DisplayName("an empty array is an empty answer")
    void empty() {
        assertEquals(Kind.EMPTY, refused(200, "[]").kind());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"200\"", "100", "null"})
    @DisplayName(
            "partner_id that is not the API key as a string is an authentication error, as in both browser clients")
    void partnerId(String partnerId) {
        assertEquals(
                Kind.AUTHENTICATION,
                refused(200, information(partnerId, SOCKET, "")).kind());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret",
                "",
                "{\"secret\":1}",
                "[7]",
                "[{\"secret\":",
                "[{\"partner_id\":\"100\",\"messaging_url\":\"wss://secret\"}]",
                "[{\"partner_id\":\"100\",\"session_id\":\"secret\"}]",
                "[{\"partner_id\":\"100\",\"session_id\":\"\",\"messaging_url\":\"wss://secret\"}]",
                "[{\"partner_id\":\"100\",\"session_id\":7,\"messaging_url\":\"wss://secret\"}]"
            })
    @DisplayName("what is no session information is a failure of the service, told without quoting it")
    void noInformation(String body) {
        SessionInfoException refusal = refused(200, body);
        assertEquals(Kind.SERVICE_FAILURE, refusal.kind());
        assertFalse(refusal.getMessage().contains("secret"), refusal.getMessage());
        assertNull(refusal.getCause());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ws://msg.example.com",
                "https://msg.example.com",
                "msg.example.com",
                "wss:///path",
                "wss://bad host",
                "file:/x"
            })
    @DisplayName("a socket that is not TLS, or no socket at all, is refused where the API is https")
    void noPlainSocket(String url) {
        assertEquals(
                Kind.SERVICE_FAILURE,
                refused(200, information("\"100\"", url, "")).kind());
    }

    @Test
    @DisplayName("a plain socket is taken where the API is plain too")
    void plainSocket() {
        HttpReply reply = reply(200, information("\"100\"", "ws://127.0.0.1:8080/x", ""));
        assertEquals(
                URI.create("ws://127.0.0.1:8080/x"),
                SessionInfoReader.read(reply, URI.create("http://127.0.0.1:8080"), "100")
                        .messagingUrl());
    }

    private static String information(String partnerId, String url, String more) {
        return "[{\"session_id\":\"1_MX4\",\"partner_id\":" + partnerId + ",\"messaging_url\":\"" + url + "\"" + more
                + "}]";
    }

    private static SessionInfo read(int status, String json) {
        return SessionInfoReader.read(reply(status, json), API, "100");
    }

    private static SessionInfoException refused(int status, String json) {
        return assertThrows(SessionInfoException.class, () -> read(status, json));
    }

    private static HttpReply reply(int status, String json) {
        return new HttpReply(status, json.getBytes(StandardCharsets.UTF_8));
    }
}
