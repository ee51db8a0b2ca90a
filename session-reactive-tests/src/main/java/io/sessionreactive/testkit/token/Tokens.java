package io.sessionreactive.testkit.token;

import java.time.InstantSource;

/**
 * Makes tokens with one API key and its secret.
 *
 * <pre>{@code
 * String token = tokens.forSession(sessionId).role(Role.MODERATOR).data("name=Ada").jwt();
 * String tooOld = tokens.forSession(sessionId).expiredFor(Duration.ofMinutes(3)).t1();
 * }</pre>
 */
public final class Tokens {
    private final String apiKey;
    private final String apiSecret;
    private final InstantSource clock;

    private Tokens(String apiKey, String apiSecret, InstantSource clock) {
        if (apiKey.isEmpty() || apiSecret.isEmpty()) {
            throw new IllegalArgumentException("an API key and its secret have characters");
        }
        this.apiKey = apiKey;
        this.apiSecret = apiSecret;
        this.clock = clock;
    }

    /** Tokens whose times are those of the system's clock. */
    public static Tokens of(String apiKey, String apiSecret) {
        return of(apiKey, apiSecret, InstantSource.system());
    }

    /** Tokens whose times are those of {@code clock}, for a service that lives in another time than the system's. */
    public static Tokens of(String apiKey, String apiSecret, InstantSource clock) {
        return new Tokens(apiKey, apiSecret, clock);
    }

    /** A token for that session, to be shaped further. */
    public TokenSpec forSession(String sessionId) {
        return new TokenSpec(apiKey, apiSecret, clock, sessionId);
    }

    /** Tells the key, not the secret. */
    @Override
    public String toString() {
        return "Tokens[" + apiKey + "]";
    }
}
