package io.sessionreactive;

import java.time.Duration;
import java.util.Objects;

/**
 * Which session, and how it behaves. Immutable: each method returns changed options and leaves these as they are.
 */
public final class SessionOptions {
    private final String apiKey;
    private final String sessionId;
    private final Duration replyTimeout;
    private final int eventBuffer;

    private SessionOptions(String apiKey, String sessionId, Duration replyTimeout, int eventBuffer) {
        this.apiKey = apiKey;
        this.sessionId = sessionId;
        this.replyTimeout = replyTimeout;
        this.eventBuffer = eventBuffer;
    }

    /**
     * Options with their defaults for one session.
     *
     * @param apiKey the project's API key
     * @param sessionId of a session that exists on the service
     * @throws IllegalArgumentException if either is empty
     */
    public static SessionOptions of(String apiKey, String sessionId) {
        return new SessionOptions(
                text(apiKey, "the API key"), text(sessionId, "the session id"), Duration.ofSeconds(15), 1024);
    }

    /**
     * How long a request may stay without an answer while the link is up; 15 s by default. The protocol itself has no
     * such bound.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public SessionOptions replyTimeout(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("the reply timeout must be positive, got " + timeout);
        }
        return new SessionOptions(apiKey, sessionId, timeout, eventBuffer);
    }

    /**
     * How many changes of the session a subscriber of {@link Session#events()} may be behind before it fails; 1,024 by
     * default. Joining is one change, however many events tell it.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public SessionOptions eventBuffer(int changes) {
        if (changes < 1) {
            throw new IllegalArgumentException("the event buffer must hold at least one change, got " + changes);
        }
        return new SessionOptions(apiKey, sessionId, replyTimeout, changes);
    }

    /** The project's API key. */
    public String apiKey() {
        return apiKey;
    }

    /** The session's id. */
    public String sessionId() {
        return sessionId;
    }

    /** How long a request may stay without an answer. */
    public Duration replyTimeout() {
        return replyTimeout;
    }

    /** How many changes a subscriber of events may be behind. */
    public int eventBuffer() {
        return eventBuffer;
    }

    private static String text(String value, String what) {
        if (Objects.requireNonNull(value, what).isBlank()) {
            throw new IllegalArgumentException(what + " is empty");
        }
        return value;
    }
}
