/**
 * The session service itself: its rules as plain classes, and the few that carry out what the rules decide. Not meant
 * for users of the kit.
 *
 * <p>This room knows session information, frames and messages from the service's side. It must not know sockets, HTTP
 * servers or threads: it is given a {@link io.sessionreactive.testkit.service.Wire} for each socket and one scheduler,
 * on which everything here runs, one thing at a time.
 */
@NullMarked
package io.sessionreactive.testkit.service;

import org.jspecify.annotations.NullMarked;
