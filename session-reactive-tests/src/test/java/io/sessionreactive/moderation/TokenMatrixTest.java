package io.sessionreactive.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sessionreactive.Operation;
import io.sessionreactive.SessionException;
import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.Headers;
import io.sessionreactive.support.MarkdownTable;
import io.sessionreactive.support.Place;
import io.sessionreactive.support.RawClient;
import io.sessionreactive.testkit.seen.SeenMember;
import io.sessionreactive.testkit.token.Role;
import io.sessionreactive.testkit.token.TokenSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tokens of every wrong kind, in both forms, at both doors: where session information is asked for, as the SDK does, and
 * at the socket itself, where a client may come without having asked. Nobody in the session notices.
 */
@Timeout(120)
class TokenMatrixTest {
    private static final MarkdownTable TABLE = new MarkdownTable(
            "token", "form", "what the user of the SDK reads", "at the socket", "those in the session");

    /** The two forms of tokens. */
    enum Form {
        JWT(TokenSpec::jwt),
        T1(TokenSpec::t1);

        @SuppressWarnings("ImmutableEnumChecker") // lambdas that keep nothing
        private final Function<TokenSpec, String> write;

        Form(Function<TokenSpec, String> write) {
            this.write = write;
        }

        /** The token with one part of its text changed after it was signed. */
        private String altered(String token, String part, String instead) {
            if (this == T1) {
                return t1(text(t1(token)).replace(part, instead).getBytes(StandardCharsets.UTF_8));
            }
            String[] parts = token.split("\\.");
            parts[1] = encode(text(decode(parts[1])).replace(part, instead).getBytes(StandardCharsets.UTF_8));
            return String.join(".", parts);
        }

        /** The token with one bit of its claims or of its signature changed. */
        private String flipped(String token, boolean inSignature) {
            if (this == T1) {
                byte[] bytes = t1(token);
                bytes[inSignature ? "partner_id=100&sig=".length() + 7 : bytes.length - 7] ^= 1;
                return t1(bytes);
            }
            String[] parts = token.split("\\.");
            int part = inSignature ? 2 : 1;
            byte[] bytes = decode(parts[part]);
            bytes[bytes.length / 2] ^= 1;
            parts[part] = encode(bytes);
            return String.join(".", parts);
        }

        private static byte[] t1(String token) {
            return Base64.getDecoder()
                    .decode(token.substring(4).replace('-', '+').replace('_', '/'));
        }

        private static String t1(byte[] bytes) {
            return "T1==" + Base64.getEncoder().encodeToString(bytes);
        }
    }

    private static byte[] decode(String base64) {
        return Base64.getUrlDecoder().decode(base64);
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @AfterAll
    static void write() throws IOException {
        TABLE.write(Path.of("target/tokens.md"));
    }

    @ParameterizedTest
    @CsvSource({"IN_MEMORY, JWT", "IN_MEMORY, T1", "REAL_SOCKETS, JWT", "REAL_SOCKETS, T1"})
    @DisplayName("S32 a token that is wrong in any way lets nobody in at either door, and nobody inside notices")
    void refused(Place place, Form form) {
        try (Gathering room = new Gathering(place)) {
            RawClient ada = room.joinRaw("Ada", Role.MODERATOR);
            List<String> before = state(room, ada);
            tokens(room, form).forEach((kind, token) -> {
                SessionException failure =
                        room.newAttendee("Eve", options -> options).refusedToJoin(token);
                assertEquals("OT_AUTHENTICATION_ERROR", failure.name(), kind);
                assertEquals(1004, failure.code(), kind);
                assertEquals(Operation.CONNECT, failure.operation(), kind);
                RawClient eve = RawClient.withToken(room.stage(), room.sessionId(), token);
                Frame answer = eve.answer(eve.ask());
                assertEquals("403", answer.headers().get(Headers.STATUS), kind);
                assertEquals(before, state(room, ada), kind);
                if (place == Place.IN_MEMORY) {
                    TABLE.row(kind, form.name(), failure.getMessage(), "403", "notice nothing");
                }
            });
            String good = form.write.apply(room.token("Eve"));
            RawClient.withToken(room.stage(), room.sessionId(), good).join();
            assertEquals(2, room.seen().members().size());
        }
    }

    /** What the service has, and what somebody in the session has heard. */
    private static List<String> state(Gathering room, RawClient ada) {
        List<String> state = new ArrayList<>(ada.heard());
        room.seen().members().stream().map(SeenMember::toString).forEach(state::add);
        return state;
    }

    private static Map<String, String> tokens(Gathering room, Form form) {
        TokenSpec good = room.token("Eve");
        String other = room.stage().service().createSession();
        TokenSpec elsewhere = room.stage().service().tokens().forSession(other);
        String token = form.write.apply(good);
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("none at all", form == Form.JWT ? "nonsense" : "T1==");
        tokens.put("expired 3 minutes ago", form.write.apply(good.expiredFor(Duration.ofMinutes(3))));
        tokens.put("not valid for 2 more hours", form.write.apply(good.notValidFor(Duration.ofHours(2))));
        tokens.put("signed with another secret", form.write.apply(good.forged()));
        tokens.put("not signed", form.write.apply(good.unsigned()));
        tokens.put("cut off", form.write.apply(good.truncated()));
        tokens.put("for another session", form.write.apply(elsewhere));
        tokens.put("for another API key", form.write.apply(good.ofApiKey("200")));
        tokens.put("role raised under the old signature", form.altered(token, "publisher", "moderator"));
        tokens.put(
                "session changed under the old signature",
                form.altered(form.write.apply(elsewhere), other, room.sessionId()));
        tokens.put("a bit of the claims flipped", form.flipped(token, false));
        tokens.put("a bit of the signature flipped", form.flipped(token, true));
        if (form == Form.JWT) {
            String[] parts = token.split("\\.");
            for (String algorithm : List.of("none", "HS512", "RS256")) {
                String header = "{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}";
                parts[0] = encode(header.getBytes(StandardCharsets.UTF_8));
                tokens.put("algorithm switched to " + algorithm, String.join(".", parts));
            }
        }
        return tokens;
    }
}
