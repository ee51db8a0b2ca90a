/**
 * The border to the network: bytes out, bytes in, and the scheduler on which a session lives.
 *
 * <p>This room knows sockets and HTTP. It must not know what the bytes say.
 */
@NullMarked
package io.sessionreactive.transport;

import org.jspecify.annotations.NullMarked;
