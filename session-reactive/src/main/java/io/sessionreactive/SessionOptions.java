package io.sessionreactive;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import reactor.util.retry.Retry;

/**
 * Which session, and how it behaves. Immutable: each method returns changed options and leaves these as they are.
 */
public final class SessionOptions {
    private final String apiKey;
    private final String sessionId;
    private Retry reconnect = ReconnectPolicy.fullJitter();
    private LinkClocks clocks = LinkClocks.defaults();
    private LinkListener listener = new LinkListener() {};
    private Duration replyTimeout = Duration.ofSeconds(15);
    private boolean connectionEventsSuppressed;
    private int eventBuffer = 1024;
    private int mostWaiting = 1_000;
    private long mostWaitingBytes = 8L * 1024 * 1024;

    private SessionOptions(String apiKey, String sessionId) {
        this.apiKey = apiKey;
        this.sessionId = sessionId;
    }

    /**
     * Options with their defaults for one session.
     *
     * @param apiKey the project's API key
     * @param sessionId of a session that exists on the service
     * @throws IllegalArgumentException if either is empty
     */
    public static SessionOptions of(String apiKey, String sessionId) {
        return new SessionOptions(text(apiKey, "the API key"), text(sessionId, "the session id"));
    }

    /**
     * When the attempts of an outage are made; {@link ReconnectPolicy#fullJitter()} by default.
     *
     * @param policy any {@link Retry}; asked anew for each outage, within the rules that {@link ReconnectPolicy} tells.
     *     Where it ends or fails, the session is given up
     */
    public SessionOptions reconnect(Retry policy) {
        Objects.requireNonNull(policy, "policy");
        return with(options -> options.reconnect = policy);
    }

    /** The times by which the link lives; {@link LinkClocks#defaults()} by default. */
    public SessionOptions clocks(LinkClocks times) {
        Objects.requireNonNull(times, "times");
        return with(options -> options.clocks = times);
    }

    /** Who is told what happens inside the link; nobody by default. */
    public SessionOptions listener(LinkListener who) {
        Objects.requireNonNull(who, "who");
        return with(options -> options.listener = who);
    }

    /**
     * How much may wait for the service's acknowledgement, held signals included, while connected too; 1,000 signals or
     * 8 MiB by default, whichever is reached first. A signal that would be more fails at once with
     * {@code OT_BUFFER_OVERFLOW}, and nothing that waits is lost.
     *
     * @param signals how many
     * @param bytes how many bytes on the wire, all together
     * @throws IllegalArgumentException if either is less than 1
     */
    public SessionOptions mostWaiting(int signals, long bytes) {
        if (signals < 1 || bytes < 1) {
            throw new IllegalArgumentException(
                    "at least one signal and one byte must be able to wait, got " + signals + " and " + bytes);
        }
        return with(options -> {
            options.mostWaiting = signals;
            options.mostWaitingBytes = bytes;
        });
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
        return with(options -> options.replyTimeout = timeout);
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
        return with(options -> options.eventBuffer = changes);
    }

    /**
     * Whether the coming and going of others is passed over; false by default. For sessions of many clients of whom each
     * has only to hear what is said: neither {@link SessionEvent.ConnectionCreated} nor
     * {@link SessionEvent.ConnectionDestroyed} is told of others, and {@link SessionSnapshot#connections()} and
     * {@link Session#roster()} have ourselves alone, so they count nobody else.
     *
     * <p>Signals and streams of others still come, at once. Of a signal's sender only the connection id is known: data,
     * permissions and creation time of that {@link Connection} are empty. It can be answered and removed all the same.
     */
    public SessionOptions connectionEventsSuppressed(boolean suppressed) {
        return with(options -> options.connectionEventsSuppressed = suppressed);
    }

    /** The project's API key. */
    public String apiKey() {
        return apiKey;
    }

    /** The session's id. */
    public String sessionId() {
        return sessionId;
    }

    /** When the attempts of an outage are made. */
    public Retry reconnect() {
        return reconnect;
    }

    /** The times by which the link lives. */
    public LinkClocks clocks() {
        return clocks;
    }

    /** Who is told what happens inside the link. */
    public LinkListener listener() {
        return listener;
    }

    /** How many signals may wait for their acknowledgement. */
    public int mostWaiting() {
        return mostWaiting;
    }

    /** How many bytes they may be, all together. */
    public long mostWaitingBytes() {
        return mostWaitingBytes;
    }

    /** How long a request may stay without an answer. */
    public Duration replyTimeout() {
        return replyTimeout;
    }

    /** Whether the coming and going of others is passed over. */
    public boolean connectionEventsSuppressed() {
        return connectionEventsSuppressed;
    }

    /** How many changes a subscriber of events may be behind. */
    public int eventBuffer() {
        return eventBuffer;
    }

    /** A copy, changed before anybody else sees it. */
    private SessionOptions with(Consumer<SessionOptions> change) {
        SessionOptions copy = new SessionOptions(apiKey, sessionId);
        copy.reconnect = reconnect;
        copy.clocks = clocks;
        copy.listener = listener;
        copy.replyTimeout = replyTimeout;
        copy.connectionEventsSuppressed = connectionEventsSuppressed;
        copy.eventBuffer = eventBuffer;
        copy.mostWaiting = mostWaiting;
        copy.mostWaitingBytes = mostWaitingBytes;
        change.accept(copy);
        return copy;
    }

    private static String text(String value, String what) {
        if (Objects.requireNonNull(value, what).isBlank()) {
            throw new IllegalArgumentException(what + " is empty");
        }
        return value;
    }
}
