package io.sessionreactive.testkit.token;

import io.sessionreactive.rumor.Ids;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The present form of token: a JWT (RFC 7519), signed HS256 with the API secret. */
final class JwtToken {
    private static final JsonMapper JSON = JsonMapper.shared();

    private JwtToken() {}

    /** A token signed with that secret; without one it says so, as RFC 7519 has it in section 6. */
    static String write(TokenSpec spec, @Nullable String secret, String nonce) {
        ObjectNode header = JSON.createObjectNode()
                .put("alg", secret == null ? "none" : "HS256")
                .put("typ", "JWT");
        ObjectNode claims = JSON.createObjectNode()
                .put("iss", spec.apiKey())
                .put("ist", "project")
                .put("iat", spec.validFrom())
                .put("exp", spec.validUntil())
                .put("jti", Ids.unique())
                .put("session_id", spec.sessionId())
                .put("nonce", nonce)
                .put("role", spec.roleName())
                .put("scope", "session.connect");
        if (!spec.connectionData().isEmpty()) {
            claims.put("connection_data", spec.connectionData());
        }
        String signed = base64(JSON.writeValueAsBytes(header)) + "." + base64(JSON.writeValueAsBytes(claims));
        return signed + "." + (secret == null ? "" : Signature.HMAC_SHA256.of(signed, secret));
    }

    /** What the token says, or null if it is no HS256 JWT. */
    static @Nullable SignedClaims read(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return null;
        }
        try {
            JsonNode header = json(parts[0]);
            JsonNode claims = json(parts[1]);
            // the algorithm is ours to name, not the token's: with another one there is nothing to check
            if (!"HS256".equals(text(header, "alg", "")) || !isForConnecting(claims)) {
                return null;
            }
            return new SignedClaims(
                    text(claims, "iss", ""),
                    text(claims, "session_id", ""),
                    text(claims, "role", Role.PUBLISHER.wireName()),
                    text(claims, "connection_data", ""),
                    claims.path("iat").asLong(0),
                    claims.path("exp").asLong(0),
                    parts[0] + "." + parts[1],
                    Signature.HMAC_SHA256,
                    parts[2]);
        } catch (IllegalArgumentException | JacksonException e) {
            return null; // not base64, or not JSON
        }
    }

    private static boolean isForConnecting(JsonNode claims) {
        return "session.connect".equals(text(claims, "scope", "")) && "project".equals(text(claims, "ist", "project"));
    }

    private static String text(JsonNode json, String key, String otherwise) {
        JsonNode value = json.path(key);
        return value.isString() ? value.stringValue() : otherwise;
    }

    private static JsonNode json(String part) {
        return JSON.readTree(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
