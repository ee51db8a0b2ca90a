package io.sessionreactive.testkit.seen;

/**
 * A stream that is published.
 *
 * @param streamId its id
 * @param connectionId who publishes it
 * @param name as its publisher called it, possibly empty
 * @param subscribers how many subscribers it has
 */
public record SeenStream(String streamId, String connectionId, String name, int subscribers) {}
