package io.sessionreactive.testkit.token;

import java.util.function.Predicate;

/**
 * What a token says, and the proof of it, which is yet to be checked.
 *
 * @param issuer whose it is
 * @param sessionId the session it is for
 * @param role the role's name
 * @param data the connection data, decoded
 * @param validFrom seconds since 1970
 * @param validUntil seconds since 1970
 * @param isIssuer whether somebody's keys are those of the issuer
 * @param isSigned whether somebody's keys have signed it
 */
record SignedClaims(
        String issuer,
        String sessionId,
        String role,
        String data,
        long validFrom,
        long validUntil,
        Predicate<Keys> isIssuer,
        Predicate<Keys> isSigned) {}
