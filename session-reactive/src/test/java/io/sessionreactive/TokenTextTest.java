package io.sessionreactive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTextTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:03:00.789Z");
    private static final long NOON = Instant.parse("2026-11-01T12:00:00Z").getEpochSecond();
    private static final String SECRET = "5d41402abc4b2a76b9719d911017c592";
    private static final String PASS = "Pass the token that your server made: it begins with T1== or is a JWT";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not-a-token",
                "T1==",
                "T1==%%%",
                "T1==bm90IGEgdG9rZW4",
                "a.b",
                "a.b.c",
                "eyJhbGciOiJIUzI1NiJ9.W10.sig",
                "eyJhbGciOiJIUzI1NiJ9.%%.sig",
                "."
            })
    @DisplayName("S32 what is no token is called so")
    void noToken(String token) {
        assertEquals("What was given is no token. " + PASS, explain(token));
    }

    @ParameterizedTest
    @ValueSource(strings = {"T1==abc\n", " T1==abc", "T1==a bc", "Bearer T1==abc", "T1==ä"})
    @DisplayName("S32 spaces, line breaks and special characters are named")
    void characters(String token) {
        assertEquals(
                "What was given has a space, a line break or a special character in it, and no token has. " + PASS,
                explain(token));
    }

    @Test
    @DisplayName("S32 the session id in the token's place is recognized")
    void sessionId() {
        assertEquals("What was given is the session id. " + PASS, explain("2_MX4"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | 2_MX4 | 12:00 | publisher | By its text the token is for API key 200, not for 100. Make it with the"
                        + " key and the secret of this project",
                "100 | 1_OTHER | 12:00 | publisher | By its text the token is for another session, 1_OTHER. Make one for"
                        + " this session",
                "100 | 2_MX4 | 12:00 | publisher | By its text the token expired 3 min ago, at 2026-11-01T12:00:00Z; the"
                        + " clock here says 2026-11-01T12:03:00Z. Make a new one for each connect",
                "100 | 2_MX4 | 12:02 | publisher | By its text the token expired 60 s ago, at 2026-11-01T12:02:00Z; the"
                        + " clock here says 2026-11-01T12:03:00Z. Make a new one for each connect",
                "100 | 2_MX4 | 13:00 | king | By its text the token gives the role \"king\". The roles are subscriber,"
                        + " publisher, publisheronly, moderator",
                "100 | 2_MX4 | 13:00 | moderator | By its text the token is for this session and API key, as moderator,"
                        + " until 2026-11-01T13:00:00Z. Check that your server signs with the secret of this API key"
            })
    @DisplayName("S32 both kinds of token are read alike: key, session, times by both clocks, role")
    void tokens(String key, String session, String until, String role, String words) {
        long expires = Instant.parse("2026-11-01T" + until + ":00Z").getEpochSecond();
        for (String token : List.of(t1(key, session, NOON - 86_400, expires, role), jwt(key, session, expires, role))) {
            assertEquals(words, explain(token));
            assertFalse(explain(token).contains(SECRET));
        }
    }

    @Test
    @DisplayName("S32 a token that is not valid yet tells both clocks")
    void tooEarly() {
        assertEquals(
                "By its text the token is valid from 2026-11-01T16:03:00Z on, in 4 h; the clock here says"
                        + " 2026-11-01T12:03:00Z. Set the clock right that is wrong",
                explain(t1("100", "2_MX4", NOON + 4 * 3600 + 180, NOON + 86_400, "publisher")));
    }

    @Test
    @DisplayName("S32 what the token does not tell, or tells in no readable form, is passed over")
    void partial() {
        assertEquals(
                "By its text the token is for this session and API key, as publisher. Check that your server signs with"
                        + " the secret of this API key",
                explain(encode("T1==", "partner_id=100&sig=x:session_id=2_MX4&expire_time=soon")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"subscriber", "publisher", "publisheronly", "moderator"})
    @DisplayName("S32 the role is read from both kinds of token")
    void role(String role) {
        assertEquals(role, TokenText.role(t1("100", "2_MX4", NOON, NOON, role)));
        assertEquals(role, TokenText.role(jwt("100", "2_MX4", NOON, role)));
    }

    @Test
    @DisplayName("S32 a token that names no role gives a publisher's; what is no token or no role gives none")
    void noRole() {
        assertEquals("publisher", TokenText.role(encode("T1==", "partner_id=100&sig=x:session_id=2_MX4")));
        assertEquals("", TokenText.role(jwt("100", "2_MX4", NOON, SECRET)));
        for (String token : List.of("", "a.b.c", "T1==", "T1==%%%", "not-a-token")) {
            assertEquals("", TokenText.role(token));
        }
    }

    private static String explain(String token) {
        return TokenText.explain(token, "100", "2_MX4", NOW);
    }

    private static String t1(String key, String session, long from, long until, String role) {
        return encode(
                "T1==",
                "partner_id=" + key + "&sig=" + SECRET + ":create_time=" + from + "&expire_time=" + until
                        + "&session_id=" + session + "&nonce=1&role=" + role);
    }

    private static String jwt(String key, String session, long until, String role) {
        String claims = "{\"iss\":\"" + key + "\",\"session_id\":\"" + session + "\",\"exp\":" + until + ",\"role\":\""
                + role + "\"}";
        return encode("", "{\"alg\":\"HS256\"}") + encode(".", claims) + "." + SECRET;
    }

    private static String encode(String before, String text) {
        return before + Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
