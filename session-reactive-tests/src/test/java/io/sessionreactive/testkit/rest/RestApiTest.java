package io.sessionreactive.testkit.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.Session;
import io.sessionreactive.support.Jwts;
import io.sessionreactive.testkit.LocalSession;
import io.sessionreactive.testkit.LocalSessionService;
import io.sessionreactive.testkit.LocalSessionServiceOptions;
import io.sessionreactive.testkit.junit.SessionTest;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the REST interface answers to calls that no server SDK makes. */
@Timeout(120)
@SessionTest(options = RestApiTest.WithApplication.class)
class RestApiTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final KeyPair KEYS = keys();
    private static final String APPLICATION = "11111111-2222-3333-4444-555555555555";
    private static final String PROJECT = "/v2/project/100";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static final class WithApplication implements Supplier<LocalSessionServiceOptions> {
        @Override
        public LocalSessionServiceOptions get() {
            return LocalSessionServiceOptions.defaults().application(APPLICATION, KEYS.getPublic());
        }
    }

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("RSA").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("whoever may not ask gets 403, whatever is wrong with the token, and nothing happens")
    void credentials(LocalSessionService service, LocalSession room, Session ada) throws Exception {
        String me = ada.connect(room.token()).block(PATIENCE).connectionId();
        byte[] secret = service.apiSecret().getBytes(StandardCharsets.UTF_8);
        byte[] publicKey = KEYS.getPublic().getEncoded();
        Map<String, Object> good = claims("iss", "100", "ist", "project");
        Map<String, Object> application = claims("application_id", APPLICATION);
        String valid = Jwts.hs256(good, secret);

        Map<String, String> wrong = new LinkedHashMap<>();
        wrong.put("X-OPENTOK-AUTH: a client's token", room.token());
        wrong.put(
                "X-OPENTOK-AUTH: a client's T1 token",
                service.tokens().forSession(room.id()).t1());
        wrong.put("X-OPENTOK-AUTH: no token", "nonsense");
        wrong.put("X-OPENTOK-AUTH: empty", "");
        wrong.put("X-OPENTOK-AUTH: expired", Jwts.hs256(with(good, "exp", now() - 1), secret));
        wrong.put("X-OPENTOK-AUTH: not yet valid", Jwts.hs256(with(good, "iat", now() + 600), secret));
        wrong.put("X-OPENTOK-AUTH: another secret", Jwts.hs256(good, "another".getBytes(StandardCharsets.UTF_8)));
        wrong.put("X-OPENTOK-AUTH: another project", Jwts.hs256(with(good, "iss", "200"), secret));
        wrong.put("X-OPENTOK-AUTH: an account's", Jwts.hs256(with(good, "ist", "account"), secret));
        wrong.put("X-OPENTOK-AUTH: unsigned", Jwts.unsigned(good));
        wrong.put("X-OPENTOK-AUTH: cut short", valid.substring(0, valid.length() - 2));
        wrong.put("X-OPENTOK-AUTH: one bit else", valid.substring(0, valid.length() - 2) + flipped(valid));
        wrong.put("X-OPENTOK-AUTH: signed by the application", Jwts.rs256(good, KEYS.getPrivate()));
        wrong.put("Authorization: another scheme", "Basic " + Jwts.rs256(application, KEYS.getPrivate()));
        wrong.put("Authorization: another key", "Bearer " + Jwts.rs256(application, keys().getPrivate()));
        wrong.put("Authorization: the public key as a secret", "Bearer " + Jwts.hs256(application, publicKey));
        wrong.put("Authorization: unsigned", "Bearer " + Jwts.unsigned(application));
        wrong.put(
                "Authorization: another application",
                "Bearer " + Jwts.rs256(with(application, "application_id", "other"), KEYS.getPrivate()));
        wrong.put(
                "Authorization: expired",
                "Bearer " + Jwts.rs256(with(application, "exp", now() - 1), KEYS.getPrivate()));
        wrong.put(
                "Authorization: a client's token",
                "Bearer " + Jwts.rs256(with(application, "scope", "session.connect"), KEYS.getPrivate()));
        wrong.put("Authorization: of another project", "Bearer " + Jwts.rs256(application, KEYS.getPrivate()));
        wrong.put("None: at all", "");

        String path = PROJECT + "/session/" + room.id() + "/connection/" + me;
        for (Map.Entry<String, String> each : wrong.entrySet()) {
            String header = each.getKey().substring(0, each.getKey().indexOf(':'));
            HttpResponse<String> answer = call(service, "DELETE", path, "", header, each.getValue());
            assertEquals(403, answer.statusCode(), each.getKey());
        }
        HttpResponse<String> foreign = call(service, "GET", "/v2/project/200/archive", "", "X-OPENTOK-AUTH", valid);
        assertEquals(403, foreign.statusCode(), "another project's path");
        assertEquals(1, room.members().size());
        HttpResponse<String> right = call(service, "DELETE", path, "", "X-OPENTOK-AUTH", valid);
        assertEquals(204, right.statusCode());
        room.awaitMembers(0).block(PATIENCE);
    }

    @Test
    @DisplayName("an application whose token names no end may ask for 15 minutes")
    void usualLife(LocalSessionService service) throws Exception {
        String path = "/v2/project/" + APPLICATION + "/archive";
        Map<String, Object> claims = claims("application_id", APPLICATION);
        claims.remove("exp");
        String young = "Bearer " + Jwts.rs256(with(claims, "iat", now() - 14 * 60), KEYS.getPrivate());
        assertEquals(200, call(service, "GET", path, "", "Authorization", young).statusCode());
        String old = "Bearer " + Jwts.rs256(with(claims, "iat", now() - 16 * 60), KEYS.getPrivate());
        assertEquals(403, call(service, "GET", path, "", "Authorization", old).statusCode());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /session/SESSION/signal | nonsense | 400 | the body is not JSON",
                "POST | /session/SESSION/signal | [] | 400 | the body is not a JSON object",
                "POST | /session/SESSION/signal | {\"type\":\"a b\"} | 400 | the type of a signal is made of",
                "POST | /session/SESSION/connection/nobody/signal | {} | 404 | there is no such connection",
                "POST | /session/EMPTY/signal | {} | 404 | nobody is in the session",
                "POST | /session/nonsense/signal | {} | 400 | this is not a session id",
                "POST | /session/FOREIGN/signal | {} | 404 | the session is not one of API key 100",
                "DELETE | /session/SESSION/connection/nobody | '' | 404 | there is no such connection",
                "POST | /session/SESSION/mute | {} | 400 | active is true or false",
                "POST | /session/SESSION/mute | {\"active\":true,\"excludedStreamIds\":1} | 400 | excludedStreamIds is a list",
                "POST | /session/SESSION/stream/none/mute | '' | 404 | there is no such stream",
                "GET | /session/SESSION/stream/none | '' | 404 | there is no such stream",
                "PUT | /session/SESSION/stream | {} | 400 | items is a list of streams",
                "PUT | /session/SESSION/stream | {\"items\":[{\"id\":\"none\"}]} | 404 | there is no such stream",
                "POST | /archive | {} | 400 | sessionId says what is to be recorded",
                "POST | /archive | {\"sessionId\":\"none\"} | 404 | nobody is in the session",
                "GET | /archive/none | '' | 404 | there is no such archive",
                "GET | /archive?count=-1 | '' | 400 | count is a number from 0 to 1000",
                "PUT | /archive/none/layout | {} | 501 | does not offer this",
                "POST | /broadcast | {} | 501 | does not offer this",
                "POST | /dial | {} | 501 | does not offer this",
                "POST | /session/SESSION/play-dtmf | {} | 501 | does not offer this",
                "POST | /session/SESSION/connection/x/play-dtmf | {} | 501 | does not offer this",
                "POST | /connect | {} | 501 | does not offer this",
                "POST | /render | {} | 501 | does not offer this",
                "POST | /captions | {} | 501 | does not offer this",
                "PATCH | /session/SESSION/signal | {} | 404 | there is nothing at this address",
                "GET | /anything | '' | 404 | there is nothing at this address"
            })
    @DisplayName("what cannot be done is refused with a status and a sentence")
    void refused(
            String method,
            String path,
            String body,
            int status,
            String why,
            LocalSessionService service,
            LocalSession room,
            Session ada)
            throws Exception {
        ada.connect(room.token()).block(PATIENCE);
        String real = path.replace("SESSION", room.id())
                .replace("EMPTY", service.createSession())
                .replace("FOREIGN", "1_MX4yMDB-fjE3OTU1NDI2NDY5NTN-NzU4MjA4ZDRhZTVlNDg1YWEzZGJ-fg");
        HttpResponse<String> answer = call(service, method, PROJECT + real, body);
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("\"code\":" + status), answer.body());
        assertTrue(answer.body().contains(why), answer.body());
        assertEquals(1, room.members().size());
    }

    @ParameterizedTest
    @CsvSource({
        "p2p.preference=perhaps, 400",
        "location=example.org, 400",
        "archiveMode=sometimes, 400",
        "archiveMode=always, 501",
        "location=%zz, 400",
        "location=12.34.56.78&p2p.preference=enabled&archiveMode=manual, 200",
        "'', 200"
    })
    @DisplayName("a session is made as asked for, or not at all")
    void create(String form, int status, LocalSessionService service) throws Exception {
        HttpResponse<String> answer = call(service, "POST", "/session/create", form);
        assertEquals(status, answer.statusCode(), answer.body());
        assertEquals(status == 200, answer.body().contains("session_id"));
    }

    @ParameterizedTest
    @ValueSource(ints = {8_190, 8_191})
    @DisplayName("a signal's data has at most 8,192 characters with its quotes, from a backend too")
    void longData(int characters, LocalSessionService service, LocalSession room, Session ada) throws Exception {
        ada.connect(room.token()).block(PATIENCE);
        String body = "{\"data\":\"" + "x".repeat(characters) + "\"}";
        HttpResponse<String> answer = call(service, "POST", PROJECT + "/session/" + room.id() + "/signal", body);
        assertEquals(characters == 8_190 ? 204 : 413, answer.statusCode(), answer.body());
        assertEquals(characters == 8_190 ? 1 : 0, room.signals().size());
    }

    @Test
    @DisplayName("a body of more than 64 KiB is refused, and the next call is answered")
    void longBody(LocalSessionService service) throws Exception {
        HttpResponse<String> answer = call(service, "POST", PROJECT + "/archive", "x".repeat(65 * 1024));
        assertEquals(413, answer.statusCode());
        assertEquals(200, call(service, "GET", PROJECT + "/archive", "").statusCode());
    }

    private HttpResponse<String> call(LocalSessionService service, String method, String path, String body)
            throws IOException, InterruptedException {
        byte[] secret = service.apiSecret().getBytes(StandardCharsets.UTF_8);
        String token = Jwts.hs256(claims("iss", "100", "ist", "project"), secret);
        return call(service, method, path, body, "X-OPENTOK-AUTH", token);
    }

    private HttpResponse<String> call(
            LocalSessionService service, String method, String path, String body, String header, String value)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(service.apiUrl().resolve(path))
                .method(method, BodyPublishers.ofString(body))
                .header(header, value)
                .timeout(PATIENCE)
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    private static Map<String, Object> claims(String... more) {
        Map<String, Object> claims = new HashMap<>(Map.of("iat", now(), "exp", now() + 300, "jti", "x"));
        for (int i = 0; i < more.length; i += 2) {
            claims.put(more[i], more[i + 1]);
        }
        return claims;
    }

    private static Map<String, Object> with(Map<String, Object> claims, String name, Object value) {
        Map<String, Object> changed = new HashMap<>(claims);
        changed.put(name, value);
        return changed;
    }

    /** The last two characters of a token, another signature. */
    private static String flipped(String token) {
        String end = token.substring(token.length() - 2);
        return (end.charAt(0) == 'A' ? 'B' : 'A') + end.substring(1);
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }
}
