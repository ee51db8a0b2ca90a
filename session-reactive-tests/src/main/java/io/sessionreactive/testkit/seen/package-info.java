/**
 * What a session saw: who was there, what was said and published, as immutable values.
 *
 * <p>This room knows values only. It must not know how a session works.
 */
@NullMarked
package io.sessionreactive.testkit.seen;

import org.jspecify.annotations.NullMarked;
