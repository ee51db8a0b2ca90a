/**
 * A local session service, in this process, to test against: start one, make sessions and tokens, look at what a session
 * saw, break its sockets, stop it.
 *
 * <p>This room knows how a service is started, reached and looked at, over real sockets or in memory. It must not know
 * the rules of a session: those are in {@code service}.
 */
@NullMarked
package io.sessionreactive.testkit;

import org.jspecify.annotations.NullMarked;
