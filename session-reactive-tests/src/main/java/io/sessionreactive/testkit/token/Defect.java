package io.sessionreactive.testkit.token;

import org.jspecify.annotations.Nullable;

/** What is wrong with a token on purpose, apart from what it says. */
enum Defect {
    /** Nothing. */
    NONE,
    /** Signed with a secret that is not the API key's. */
    FORGED,
    /** Not signed; a JWT says so by the algorithm {@code none}. */
    UNSIGNED,
    /** The last quarter is missing, as after a careless copy. */
    TRUNCATED;

    /** The secret that a token with this defect is signed with, or null for none. */
    @Nullable
    String secret(String apiSecret) {
        return switch (this) {
            case NONE, TRUNCATED -> apiSecret;
            case FORGED -> apiSecret + ", but another one";
            case UNSIGNED -> null;
        };
    }

    /** The token as it is handed out. */
    String mar(String token) {
        return this == TRUNCATED ? token.substring(0, token.length() - token.length() / 4) : token;
    }
}
