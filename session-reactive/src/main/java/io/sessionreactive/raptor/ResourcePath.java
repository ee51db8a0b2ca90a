package io.sessionreactive.raptor;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a message is about: a session, or a thing inside one, as its uri
 * {@code /v2/partner/K/session/S/stream/ST/channel/audio1} names it. Immutable; ids are opaque and case-sensitive.
 */
public final class ResourcePath {
    private static final String VERSION = "/v2";

    private final @Nullable ResourcePath parent;
    private final String name;
    private final String id;

    private ResourcePath(@Nullable ResourcePath parent, String name, String id) {
        if (id.isEmpty() || id.indexOf('/') >= 0) {
            throw new MalformedMessageException("a " + name + " id in a uri must have characters and no slash");
        }
        this.parent = parent;
        this.name = name;
        this.id = id;
    }

    /** A whole session. */
    public static ResourcePath session(String apiKey, String sessionId) {
        return new ResourcePath(new ResourcePath(null, "partner", apiKey), "session", sessionId);
    }

    /**
     * Reads a uri.
     *
     * @throws MalformedMessageException if it is not {@code /v2} and then pairs of names and ids
     */
    public static ResourcePath parse(String uri) {
        if (!uri.startsWith(VERSION + "/")) {
            throw new MalformedMessageException("a uri begins with " + VERSION + "/, this one does not");
        }
        ResourcePath path = null;
        int at = VERSION.length();
        while (at < uri.length()) {
            int endOfName = uri.indexOf('/', at + 1);
            if (endOfName < 0) {
                throw new MalformedMessageException("a uri is made of names and ids in turn, the last id is missing");
            }
            int next = uri.indexOf('/', endOfName + 1);
            int endOfId = next < 0 ? uri.length() : next;
            path = new ResourcePath(path, uri.substring(at + 1, endOfName), uri.substring(endOfName + 1, endOfId));
            at = endOfId;
        }
        return Objects.requireNonNull(path, "a uri with a slash after the version has at least one pair");
    }

    /** A connection of this session. */
    public ResourcePath connection(String connectionId) {
        return new ResourcePath(this, "connection", connectionId);
    }

    /** A signal to all of this session, or to this connection. */
    public ResourcePath signal(String signalId) {
        return new ResourcePath(this, "signal", signalId);
    }

    /** A stream of this session. */
    public ResourcePath stream(String streamId) {
        return new ResourcePath(this, "stream", streamId);
    }

    /** A subscriber of this stream. */
    public ResourcePath subscriber(String subscriberId) {
        return new ResourcePath(this, "subscriber", subscriberId);
    }

    /** A channel of this stream or subscriber. */
    public ResourcePath channel(String channelId) {
        return new ResourcePath(this, "channel", channelId);
    }

    /** An archive of this session. */
    public ResourcePath archive(String archiveId) {
        return new ResourcePath(this, "archive", archiveId);
    }

    /** What kind of thing this is. */
    public Kind kind() {
        return switch (name) {
            case "session" -> Kind.SESSION;
            case "connection" -> Kind.CONNECTION;
            case "signal" -> Kind.SIGNAL;
            case "stream" -> Kind.STREAM;
            case "subscriber" -> Kind.SUBSCRIBER;
            case "channel" -> id("subscriber") == null ? Kind.STREAM_CHANNEL : Kind.SUBSCRIBER_CHANNEL;
            case "archive" -> Kind.ARCHIVE;
            case "notification" -> Kind.NOTIFICATION;
            default -> Kind.UNKNOWN;
        };
    }

    /** The id of the thing itself. */
    public String id() {
        return id;
    }

    /** The id that the uri gives for {@code name} ({@code stream}, {@code connection}...), or null. */
    public @Nullable String id(String name) {
        for (ResourcePath path = this; path != null; path = path.parent) {
            if (path.name.equals(name)) {
                return path.id;
            }
        }
        return null;
    }

    /** The session's part of this uri, or null if there is none. */
    public @Nullable ResourcePath session() {
        for (ResourcePath path = this; path != null; path = path.parent) {
            if (path.name.equals("session")) {
                return path;
            }
        }
        return null;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ResourcePath that
                && name.equals(that.name)
                && id.equals(that.id)
                && Objects.equals(parent, that.parent);
    }

    @Override
    public int hashCode() {
        return Objects.hash(parent, name, id);
    }

    /** The uri. */
    @Override
    public String toString() {
        return (parent == null ? VERSION : parent.toString()) + "/" + name + "/" + id;
    }

    /** The kinds of things a message can be about. */
    public enum Kind {
        /** The session as a whole. */
        SESSION,
        /** A client in the session. */
        CONNECTION,
        /** A signal, to all or, below a connection, to one. */
        SIGNAL,
        /** A published stream. */
        STREAM,
        /** The audio, video or captions of a stream. */
        STREAM_CHANNEL,
        /** One client's subscription to a stream. */
        SUBSCRIBER,
        /** The audio, video or captions of a subscriber. */
        SUBSCRIBER_CHANNEL,
        /** A recording of the session. */
        ARCHIVE,
        /** A notice of the service itself. */
        NOTIFICATION,
        /** Anything that is not known here. */
        UNKNOWN
    }
}
