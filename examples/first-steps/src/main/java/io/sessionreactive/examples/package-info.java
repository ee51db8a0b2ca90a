/** First steps: each class is a program of its own, to be read from top to bottom. */
package io.sessionreactive.examples;
