/**
 * Tokens: who may enter which session, in which role, for how long.
 *
 * <p>This room knows both forms of tokens, how they are signed and how they are checked. It must not know what a session
 * is, nor how a token travels.
 */
@NullMarked
package io.sessionreactive.testkit.token;

import org.jspecify.annotations.NullMarked;
