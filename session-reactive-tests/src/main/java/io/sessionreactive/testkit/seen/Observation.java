package io.sessionreactive.testkit.seen;

import java.time.Instant;

/** One thing that a session saw. New kinds may come: keep a default branch. */
public sealed interface Observation {
    /** When, by the service's clock. */
    Instant at();

    /**
     * A client came in.
     *
     * @param at when
     * @param member who
     * @param members how many are in the session with it
     */
    record MemberJoined(Instant at, SeenMember member, int members) implements Observation {}

    /**
     * A member lost its socket; the service waits for its return, and the others do not know.
     *
     * @param at when
     * @param member who
     */
    record MemberAbsent(Instant at, SeenMember member) implements Observation {}

    /**
     * A member that was absent has a socket again.
     *
     * @param at when
     * @param member who
     */
    record MemberReturned(Instant at, SeenMember member) implements Observation {}

    /**
     * A member is in the session no longer.
     *
     * @param at when
     * @param member who, as it was last
     * @param reason what the others were told, such as {@code clientDisconnected}
     * @param members how many are in the session without it
     */
    record MemberLeft(Instant at, SeenMember member, String reason, int members) implements Observation {}

    /**
     * The service accepted a signal.
     *
     * @param at when
     * @param signal which
     */
    record SignalAccepted(Instant at, SeenSignal signal) implements Observation {}

    /**
     * A member publishes a stream.
     *
     * @param at when
     * @param stream which
     */
    record StreamPublished(Instant at, SeenStream stream) implements Observation {}

    /**
     * A stream's name or the number of its subscribers changed.
     *
     * @param at when
     * @param stream as it is now
     */
    record StreamChanged(Instant at, SeenStream stream) implements Observation {}

    /**
     * A stream ended.
     *
     * @param at when
     * @param stream as it was last
     */
    record StreamEnded(Instant at, SeenStream stream) implements Observation {}
}
