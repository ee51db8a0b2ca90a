package io.sessionreactive.raptor;

import io.sessionreactive.rumor.LinkSignal;
import org.jspecify.annotations.Nullable;

/** What the service tells a client that sits in a session. */
public sealed interface Notification {
    /**
     * We are in the session.
     *
     * @param snapshot what is there
     */
    record Joined(Snapshot snapshot) implements Notification {}

    /**
     * A client came.
     *
     * @param connection the client
     */
    record ConnectionCreated(ConnectionInfo connection) implements Notification {}

    /**
     * A client, or ourselves, left.
     *
     * @param connectionId who
     * @param reason why, in the service's words
     */
    record ConnectionDeleted(String connectionId, String reason) implements Notification {}

    /**
     * A client began to publish.
     *
     * @param stream what
     */
    record StreamCreated(StreamInfo stream) implements Notification {}

    /**
     * A stream has another name.
     *
     * @param streamId which
     * @param name the new name
     */
    record StreamRenamed(String streamId, String name) implements Notification {}

    /**
     * A channel of a stream changed.
     *
     * @param streamId which stream
     * @param change the channel's id and what is different now
     */
    record ChannelUpdated(String streamId, ChannelInfo change) implements Notification {}

    /**
     * A client ceased to publish.
     *
     * @param streamId what
     * @param reason why, in the service's words
     */
    record StreamDeleted(String streamId, String reason) implements Notification {}

    /**
     * Somebody sent a signal.
     *
     * @param from the sender's connection id, null if the service itself or a program sent it through REST
     * @param type null if none
     * @param data the text, or the JSON text of anything else; null if none
     * @param isJson whether {@code data} is the JSON text of something that is not a string
     */
    record SignalReceived(
            @Nullable String from,
            @Nullable String type,
            @Nullable String data,
            boolean isJson) implements Notification {
        @Override
        public String toString() {
            return "SignalReceived[from=" + from + ", type=" + type + "]";
        }
    }

    /**
     * A recording began or changed.
     *
     * @param archive what is told of it
     */
    record ArchiveChanged(ArchiveInfo archive) implements Notification {}

    /**
     * A moderator muted all streams, or ended that.
     *
     * @param active whether they are muted from now on
     */
    record MuteForced(boolean active) implements Notification {}

    /**
     * Something that is not understood here; newer services may send such.
     *
     * @param method what was done
     * @param kind to what kind of thing
     */
    record Unknown(String method, ResourcePath.Kind kind) implements Notification {}

    /**
     * Something happened to the link below.
     *
     * @param signal anything but a frame
     */
    record OfLink(LinkSignal signal) implements Notification {}

    /**
     * Something that breaks the protocol; it was passed over.
     *
     * @param cause what is wrong with it
     */
    record Malformed(RuntimeException cause) implements Notification {}
}
