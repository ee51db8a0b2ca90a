package io.sessionreactive;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What happens in a session, as {@link Session#events()} tells it. Names are those of the OpenTok documentation. New
 * kinds may come: keep a default branch.
 */
public sealed interface SessionEvent {
    /**
     * We are in the session.
     *
     * @param connection our own
     */
    record SessionConnected(Connection connection) implements SessionEvent {}

    /**
     * The network was lost, and the way back is being tried; told once in each outage. Signals are held meanwhile.
     *
     * @param cause how it was lost
     * @param deadline when the session is given up, by the clock of the session's scheduler
     */
    record SessionReconnecting(Throwable cause, Instant deadline) implements SessionEvent {}

    /**
     * The network is back, as a message of the service proves; we are the same connection as before. What happened in
     * the session meanwhile follows, and held signals are on their way.
     */
    record SessionReconnected() implements SessionEvent {}

    /**
     * We are in the session no longer; the last event of each stay.
     *
     * @param reason why
     */
    record SessionDisconnected(DisconnectReason reason) implements SessionEvent {}

    /**
     * A client is in the session: one that came, one that was there before us, or ourselves.
     *
     * @param connection who
     * @param own whether it is ourselves
     */
    record ConnectionCreated(Connection connection, boolean own) implements SessionEvent {}

    /**
     * Another client left; our own leaving is {@link SessionDisconnected}.
     *
     * @param connection who
     * @param reason why
     */
    record ConnectionDestroyed(Connection connection, DisconnectReason reason) implements SessionEvent {}

    /**
     * Another client publishes.
     *
     * @param stream what
     */
    record StreamCreated(Stream stream) implements SessionEvent {}

    /**
     * Another client's stream ended.
     *
     * @param stream which
     * @param reason why
     */
    record StreamDestroyed(Stream stream, DisconnectReason reason) implements SessionEvent {}

    /**
     * Something about a stream changed.
     *
     * @param before the stream as it was
     * @param after the stream as it is
     */
    record StreamPropertyChanged(Stream before, Stream after) implements SessionEvent {
        /**
         * What is different, in the words of the OpenTok documentation: {@code name}, {@code hasAudio},
         * {@code hasVideo}, {@code videoType}, {@code videoDimensions}. Usually one.
         */
        public Set<String> changed() {
            return after.differencesTo(before);
        }
    }

    /**
     * A moderator muted the microphones of all who publish, except those of streams that the moderator left out, and of
     * all who will; or ended that.
     *
     * @param active whether they are muted from now on
     */
    record MuteForced(boolean active) implements SessionEvent {}

    /**
     * A signal came in.
     *
     * @param type null if it has none
     * @param data null if it has none
     * @param isJson whether {@code data} is the JSON text of something that was not a string on the wire
     * @param from who sent it, ourselves included; null if a server sent it through REST
     */
    record SignalReceived(
            @Nullable String type,
            @Nullable String data,
            boolean isJson,
            @Nullable Connection from) implements SessionEvent {
        /** Leaves the data out. */
        @Override
        public String toString() {
            String sender = from == null ? "a server" : from.connectionId();
            return "SignalReceived[type=" + type + ", from=" + sender + "]";
        }
    }

    /**
     * The session is being recorded.
     *
     * @param archive the recording
     */
    record ArchiveStarted(Archive archive) implements SessionEvent {}

    /**
     * A recording ended.
     *
     * @param archive the recording
     */
    record ArchiveStopped(Archive archive) implements SessionEvent {}
}
