package io.sessionreactive.testkit.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.testkit.token.TokenVerdict.Granted;
import io.sessionreactive.testkit.token.TokenVerdict.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Tokens are made here anew, by the text of their description, so that a mistake of ours in writing cannot hide one in reading. */
@Timeout(60)
class TokenVerifierTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final long SECONDS = NOW.getEpochSecond();
    private static final String SESSION = "2_MX4xMDB";
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final TokenVerifier verifier = new TokenVerifier(new Keys("100", "secret", null));

    @ParameterizedTest
    @EnumSource(Role.class)
    @DisplayName("both forms give the role and the data they were made with")
    void both(Role role) {
        TokenSpec spec = Tokens.of("100", "secret", () -> NOW)
                .forSession(SESSION)
                .role(role)
                .data("name=\u00c4da & Bob, 100% + more:=");
        Granted granted = new Granted(role, "name=\u00c4da & Bob, 100% + more:=");
        assertEquals(granted, verify(spec.jwt()));
        assertEquals(granted, verify(spec.t1()));
    }

    @Test
    @DisplayName("T1: the fields may come in any order, and unknown ones with them")
    void t1AnyOrder() {
        List<String> fields = new ArrayList<>(List.of(
                "session_id=" + SESSION,
                "create_time=" + SECONDS,
                "expire_time=" + (SECONDS + 60),
                "role=moderator",
                "nonce=0.123",
                "connection_data=a%20b%26c",
                "initial_layout_class_list=full%20focus"));
        Random random = new Random(7);
        for (int i = 0; i < 20; i++) {
            Collections.shuffle(fields, random);
            String token = t1("100", "secret", String.join("&", fields), Base64.getEncoder());
            assertEquals(new Granted(Role.MODERATOR, "a b&c"), verify(token));
        }
    }

    @Test
    @DisplayName("T1: both alphabets of base64 are read")
    void t1Alphabets() {
        // in base64 this session id has characters that the alphabets write differently
        String session = "2_??>>~~??>>~~";
        String data = "session_id=" + session + "&create_time=" + SECONDS + "&expire_time=" + (SECONDS + 60);
        String plain = t1("100", "secret", data, Base64.getEncoder());
        String url = t1("100", "secret", data, Base64.getUrlEncoder());
        assertTrue(plain.contains("/") || plain.contains("+"), plain);
        assertTrue(url.contains("_") || url.contains("-"), url);
        assertEquals(new Granted(Role.PUBLISHER, ""), verifier.verify(plain, session, NOW));
        assertEquals(new Granted(Role.PUBLISHER, ""), verifier.verify(url, session, NOW));
    }

    @Test
    @DisplayName("a token that names no role is a publisher's; an unknown role is none")
    void roles() {
        Map<String, Object> claims = claims();
        claims.remove("role");
        assertEquals(new Granted(Role.PUBLISHER, ""), verify(jwt(claims)));
        claims.put("role", "emperor");
        assertEquals(new Refused("its role is none of the known ones"), verify(jwt(claims)));
    }

    @ParameterizedTest
    @CsvSource({
        "-1, -3600, 'it expired 1 s ago'",
        "0, -3600, 'it expired 0 s ago'",
        "-180, -3600, 'it expired 180 s ago'",
        "3600, 61, 'it is not valid for another 61 s'"
    })
    @DisplayName("S32 out of its time no token is valid")
    void outOfTime(long until, long from, String why) {
        Map<String, Object> claims = claims();
        claims.put("iat", SECONDS + from);
        claims.put("exp", SECONDS + until);
        assertEquals(new Refused(why), verify(jwt(claims)));
        String data =
                "session_id=" + SESSION + "&create_time=" + (SECONDS + from) + "&expire_time=" + (SECONDS + until);
        assertEquals(new Refused(why), verify(t1("100", "secret", data, Base64.getEncoder())));
    }

    @Test
    @DisplayName("a clock that is a minute ahead where the token was made does no harm")
    void clockDifference() {
        Map<String, Object> claims = claims();
        claims.put("iat", SECONDS + 60);
        assertInstanceOf(Granted.class, verify(jwt(claims)));
    }

    @Test
    @DisplayName("S32 another key, another secret, another session: refused, in both forms")
    void others() {
        TokenSpec otherKey = Tokens.of("200", "secret", () -> NOW).forSession(SESSION);
        TokenSpec otherSecret = Tokens.of("100", "guess", () -> NOW).forSession(SESSION);
        TokenSpec otherSession = Tokens.of("100", "secret", () -> NOW).forSession("2_other");
        for (String token : List.of(otherKey.jwt(), otherKey.t1())) {
            assertEquals(new Refused("it is for another API key"), verify(token));
        }
        for (String token : List.of(otherSecret.jwt(), otherSecret.t1())) {
            assertEquals(new Refused("its signature is wrong"), verify(token));
        }
        for (String token : List.of(otherSession.jwt(), otherSession.t1())) {
            assertEquals(new Refused("it is for another session"), verify(token));
        }
    }

    @Test
    @DisplayName("S32 a JWT whose claims were changed after it was signed is refused")
    void forgedJwt() {
        Map<String, Object> claims = claims();
        claims.put("role", "subscriber");
        String[] honest = jwt(claims).split("\\.", -1);
        claims.put("role", "moderator");
        String forged = honest[0] + "." + part(claims) + "." + honest[2];
        assertEquals(new Refused("its signature is wrong"), verify(forged));
        assertEquals(new Refused("its signature is wrong"), verify(honest[0] + "." + honest[1] + "."));
    }

    @Test
    @DisplayName("S32 a T1 token whose fields were changed after it was signed is refused")
    void forgedT1() {
        String data = "session_id=" + SESSION + "&create_time=" + SECONDS + "&expire_time=" + (SECONDS + 60) + "&role=";
        String honest = new String(
                Base64.getDecoder()
                        .decode(t1("100", "secret", data + "subscriber", Base64.getEncoder())
                                .substring(4)),
                StandardCharsets.UTF_8);
        assertEquals(new Refused("its signature is wrong"), verify(t1(honest.replace("subscriber", "moderator"))));
        assertEquals(new Refused("its signature is wrong"), verify(t1(honest.replaceFirst("sig=[0-9a-f]+", "sig="))));
        assertEquals(new Refused("its signature is wrong"), verify(t1(honest + "&role=moderator")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "HS512", "RS256", "hs256", ""})
    @DisplayName("S32 a JWT does not choose how it is checked: any algorithm but HS256 is refused, none above all")
    void algorithms(String algorithm) {
        Map<String, Object> header = Map.of("alg", algorithm, "typ", "JWT");
        String signed = part(header) + "." + part(claims());
        for (String signature : List.of("", hmac256(signed))) {
            assertEquals(
                    new Refused("it is neither a T1 token nor a JWT for connecting"), verify(signed + "." + signature));
        }
    }

    @ParameterizedTest
    @CsvSource({"scope, session.create", "scope, ''", "ist, account"})
    @DisplayName("S32 a JWT for something else than connecting is refused")
    void otherPurpose(String claim, String value) {
        Map<String, Object> claims = claims();
        claims.put(claim, value);
        assertEquals(new Refused("it is neither a T1 token nor a JWT for connecting"), verify(jwt(claims)));
    }

    @Test
    @DisplayName("S32 a token that was cut off anywhere is refused")
    void truncated() {
        TokenSpec spec =
                Tokens.of("100", "secret", () -> NOW).forSession(SESSION).data("name=Ada");
        for (String whole : List.of(spec.jwt(), spec.t1())) {
            String unpadded = whole.replaceFirst("=+$", ""); // padding says nothing
            for (int length = 0; length < unpadded.length(); length++) {
                assertInstanceOf(Refused.class, verify(whole.substring(0, length)), "cut off at " + length);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "T1==", "T1==!!!", "T1==aGVsbG8=", "..", "a.b.c", "e30.e30.", "e30.W10.x", "hello", "T1"})
    @DisplayName("S32 what is no token at all is refused")
    void rubbish(String token) {
        assertInstanceOf(Refused.class, verify(token));
    }

    @ParameterizedTest
    @ValueSource(strings = {"create_time=&expire_time=1", "create_time=1&expire_time=soon", "create_time=1"})
    @DisplayName("S32 a T1 token without proper times is refused")
    void t1Times(String times) {
        String data = "session_id=" + SESSION + "&" + times;
        assertInstanceOf(Refused.class, verify(t1("100", "secret", data, Base64.getEncoder())));
    }

    private TokenVerdict verify(String token) {
        return verifier.verify(token, SESSION, NOW);
    }

    private static Map<String, Object> claims() {
        return new TreeMap<>(Map.of(
                "iss",
                "100",
                "ist",
                "project",
                "iat",
                SECONDS,
                "exp",
                SECONDS + 3_600,
                "jti",
                "1",
                "session_id",
                SESSION,
                "nonce",
                "0.1",
                "role",
                "publisher",
                "scope",
                "session.connect"));
    }

    private static String jwt(Map<String, Object> claims) {
        String signed = part(Map.of("alg", "HS256", "typ", "JWT")) + "." + part(claims);
        return signed + "." + hmac256(signed);
    }

    private static String part(Map<String, Object> json) {
        return BASE64URL.encodeToString(JsonMapper.shared().writeValueAsBytes(json));
    }

    private static String hmac256(String text) {
        return BASE64URL.encodeToString(hmac("HmacSHA256", text, "secret"));
    }

    private static String t1(String apiKey, String secret, String data, Base64.Encoder alphabet) {
        String signature = HexFormat.of().formatHex(hmac("HmacSHA1", data, secret));
        String text = "partner_id=" + apiKey + "&sig=" + signature + ":" + data;
        return "T1==" + alphabet.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String t1(String text) {
        return "T1==" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] hmac(String algorithm, String text, String secret) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
