package io.sessionreactive.testkit.service;

import java.util.Map;

/**
 * What the service answers to an HTTP request.
 *
 * @param status the HTTP status
 * @param headers by name
 * @param body its text, JSON or empty
 */
public record HttpAnswer(int status, Map<String, String> headers, String body) {
    /** Leaves the body out. */
    @Override
    public String toString() {
        return "HttpAnswer[" + status + "]";
    }
}
