package io.sessionreactive.support;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/** JSON Web Tokens with whatever claims, signed in whatever way, right or wrong. */
public final class Jwts {
    private Jwts() {}

    /** Signed with a secret, HS256. */
    public static String hs256(Map<String, ?> claims, byte[] secret) {
        String text = text("HS256", claims);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return text + "." + base64(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signed with an RSA key, RS256. */
    public static String rs256(Map<String, ?> claims, PrivateKey key) {
        String text = text("RS256", claims);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return text + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Not signed, and says so. */
    public static String unsigned(Map<String, ?> claims) {
        return text("none", claims) + ".";
    }

    private static String text(String algorithm, Map<String, ?> claims) {
        return base64(json(Map.of("alg", algorithm, "typ", "JWT"))) + "." + base64(json(claims));
    }

    private static byte[] json(Map<String, ?> fields) {
        return JsonMapper.shared().writeValueAsBytes(fields);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
