/**
 * The native WebRTC library, webrtc-java, which is optional: whether it can be used here and, if not, why.
 *
 * <p>This room knows how that library is installed, loaded and found missing. It must not know what a session is; the
 * rooms above must not touch the library itself.
 */
@NullMarked
package io.sessionreactive.webrtc;

import org.jspecify.annotations.NullMarked;
