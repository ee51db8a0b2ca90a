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
    private static final int MOST_TOLD = 300;

    /** What it says if it is a refusal, shortened; empty if it is none. */
    String refusal() {
        boolean isRefusal = status >= 300 || body.startsWith("[{\"error\"");
        return isRefusal ? body.substring(0, Math.min(body.length(), MOST_TOLD)) : "";
    }

    /** Leaves the body out. */
    @Override
    public String toString() {
        return "HttpAnswer[" + status + "]";
    }
}
