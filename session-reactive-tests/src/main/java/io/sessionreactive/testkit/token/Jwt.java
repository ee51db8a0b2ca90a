package io.sessionreactive.testkit.token;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON Web Token that was taken apart (RFC 7515, 7.1). Nothing of it is checked yet.
 *
 * @param algorithm what it says it is signed with
 * @param claims what it says
 * @param signed the text that is signed
 * @param signature the result, as text
 */
record Jwt(String algorithm, JsonNode claims, String signed, String signature) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Takes a token apart; null if it is no JWT. */
    static @Nullable Jwt parse(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return null;
        }
        try {
            String algorithm = json(parts[0]).path("alg").asString("");
            return new Jwt(algorithm, json(parts[1]), parts[0] + "." + parts[1], parts[2]);
        } catch (IllegalArgumentException | JacksonException e) {
            return null; // not base64, or not JSON
        }
    }

    /** A claim that is a string. */
    String text(String claim, String otherwise) {
        JsonNode value = claims.path(claim);
        return value.isString() ? value.stringValue() : otherwise;
    }

    /** A claim that is a number; 0 if there is none. */
    long number(String claim) {
        return claims.path(claim).asLong(0);
    }

    /** Whether a client shows it to enter a session; what a backend shows is something else. */
    boolean isForConnecting() {
        return "session.connect".equals(text("scope", ""));
    }

    private static JsonNode json(String part) {
        return JSON.readTree(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
    }
}
