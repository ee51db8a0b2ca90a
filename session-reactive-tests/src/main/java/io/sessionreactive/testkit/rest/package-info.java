/**
 * The REST interface, as the official server SDKs use it: sessions are made, signalled to, moderated and recorded (in name
 * only) from a backend.
 */
@NullMarked
package io.sessionreactive.testkit.rest;

import org.jspecify.annotations.NullMarked;
