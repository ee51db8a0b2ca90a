package io.sessionreactive.testkit.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.sessionreactive.OpenTok;
import io.sessionreactive.Session;
import io.sessionreactive.SessionException;
import io.sessionreactive.testkit.LocalSession;
import io.sessionreactive.testkit.LocalSessionService;
import io.sessionreactive.testkit.junit.SessionTest;
import io.sessionreactive.testkit.token.TokenVerdict.Granted;
import io.sessionreactive.testkit.token.TokenVerdict.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

@Timeout(30)
class TokenSpecTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final String SESSION = "2_MX4xMDB";

    private final TokenSpec spec = Tokens.of("100", "secret", () -> NOW).forSession(SESSION);
    private final TokenVerifier verifier = new TokenVerifier(new Keys("100", "secret", null));

    @Test
    @DisplayName("a token lasts 24 hours if nothing else is said, and 30 days at the most")
    void lifetimes() {
        assertLastsFor(spec, Duration.ofHours(24));
        assertLastsFor(spec.lifetime(Duration.ofSeconds(1)), Duration.ofSeconds(1));
        assertLastsFor(spec.lifetime(Duration.ofDays(30)), Duration.ofDays(30));
        assertThrows(
                IllegalArgumentException.class,
                () -> spec.lifetime(Duration.ofDays(30).plusSeconds(1)));
        assertThrows(IllegalArgumentException.class, () -> spec.lifetime(Duration.ZERO));
        TokenSpec tomorrow = spec.notValidFor(Duration.ofDays(1));
        for (String token : List.of(tomorrow.jwt(), tomorrow.t1())) {
            assertEquals(new Granted(Role.PUBLISHER, ""), verify(token, Duration.ofDays(1)));
            assertEquals(new Refused("it expired 0 s ago"), verify(token, Duration.ofDays(2)));
        }
    }

    private void assertLastsFor(TokenSpec lasting, Duration lifetime) {
        for (String token : List.of(lasting.jwt(), lasting.t1())) {
            assertEquals(new Granted(Role.PUBLISHER, ""), verify(token, Duration.ZERO));
            assertEquals(new Granted(Role.PUBLISHER, ""), verify(token, lifetime.minusSeconds(1)));
            assertEquals(new Refused("it expired 0 s ago"), verify(token, lifetime));
        }
    }

    @Test
    @DisplayName("connection data has at most 1,000 characters, of any kind")
    void data() {
        String most = "\u00e4&=+% \ud83d\ude00".repeat(125);
        assertEquals(1_000, most.length());
        TokenSpec full = spec.data(most).role(Role.MODERATOR);
        assertEquals(new Granted(Role.MODERATOR, most), verify(full.jwt(), Duration.ZERO));
        assertEquals(new Granted(Role.MODERATOR, most), verify(full.t1(), Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> spec.data(most + "x"));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    @DisplayName("what changes a token keeps everything else, and leaves the original alone")
    void copies(Role role) {
        TokenSpec shaped = spec.role(role).data("name=Ada").lifetime(Duration.ofHours(1));
        assertEquals(new Granted(role, "name=Ada"), verify(shaped.jwt(), Duration.ofMinutes(59)));
        assertEquals(new Granted(role, "name=Ada"), verify(shaped.t1(), Duration.ofMinutes(59)));
        assertEquals(
                new Refused("its signature is wrong"), verify(shaped.forged().jwt(), Duration.ZERO));
        assertEquals(new Granted(role, "name=Ada"), verify(shaped.jwt(), Duration.ZERO));
        assertEquals(new Granted(Role.PUBLISHER, ""), verify(spec.jwt(), Duration.ZERO));
        assertNotEquals(shaped.jwt(), shaped.jwt(), "each has a nonce of its own");
    }

    /** What makes a token bad, and what the service makes of it as a JWT and as a T1. */
    static Stream<Arguments> defects() {
        String noToken = "it is neither a T1 token nor a JWT for connecting";
        return Stream.of(
                bad("expired", good -> good.expiredFor(Duration.ofMinutes(3)), "it expired 180 s ago"),
                bad(
                        "not valid yet",
                        good -> good.notValidFor(Duration.ofHours(1)),
                        "it is not valid for another 3600 s"),
                bad("of another key", good -> good.ofApiKey("200"), "it is for another API key"),
                bad("forged", TokenSpec::forged, "its signature is wrong"),
                arguments(
                        "unsigned", (UnaryOperator<TokenSpec>) TokenSpec::unsigned, noToken, "its signature is wrong"),
                bad("truncated", TokenSpec::truncated, null));
    }

    private static Arguments bad(String name, UnaryOperator<TokenSpec> how, String why) {
        return arguments(name, how, why, why);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("defects")
    @DisplayName("S32 a bad token is refused for the reason it was made with")
    void refused(String name, UnaryOperator<TokenSpec> how, String whyJwt, String whyT1) {
        assertRefused(whyJwt, verify(how.apply(spec.data("name=Ada")).jwt(), Duration.ZERO));
        assertRefused(whyT1, verify(how.apply(spec.data("name=Ada")).t1(), Duration.ZERO));
    }

    private static void assertRefused(String why, TokenVerdict verdict) {
        if (why == null) {
            assertTrue(verdict instanceof Refused, verdict.toString()); // where it is cut decides what is missed
        } else {
            assertEquals(new Refused(why), verdict);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("defects")
    @SessionTest(virtual = true)
    @DisplayName("S32 a bad token fails a connect with 1004, and no part of it is in the message")
    void refusedByTheService(
            String name,
            UnaryOperator<TokenSpec> how,
            String whyJwt,
            String whyT1,
            LocalSession room,
            Session ada,
            Tokens tokens,
            VirtualTimeScheduler time) {
        TokenSpec bad = how.apply(tokens.forSession(room.id()).data("the-connection-data"));
        for (String token : List.of(bad.jwt(), bad.t1())) {
            StepVerifier.create(ada.connect(token))
                    .then(() -> time.advanceTimeBy(Duration.ofSeconds(1)))
                    .expectErrorSatisfies(error -> {
                        SessionException refusal = (SessionException) error;
                        assertEquals("OT_AUTHENTICATION_ERROR", refusal.name());
                        assertEquals(1004, refusal.code());
                        for (String part : token.split("\\.", -1)) {
                            assertFalse(!part.isEmpty() && refusal.getMessage().contains(part), refusal.getMessage());
                        }
                        assertFalse(refusal.getMessage().contains("the-connection-data"), refusal.getMessage());
                    })
                    .verify(Duration.ofSeconds(20));
        }
        assertEquals(List.of(), room.members());
    }

    @Test
    @SessionTest(virtual = true)
    @DisplayName("S32 a token of another session is refused")
    void anotherSession(
            LocalSessionService service, LocalSession room, OpenTok openTok, Tokens tokens, VirtualTimeScheduler time) {
        Session ada = openTok.initSession(service.apiKey(), room.id());
        StepVerifier.create(
                        ada.connect(tokens.forSession(service.createSession()).t1()))
                .then(() -> time.advanceTimeBy(Duration.ofSeconds(1)))
                .expectErrorMatches(error -> ((SessionException) error).code() == 1004)
                .verify(Duration.ofSeconds(20));
        String text = service.transcript().toString();
        assertTrue(text.contains("it is for another session"), text);
    }

    @Test
    @DisplayName("an unsigned JWT says so by its algorithm, and has the three parts of every JWT")
    void unsigned() {
        String[] parts = spec.unsigned().jwt().split("\\.", -1);
        assertEquals(3, parts.length);
        String header = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8);
        assertEquals("{\"alg\":\"none\",\"typ\":\"JWT\"}", header);
        assertEquals("", parts[2]);
    }

    @Test
    @DisplayName("the text form tells neither the secret nor the data")
    void text() {
        assertEquals(
                "TokenSpec[publisher in " + SESSION + "]", spec.data("name=Ada").toString());
    }

    private TokenVerdict verify(String token, Duration later) {
        return verifier.verify(token, SESSION, NOW.plus(later));
    }
}
