/**
 * Sessions and signals: all that a program needs to sit in an OpenTok session.
 *
 * <p>Start with {@link io.sessionreactive.OpenTok}. This room knows what a session promises to its user. It must not
 * know how messages are written nor how bytes travel.
 */
@NullMarked
package io.sessionreactive;

import org.jspecify.annotations.NullMarked;
