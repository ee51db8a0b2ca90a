/** A backend and a client in one session. One program, {@code ServerSdk}. */
package io.sessionreactive.examples.backend;
