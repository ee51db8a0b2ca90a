package io.sessionreactive.testkit.token;

import io.sessionreactive.rumor.Ids;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;

/**
 * A token to be made: for one session, at first as a publisher, for 24 hours from now, without connection data.
 * Immutable; each method that changes something gives a copy. {@link #jwt()} and {@link #t1()} make the token, a new one
 * with each call, its times counted from that call.
 *
 * <p>The service refuses what {@link #expiredFor}, {@link #notValidFor}, {@link #ofApiKey}, {@link #forged},
 * {@link #unsigned} and {@link #truncated} make. For a token of another session, ask {@link Tokens#forSession} for one.
 */
public final class TokenSpec {
    /** The longest lifetime of a token. */
    public static final Duration LONGEST_LIFETIME = Duration.ofDays(30);

    /** The most characters of connection data. */
    public static final int MOST_CONNECTION_DATA = 1000;

    private static final Duration USUAL_LIFETIME = Duration.ofHours(24);

    private final InstantSource clock;
    private final String apiSecret;
    private final Claims claims;
    private final Defect defect;

    TokenSpec(String apiKey, String apiSecret, InstantSource clock, String sessionId) {
        this(
                clock,
                apiSecret,
                new Claims(apiKey, sessionId, Role.PUBLISHER, "", Duration.ZERO, USUAL_LIFETIME),
                Defect.NONE);
    }

    private TokenSpec(InstantSource clock, String apiSecret, Claims claims, Defect defect) {
        this.clock = clock;
        this.apiSecret = apiSecret;
        this.claims = claims;
        this.defect = defect;
    }

    /** The same in another role. */
    public TokenSpec role(Role role) {
        Objects.requireNonNull(role, "role");
        return with(new Claims(claims.apiKey, claims.sessionId, role, claims.data, claims.from, claims.until));
    }

    /**
     * The same with connection data, which everybody in the session can read.
     *
     * @throws IllegalArgumentException if it is longer than 1,000 characters
     */
    public TokenSpec data(String data) {
        if (data.length() > MOST_CONNECTION_DATA) {
            throw new IllegalArgumentException(
                    "connection data has at most " + MOST_CONNECTION_DATA + " characters, got " + data.length());
        }
        return with(new Claims(claims.apiKey, claims.sessionId, claims.role, data, claims.from, claims.until));
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
        return valid(Duration.ZERO, lifetime);
    }

    /** The same, expired so long ago, after a life of 24 hours. */
    public TokenSpec expiredFor(Duration ago) {
        return valid(ago.negated().minus(USUAL_LIFETIME), ago.negated());
    }

    /** The same, not valid for so long, and then for 24 hours. The service lets clocks differ by a minute. */
    public TokenSpec notValidFor(Duration wait) {
        return valid(wait, wait.plus(USUAL_LIFETIME));
    }

    /** The same, of another API key than the service's. */
    public TokenSpec ofApiKey(String apiKey) {
        return with(new Claims(apiKey, claims.sessionId, claims.role, claims.data, claims.from, claims.until));
    }

    /** The same, signed with another secret than the service's. */
    public TokenSpec forged() {
        return with(Defect.FORGED);
    }

    /** The same without a signature; as a JWT it says so, with the algorithm {@code none}. */
    public TokenSpec unsigned() {
        return with(Defect.UNSIGNED);
    }

    /** The same without its last quarter, as after a careless copy. */
    public TokenSpec truncated() {
        return with(Defect.TRUNCATED);
    }

    /** Makes the token as a JWT. */
    public String jwt() {
        return defect.mar(JwtToken.write(this, defect.secret(apiSecret), Ids.unique()));
    }

    /** Makes the token in the older form, which begins with {@code T1==}. */
    public String t1() {
        return defect.mar(T1Token.write(this, defect.secret(apiSecret), Ids.unique()));
    }

    String apiKey() {
        return claims.apiKey;
    }

    String sessionId() {
        return claims.sessionId;
    }

    String roleName() {
        return claims.role.wireName();
    }

    String connectionData() {
        return claims.data;
    }

    long validFrom() {
        return clock.instant().plus(claims.from).getEpochSecond();
    }

    long validUntil() {
        return clock.instant().plus(claims.until).getEpochSecond();
    }

    private TokenSpec valid(Duration from, Duration until) {
        return with(new Claims(claims.apiKey, claims.sessionId, claims.role, claims.data, from, until));
    }

    private TokenSpec with(Claims newClaims) {
        return new TokenSpec(clock, apiSecret, newClaims, defect);
    }

    private TokenSpec with(Defect newDefect) {
        return new TokenSpec(clock, apiSecret, claims, newDefect);
    }

    /** Tells the session and the role; neither the secret nor the data. */
    @Override
    public String toString() {
        return "TokenSpec[" + claims.role.wireName() + " in " + claims.sessionId + "]";
    }

    /** What the token will say; its times are counted from its making. */
    private record Claims(String apiKey, String sessionId, Role role, String data, Duration from, Duration until) {}
}
