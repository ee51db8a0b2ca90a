package io.sessionreactive.testkit.token;

import io.sessionreactive.rumor.Ids;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;

/**
 * A token to be made: for one session, at first as a publisher, for 24 hours from now, without connection data.
 * Immutable; each method that changes something gives a copy. {@link #jwt()} and {@link #t1()} make the token, a new one
 * with each call, its times counted from that call.
 */
public final class TokenSpec {
    /** The longest lifetime of a token. */
    public static final Duration LONGEST_LIFETIME = Duration.ofDays(30);

    /** The most characters of connection data. */
    public static final int MOST_CONNECTION_DATA = 1000;

    private static final Duration USUAL_LIFETIME = Duration.ofHours(24);

    private final String apiKey;
    private final String apiSecret;
    private final InstantSource clock;
    private final String sessionId;
    private final Role role;
    private final String connectionData;
    private final Duration from;
    private final Duration until;

    TokenSpec(String apiKey, String apiSecret, InstantSource clock, String sessionId) {
        this(apiKey, apiSecret, clock, sessionId, Role.PUBLISHER, "", Duration.ZERO, USUAL_LIFETIME);
    }

    private TokenSpec(
            String apiKey,
            String apiSecret,
            InstantSource clock,
            String sessionId,
            Role role,
            String connectionData,
            Duration from,
            Duration until) {
        this.apiKey = apiKey;
        this.apiSecret = apiSecret;
        this.clock = clock;
        this.sessionId = sessionId;
        this.role = role;
        this.connectionData = connectionData;
        this.from = from;
        this.until = until;
    }

    /** The same in another role. */
    public TokenSpec role(Role newRole) {
        Objects.requireNonNull(newRole, "role");
        return new TokenSpec(apiKey, apiSecret, clock, sessionId, newRole, connectionData, from, until);
    }

    /**
     * The same with connection data, which everybody in the session can read.
     *
     * @throws IllegalArgumentException if it is longer than 1,000 characters
     */
    public TokenSpec data(String newData) {
        if (newData.length() > MOST_CONNECTION_DATA) {
            throw new IllegalArgumentException(
                    "connection data has at most " + MOST_CONNECTION_DATA + " characters, got " + newData.length());
        }
        return new TokenSpec(apiKey, apiSecret, clock, sessionId, role, newData, from, until);
    }

    /**
     * The same, valid from now on for so long.
     *
     * @throws IllegalArgumentException if that is less than a second or more than 30 days
     */
    public TokenSpec lifetime(Duration lifetime) {
        if (lifetime.compareTo(Duration.ofSeconds(1)) < 0 || lifetime.compareTo(LONGEST_LIFETIME) > 0) {
            throw new IllegalArgumentException("a token lives for 1 second to 30 days, not " + lifetime);
        }
        return new TokenSpec(apiKey, apiSecret, clock, sessionId, role, connectionData, Duration.ZERO, lifetime);
    }

    /** The same, expired so long ago, after a life of 24 hours. */
    public TokenSpec expiredFor(Duration ago) {
        Duration end = ago.negated();
        return new TokenSpec(apiKey, apiSecret, clock, sessionId, role, connectionData, end.minus(USUAL_LIFETIME), end);
    }

    /** Makes the token as a JWT. */
    public String jwt() {
        return JwtToken.write(this, apiSecret, Ids.unique());
    }

    /** Makes the token in the older form, which begins with {@code T1==}. */
    public String t1() {
        return T1Token.write(this, apiSecret, Ids.unique());
    }

    String apiKey() {
        return apiKey;
    }

    String sessionId() {
        return sessionId;
    }

    String roleName() {
        return role.wireName();
    }

    String connectionData() {
        return connectionData;
    }

    long validFrom() {
        return clock.instant().plus(from).getEpochSecond();
    }

    long validUntil() {
        return clock.instant().plus(until).getEpochSecond();
    }

    /** Tells the session and the role; neither the secret nor the data. */
    @Override
    public String toString() {
        return "TokenSpec[" + role.wireName() + " in " + sessionId + "]";
    }
}
