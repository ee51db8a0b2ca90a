package io.sessionreactive.support;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks for secrets in a text, or for any twelve characters of one: as they are, encoded for URLs, in base64 wherever it
 * begins, and as hex dumps, with spaces or without. A secret has at least 24 characters, so that a dump that breaks it
 * over two lines of 16 leaves twelve together.
 */
public final class SecretSearch {
    private static final int LENGTH = 12;

    private final Map<String, String> wanted = new HashMap<>();

    /** Looks for that secret too. */
    public SecretSearch secret(String name, String secret) {
        if (secret.length() < 2 * LENGTH) {
            throw new IllegalArgumentException("too short to be found for certain: " + name);
        }
        forms(secret).forEach((form, text) -> pieces(name + ", " + form, text));
        return this;
    }

    /** Which secrets are in the text, and in which form; empty if none is. */
    public Set<String> in(String text) {
        Set<String> found = new TreeSet<>();
        for (String version : new String[] {text, text.replace(" ", "")}) {
            for (int i = 0; i + LENGTH <= version.length(); i++) {
                String name = wanted.get(version.substring(i, i + LENGTH));
                if (name != null) {
                    found.add(name);
                }
            }
        }
        return found;
    }

    /** The secret as it may stand in a text, by what is done to it. */
    public static Map<String, String> forms(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        Map<String, String> forms = new HashMap<>();
        forms.put("as it is", secret);
        forms.put("for URLs", URLEncoder.encode(secret, StandardCharsets.UTF_8));
        forms.put("hex", HexFormat.of().formatHex(bytes));
        forms.put("HEX", HexFormat.of().formatHex(bytes).toUpperCase(Locale.ROOT));
        for (int before = 0; before < 3; before++) {
            byte[] shifted = Arrays.copyOf(new byte[before], before + bytes.length);
            System.arraycopy(bytes, 0, shifted, before, bytes.length);
            // without the characters at both ends that depend on what is around it
            String base64 = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            String middle = base64.substring(4, base64.length() - 2);
            forms.put("base64 " + before, middle);
            forms.put("base64url " + before, middle.replace('+', '-').replace('/', '_'));
        }
        return forms;
    }

    private void pieces(String name, String text) {
        for (int i = 0; i + LENGTH <= text.length(); i++) {
            wanted.put(text.substring(i, i + LENGTH), name);
        }
    }
}
