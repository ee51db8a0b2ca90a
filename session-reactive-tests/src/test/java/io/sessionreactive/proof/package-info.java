/**
 * Proof by many random lives: clients, a service and networks that misbehave in virtual time, and an oracle that knows
 * what must come out of it. One number, the seed, makes the same life again.
 */
package io.sessionreactive.proof;
