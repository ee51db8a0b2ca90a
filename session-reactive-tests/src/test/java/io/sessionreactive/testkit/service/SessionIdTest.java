package io.sessionreactive.testkit.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SessionIdTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00.123Z");

    @ParameterizedTest
    @CsvSource({
        // the two that are in public
        "1, 1~100~~1607984111261~BsZB~~, 100, false",
        "2, 1~47665971~~1739538894959~Q9mc~~P~~, 47665971, true",
        // a location, and a key that is a UUID
        "1, 1~100~eu-west~1607984111261~BsZB~, 100, false",
        "2, 1~0a1b2c3d-0000-4000-8000-000000000000~~1607984111261~x~~, 0a1b2c3d-0000-4000-8000-000000000000, true"
    })
    @DisplayName("a well-formed id is read as it comes: its key, and relayed for 2_, routed for 1_")
    void reads(String prefix, String inside, String apiKey, boolean relayed) {
        String text = prefix + "_" + base64(inside);
        assertEquals(Optional.of(new SessionId(text, apiKey, relayed)), SessionId.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "1_",
                "1_short",
                "1~100~~1607984111261~BsZB~~", // not encoded
                "1_!!!!!!!!!!!!",
                "1_aGVsbG8gdGhlcmUgYWxs", // base64 of other text
                "../../etc/passwd"
            })
    @DisplayName("what is no session id is none")
    void refuses(String text) {
        assertEquals(Optional.empty(), SessionId.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2~100~~1607984111261~BsZB~~", // version
                "1~~~1607984111261~BsZB~~", // no key
                "1~10/0~~1607984111261~BsZB~~", // a key that would break uris
                "1~100~~soon~BsZB~~", // no time
                "1~100~~1607984111261~~~", // nothing random
                "1~100~~1607984111261~BsZB" // no end
            })
    @DisplayName("an id is none if what is inside is not as it should be")
    void refusesInside(String inside) {
        assertEquals(Optional.empty(), SessionId.parse("1_" + base64(inside)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0_", "3_", "_", "", "1-", "11_"})
    @DisplayName("only 1_ and 2_ begin an id")
    void refusesPrefix(String prefix) {
        assertEquals(Optional.empty(), SessionId.parse(prefix + base64("1~100~~1607984111261~BsZB~~")));
    }

    @Test
    @DisplayName("an id has at most 400 characters of base64, and no padding")
    void lengths() {
        String longest = "1~100~~1607984111261~" + "x".repeat(278) + "~";
        assertEquals(400, base64(longest).length());
        assertTrue(SessionId.parse("1_" + base64(longest)).isPresent());
        assertEquals(Optional.empty(), SessionId.parse("1_" + base64(longest + "~")));
        assertTrue(SessionId.parse("1_" + base64("1~100~~1607984111261~BsZ~")).isPresent());
        assertEquals(Optional.empty(), SessionId.parse("1_" + base64("1~100~~1607984111261~BsZ~") + "=="));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("a new id can be read, and is like no other")
    void creates(boolean relayed) {
        SessionId created = SessionId.create("100", relayed, NOW);
        assertEquals(Optional.of(created), SessionId.parse(created.text()));
        assertEquals(relayed, created.relayed());
        assertEquals("100", created.apiKey());
        assertTrue(inside(created).startsWith("1~100~~" + NOW.toEpochMilli() + "~"), inside(created));
        assertNotEquals(created.text(), SessionId.create("100", relayed, NOW).text());
    }

    private static String inside(SessionId id) {
        return new String(Base64.getUrlDecoder().decode(id.text().substring(2)), StandardCharsets.UTF_8);
    }

    private static String base64(String inside) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(inside.getBytes(StandardCharsets.UTF_8));
    }
}
