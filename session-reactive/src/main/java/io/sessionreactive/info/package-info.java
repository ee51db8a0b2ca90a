/**
 * Session information: the HTTP call that says where a session's messaging server is and what the session is like.
 *
 * <p>This room knows that one call, its refusals and its retries. It must not know frames or messages.
 */
@NullMarked
package io.sessionreactive.info;

import org.jspecify.annotations.NullMarked;
