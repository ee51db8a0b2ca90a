/**
 * Frames and the link that carries them: many sockets one after the other, one conversation.
 *
 * <p>This room knows frames, transactions, keep-alive and what to do when a socket is lost. It must not know what a
 * message says, and nothing of sessions.
 */
@NullMarked
package io.sessionreactive.rumor;

import org.jspecify.annotations.NullMarked;
