package io.sessionreactive.testkit.token;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The older form of token: {@code T1==} and then, in base64, {@code partner_id=K&sig=SIG:DATA}. SIG is the HMAC-SHA1 of
 * DATA in hex, DATA is a list of fields like a query string's.
 */
final class T1Token {
    private static final String PREFIX = "T1==";

    private T1Token() {}

    /** A token signed with that secret; without one, with an empty signature. */
    static String write(TokenSpec spec, @Nullable String secret, String nonce) {
        String data = "create_time=" + spec.validFrom()
                + "&expire_time=" + spec.validUntil()
                + "&session_id=" + spec.sessionId()
                + "&nonce=" + nonce
                + "&role=" + spec.roleName();
        if (!spec.connectionData().isEmpty()) {
            data += "&connection_data=" + URLEncoder.encode(spec.connectionData(), StandardCharsets.UTF_8);
        }
        String signature = secret == null ? "" : Signature.HMAC_SHA1.of(data, secret);
        String text = "partner_id=" + spec.apiKey() + "&sig=" + signature + ":" + data;
        return PREFIX + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What the token says, or null if it is no T1 token. */
    static @Nullable SignedClaims read(String token) {
        if (!token.startsWith(PREFIX)) {
            return null;
        }
        try {
            // some server SDKs write one base64 alphabet, some the other
            String base64 = token.substring(PREFIX.length()).replace('-', '+').replace('_', '/');
            return parse(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return null; // not base64, not a number, or wrongly encoded data
        }
    }

    private static @Nullable SignedClaims parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return null;
        }
        String data = text.substring(colon + 1);
        Map<String, String> head = fields(text.substring(0, colon));
        Map<String, String> fields = fields(data);
        String apiKey = head.getOrDefault("partner_id", "");
        String signature = head.getOrDefault("sig", "");
        return new SignedClaims(
                apiKey,
                fields.getOrDefault("session_id", ""),
                fields.getOrDefault("role", Role.PUBLISHER.wireName()),
                URLDecoder.decode(fields.getOrDefault("connection_data", ""), StandardCharsets.UTF_8),
                Long.parseLong(fields.getOrDefault("create_time", "")),
                Long.parseLong(fields.getOrDefault("expire_time", "")),
                keys -> keys.apiKey().equals(apiKey),
                keys -> keys.projectHasSigned(Signature.HMAC_SHA1, data, signature));
    }

    private static Map<String, String> fields(String text) {
        Map<String, String> fields = new HashMap<>();
        for (String field : text.split("&", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.putIfAbsent(field.substring(0, equals), field.substring(equals + 1));
            }
        }
        return fields;
    }
}
