package io.sessionreactive.testkit.token;

import io.sessionreactive.rumor.Ids;
import java.util.Base64;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
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

    /** What the token says, or null if it is none of a project or an application, for connecting. */
    static @Nullable SignedClaims read(String token) {
        Jwt jwt = Jwt.parse(token);
        if (jwt == null || !jwt.isForConnecting()) {
            return null;
        }
        // whose it claims to be says how it is to be signed; a token that names another algorithm is none
        if (jwt.claims().has("application_id")) {
            String id = jwt.text("application_id", "");
            return "RS256".equals(jwt.algorithm())
                    ? claims(
                            jwt,
                            id,
                            keys -> keys.isApplication(id),
                            keys -> keys.applicationHasSigned(jwt.signed(), jwt.signature()))
                    : null;
        }
        String apiKey = jwt.text("iss", "");
        return "HS256".equals(jwt.algorithm()) && "project".equals(jwt.text("ist", "project"))
                ? claims(
                        jwt,
                        apiKey,
                        keys -> keys.apiKey().equals(apiKey),
                        keys -> keys.projectHasSigned(Signature.HMAC_SHA256, jwt.signed(), jwt.signature()))
                : null;
    }

    private static SignedClaims claims(Jwt jwt, String issuer, Predicate<Keys> isIssuer, Predicate<Keys> isSigned) {
        return new SignedClaims(
                issuer,
                jwt.text("session_id", ""),
                jwt.text("role", Role.PUBLISHER.wireName()),
                jwt.text("connection_data", ""),
                jwt.number("iat"),
                jwt.number("exp"),
                isIssuer,
                isSigned);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
