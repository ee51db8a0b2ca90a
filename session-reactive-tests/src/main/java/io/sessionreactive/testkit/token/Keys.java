package io.sessionreactive.testkit.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * Whose tokens a service takes.
 *
 * @param apiKey the project
 * @param apiSecret what the project signs with
 * @param application one more that signs for the same sessions, if there is one
 */
public record Keys(
        String apiKey, String apiSecret, @Nullable Application application) {

    /** Whether the project signed that text so; takes a time that does not depend on where a wrong signature differs. */
    boolean projectHasSigned(Signature algorithm, String text, String signature) {
        byte[] right = algorithm.of(text, apiSecret).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(right, signature.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether the application signed that text so. */
    boolean applicationHasSigned(String text, String signature) {
        return application != null && application.hasSigned(text, signature);
    }

    /** Whether that is the id of the application. */
    boolean isApplication(String id) {
        return application != null && application.id().equals(id);
    }

    /** Tells no secret. */
    @Override
    public String toString() {
        return "Keys[" + apiKey + "]";
    }
}
