package io.sessionreactive.tests;

import io.sessionreactive.Operation;
import io.sessionreactive.SessionException;
import reactor.core.publisher.Mono;

/**
 * An error, how it is caused and what it has to be.
 *
 * @param row of the contract
 * @param kind what it has to be
 * @param how it is caused
 * @param words that its message has, among others
 * @param cause causes it
 */
record Trouble(String row, Kind kind, String how, String words, Mono<SessionException> cause) {
    /**
     * What tells one error from another.
     *
     * @param flags N for a network failure, R for retryable, U for an unknown delivery
     */
    record Kind(Operation operation, String name, int code, String flags) {
        static Kind connect(String name, int code, String flags) {
            return new Kind(Operation.CONNECT, name, code, flags);
        }

        static Kind signal(String name, int code, String flags) {
            return new Kind(Operation.SIGNAL, name, code, flags);
        }
    }
}
