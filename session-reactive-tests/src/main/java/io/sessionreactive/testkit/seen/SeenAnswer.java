package io.sessionreactive.testkit.seen;

import java.time.Instant;

/**
 * An HTTP request, and what the service answered.
 *
 * @param at when it was answered
 * @param method such as {@code GET}
 * @param path of its URL, without the query
 * @param status the HTTP status; refusals too may have 200
 * @param refusal what the service said if it refused, otherwise empty
 */
public record SeenAnswer(Instant at, String method, String path, int status, String refusal) implements SeenTraffic {}
