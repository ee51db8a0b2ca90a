package io.sessionreactive.testkit.token;

/** What the check of a token came to. */
public sealed interface TokenVerdict {
    /**
     * The token is good.
     *
     * @param role the role it gives
     * @param data its connection data
     */
    record Granted(Role role, String data) implements TokenVerdict {}

    /**
     * The token is not good.
     *
     * @param why in words that quote nothing of the token
     */
    record Refused(String why) implements TokenVerdict {}
}
