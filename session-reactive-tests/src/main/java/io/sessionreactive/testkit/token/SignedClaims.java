package io.sessionreactive.testkit.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * What a token says, and the proof of it, which is yet to be checked.
 *
 * @param apiKey whose secret signed it
 * @param sessionId the session it is for
 * @param role the role's name
 * @param data the connection data, decoded
 * @param validFrom seconds since 1970
 * @param validUntil seconds since 1970
 * @param signed the text that is signed
 * @param algorithm how
 * @param signature the result, as text
 */
record SignedClaims(
        String apiKey,
        String sessionId,
        String role,
        String data,
        long validFrom,
        long validUntil,
        String signed,
        Signature algorithm,
        String signature) {

    /** Takes a time that does not depend on where a wrong signature differs. */
    boolean isSignedWith(String secret) {
        byte[] right = algorithm.of(signed, secret).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(right, signature.getBytes(StandardCharsets.UTF_8));
    }
}
