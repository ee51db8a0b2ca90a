package io.sessionreactive.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** The public half of an RSA key in a PEM file ({@code -----BEGIN PUBLIC KEY-----}, RFC 7468, 13). */
final class PublicKeyFile {
    private static final String LABEL = "PUBLIC KEY-----";

    private PublicKeyFile() {}

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it cannot be read, or is something else
     */
    static PublicKey read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("the public key " + file + " cannot be read: " + e, e);
        }
        int from = text.indexOf("-----BEGIN " + LABEL);
        int to = text.indexOf("-----END " + LABEL);
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("in " + file + " there is no public key in PEM (BEGIN PUBLIC KEY)");
        }
        try {
            byte[] bytes =
                    Base64.getMimeDecoder().decode(text.substring(from + "-----BEGIN ".length() + LABEL.length(), to));
            return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(bytes));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw new IllegalArgumentException("the public key in " + file + " is no RSA key", e);
        }
    }
}
