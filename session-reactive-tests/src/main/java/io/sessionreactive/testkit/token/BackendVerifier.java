package io.sessionreactive.testkit.token;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Checks what a backend shows to use the REST interface: a JWT that the server SDKs make for each request, signed by a
 * project (HS256) or by an application (RS256). A client's token, which lets into one session, is none.
 */
public final class BackendVerifier {
    // clocks of the program that makes tokens and of the service that reads them need not agree to the second
    private static final long CLOCK_DIFFERENCE_SECONDS = 60;

    // for those that do not say how long they are valid
    private static final Duration USUAL_LIFE = Duration.ofMinutes(15);

    private final Keys keys;

    /** A verifier of what was signed with those keys. */
    public BackendVerifier(Keys keys) {
        this.keys = keys;
    }

    /**
     * Says whose the token of a project is, as {@code X-OPENTOK-AUTH} carries it.
     *
     * @return the API key, or null if it is not good
     */
    public @Nullable String project(String token, Instant now) {
        Jwt jwt = Jwt.parse(token);
        if (jwt == null || !"HS256".equals(jwt.algorithm()) || !"project".equals(jwt.text("ist", "project"))) {
            return null;
        }
        boolean good = keys.apiKey().equals(jwt.text("iss", ""))
                && isTimely(jwt, now)
                && keys.projectHasSigned(Signature.HMAC_SHA256, jwt.signed(), jwt.signature());
        return good ? keys.apiKey() : null;
    }

    /**
     * Says whose the token of an application is, as {@code Authorization: Bearer} carries it.
     *
     * @return its id, or null if it is not good
     */
    public @Nullable String application(String token, Instant now) {
        Jwt jwt = Jwt.parse(token);
        if (jwt == null || !"RS256".equals(jwt.algorithm())) {
            return null;
        }
        String id = jwt.text("application_id", "");
        boolean good = keys.isApplication(id)
                && isTimely(jwt, now)
                && keys.applicationHasSigned(jwt.signed(), jwt.signature());
        return good ? id : null;
    }

    private static boolean isTimely(Jwt jwt, Instant now) {
        long from = jwt.number("iat");
        long until = jwt.claims().has("exp") ? jwt.number("exp") : from + USUAL_LIFE.toSeconds();
        return !jwt.isForConnecting()
                && now.getEpochSecond() < until
                && from <= now.getEpochSecond() + CLOCK_DIFFERENCE_SECONDS;
    }
}
