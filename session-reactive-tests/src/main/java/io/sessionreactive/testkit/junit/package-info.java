/**
 * The test kit for JUnit Jupiter, 5.13 or later: {@link io.sessionreactive.testkit.junit.SessionTest} gives a test its
 * service and its clients, and cleans up after it.
 *
 * <p>This room knows how a test begins and ends. It must not be needed by anybody who starts a service without JUnit:
 * nothing outside of it knows JUnit, and the kit brings none.
 */
@NullMarked
package io.sessionreactive.testkit.junit;

import org.jspecify.annotations.NullMarked;
