package io.sessionreactive.testkit.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Base64;

/**
 * An application of the newer kind of account, which signs with a private key (RS256) where a project of the older kind
 * has a secret.
 *
 * @param id as its tokens name it
 * @param key the public half of its key
 */
public record Application(String id, PublicKey key) {
    private static final String ALGORITHM = "SHA256withRSA";

    /**
     * An application with an RSA key.
     *
     * @throws IllegalArgumentException if the id is empty or the key is of another kind
     */
    public Application {
        if (id.isBlank()) {
            throw new IllegalArgumentException("an application has an id");
        }
        if (!"RSA".equals(key.getAlgorithm())) {
            throw new IllegalArgumentException("an application signs with an RSA key, not " + key.getAlgorithm());
        }
        verifies(key, "", ""); // loads what the first use loads: later calls come from an event loop
    }

    /** Whether that text was signed with the private half of its key. */
    boolean hasSigned(String text, String signature) {
        return verifies(key, text, signature);
    }

    private static boolean verifies(PublicKey key, String text, String signature) {
        try {
            java.security.Signature check = java.security.Signature.getInstance(ALGORITHM);
            check.initVerify(key);
            check.update(text.getBytes(StandardCharsets.UTF_8));
            return check.verify(Base64.getUrlDecoder().decode(signature));
        } catch (IllegalArgumentException | java.security.SignatureException e) {
            return false; // not base64, or nothing that such a key can have made
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
