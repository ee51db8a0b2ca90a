package io.sessionreactive.testkit.token;

import io.sessionreactive.testkit.token.TokenVerdict.Granted;
import io.sessionreactive.testkit.token.TokenVerdict.Refused;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Checks what clients show to enter a session: tokens of a project in both forms, and of an application. */
public final class TokenVerifier {
    // clocks of the program that makes tokens and of the service that reads them need not agree to the second
    private static final long CLOCK_DIFFERENCE_SECONDS = 60;

    private final Keys keys;

    /** A verifier of the tokens that were signed with those keys. */
    public TokenVerifier(Keys keys) {
        this.keys = keys;
        for (Signature signature : Signature.values()) {
            signature.of("", keys.apiSecret()); // loads what the first use loads: later calls come from an event loop
        }
    }

    /** Says whether {@code token} opens that session at that time. */
    public TokenVerdict verify(String token, String sessionId, Instant now) {
        SignedClaims claims = read(token);
        if (claims == null) {
            return new Refused("it is neither a T1 token nor a JWT for connecting");
        }
        if (!claims.isIssuer().test(keys)) {
            return new Refused("it is for another API key");
        }
        if (!claims.isSigned().test(keys)) {
            return new Refused("its signature is wrong");
        }
        if (!claims.sessionId().equals(sessionId)) {
            return new Refused("it is for another session");
        }
        if (now.getEpochSecond() >= claims.validUntil()) {
            return new Refused("it expired " + (now.getEpochSecond() - claims.validUntil()) + " s ago");
        }
        if (now.getEpochSecond() + CLOCK_DIFFERENCE_SECONDS < claims.validFrom()) {
            return new Refused("it is not valid for another " + (claims.validFrom() - now.getEpochSecond()) + " s");
        }
        return Role.ofName(claims.role())
                .<TokenVerdict>map(role -> new Granted(role, claims.data()))
                .orElseGet(() -> new Refused("its role is none of the known ones"));
    }

    /** The connection data of a token, whether it is good or not; nothing if it is not a token. */
    public String dataOf(String token) {
        SignedClaims claims = read(token);
        return claims == null ? "" : claims.data();
    }

    private static @Nullable SignedClaims read(String token) {
        SignedClaims claims = T1Token.read(token);
        return claims == null ? JwtToken.read(token) : claims;
    }
}
