package io.sessionreactive.testkit.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The two ways in which tokens are signed with the API secret. */
enum Signature {
    /** Of a T1 token; written as lower-case hex. */
    HMAC_SHA1("HmacSHA1"),
    /** Of a JWT, where it is called HS256; written as base64url without padding. */
    HMAC_SHA256("HmacSHA256");

    private final String algorithm;

    Signature(String algorithm) {
        this.algorithm = algorithm;
    }

    /** The signature in the form in which a token of this kind carries it. */
    String of(String text, String secret) {
        byte[] bytes = bytes(text, secret);
        return this == HMAC_SHA1
                ? HexFormat.of().formatHex(bytes)
                : Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private byte[] bytes(String text, String secret) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
