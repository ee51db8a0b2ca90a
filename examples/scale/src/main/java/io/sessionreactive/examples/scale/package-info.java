/** What thousands of sessions in one JVM cost: time, memory, threads. One program, {@code Scale}. */
package io.sessionreactive.examples.scale;
