package io.sessionreactive;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a token says of itself, read only to explain why something was refused: the service alone decides, and a token
 * that cannot be read here is tried all the same. Knows both forms, {@code T1==} and JWT; never tells a secret part.
 */
final class TokenText {
    private static final String T1 = "T1==";
    private static final String PASS = "Pass the token that your server made: it begins with T1== or is a JWT";
    private static final List<String> ROLES = List.of("subscriber", "publisher", "publisheronly", "moderator");
    private static final String DEFAULT_ROLE = "publisher";
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final Map<String, String> claims;

    private TokenText(Map<String, String> claims) {
        this.claims = claims;
    }

    /**
     * Why the service may have refused {@code token}, and what to do about it.
     *
     * @param now by the clock here, which is told where it matters
     */
    static String explain(String token, String apiKey, String sessionId, Instant now) {
        if (token.equals(sessionId)) {
            return "What was given is the session id. " + PASS;
        } else if (token.chars().anyMatch(character -> character <= ' ' || character > '~')) {
            return "What was given has a space, a line break or a special character in it, and no token has. " + PASS;
        }
        Map<String, String> claims = claims(token);
        return claims == null
                ? "What was given is no token. " + PASS
                : new TokenText(claims).explain(apiKey, sessionId, now.truncatedTo(ChronoUnit.SECONDS));
    }

    /** The role that {@code token} gives by its text; empty if that cannot be read or is no role. */
    static String role(String token) {
        Map<String, String> claims = claims(token);
        String role = claims == null ? "" : claims.getOrDefault("role", DEFAULT_ROLE);
        return ROLES.contains(role) ? role : "";
    }

    private static @Nullable Map<String, String> claims(String token) {
        return token.startsWith(T1) ? t1(token.substring(T1.length())) : jwt(token);
    }

    private String explain(String apiKey, String sessionId, Instant now) {
        String key = claims.get("key");
        String session = claims.get("session_id");
        Instant expires = time("expires");
        Instant starts = time("starts");
        String role = claims.getOrDefault("role", DEFAULT_ROLE);
        if (key != null && !key.equals(apiKey)) {
            return "By its text the token is for API key " + key + ", not for " + apiKey
                    + ". Make it with the key and the secret of this project";
        } else if (session != null && !session.equals(sessionId)) {
            return "By its text the token is for another session, " + session + ". Make one for this session";
        } else if (expires != null && !expires.isAfter(now)) {
            return "By its text the token expired " + words(Duration.between(expires, now)) + " ago, at " + expires
                    + "; the clock here says " + now + ". Make a new one for each connect";
        } else if (starts != null && starts.isAfter(now)) {
            return "By its text the token is valid from " + starts + " on, in " + words(Duration.between(now, starts))
                    + "; the clock here says " + now + ". Set the clock right that is wrong";
        } else if (!ROLES.contains(role)) {
            return "By its text the token gives the role \"" + role + "\". The roles are " + String.join(", ", ROLES);
        }
        String until = expires == null ? "" : ", until " + expires;
        return "By its text the token is for this session and API key, as " + role + until
                + ". Check that your server signs with the secret of this API key";
    }

    private @Nullable Instant time(String claim) {
        try {
            String seconds = claims.get(claim);
            return seconds == null ? null : Instant.ofEpochSecond(Long.parseLong(seconds));
        } catch (NumberFormatException | DateTimeException e) {
            return null;
        }
    }

    /** The claims of the older form: {@code partner_id=K&sig=S:create_time=...&session_id=...}, in base64. */
    private static @Nullable Map<String, String> t1(String encoded) {
        byte[] bytes = decode(encoded);
        String text = bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
        int colon = text.indexOf(':');
        if (colon < 0 || !text.startsWith("partner_id=")) {
            return null;
        }
        Map<String, String> claims = new HashMap<>();
        fields(text.substring(0, colon), Map.of("partner_id", "key"), claims);
        fields(
                text.substring(colon + 1),
                Map.of("session_id", "session_id", "create_time", "starts", "expire_time", "expires", "role", "role"),
                claims);
        return claims;
    }

    private static void fields(String text, Map<String, String> wanted, Map<String, String> claims) {
        for (String field : text.split("&", -1)) {
            int equals = field.indexOf('=');
            String claim = equals < 0 ? null : wanted.get(field.substring(0, equals));
            if (claim != null) {
                claims.put(claim, field.substring(equals + 1));
            }
        }
    }

    private static @Nullable Map<String, String> jwt(String token) {
        String[] parts = token.split("\\.", -1);
        byte[] body = parts.length == 3 ? decode(parts[1]) : null;
        if (body == null) {
            return null;
        }
        try {
            JsonNode json = MAPPER.readTree(body);
            Map<String, String> claims = new HashMap<>();
            Map.of("iss", "key", "session_id", "session_id", "nbf", "starts", "exp", "expires", "role", "role")
                    .forEach((name, claim) -> {
                        JsonNode value = json.path(name);
                        if (value.isString() || value.isIntegralNumber()) {
                            claims.put(claim, value.asString());
                        }
                    });
            return json.isObject() ? claims : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    /** Both alphabets of base64, padded or not; null if it is neither. */
    private static byte @Nullable [] decode(String text) {
        try {
            return Base64.getUrlDecoder()
                    .decode(text.replace('+', '-').replace('/', '_').replaceAll("=+$", ""));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String words(Duration duration) {
        if (duration.toMinutes() < 2) {
            return duration.toSeconds() + " s";
        } else if (duration.toHours() < 2) {
            return duration.toMinutes() + " min";
        }
        return duration.toDays() < 2 ? duration.toHours() + " h" : duration.toDays() + " days";
    }
}
