/**
 * The vocabulary of a session: JSON messages, what they are about, and which answer belongs to which request.
 *
 * <p>This room knows every message by name. It must not know what a session makes of them, nor how a link survives.
 */
@NullMarked
package io.sessionreactive.raptor;

import org.jspecify.annotations.NullMarked;
