package io.sessionreactive.raptor;

import io.sessionreactive.raptor.Notification.ArchiveChanged;
import io.sessionreactive.raptor.Notification.ChannelUpdated;
import io.sessionreactive.raptor.Notification.ConnectionCreated;
import io.sessionreactive.raptor.Notification.ConnectionDeleted;
import io.sessionreactive.raptor.Notification.Malformed;
import io.sessionreactive.raptor.Notification.MuteForced;
import io.sessionreactive.raptor.Notification.SignalReceived;
import io.sessionreactive.raptor.Notification.StreamCreated;
import io.sessionreactive.raptor.Notification.StreamDeleted;
import io.sessionreactive.raptor.Notification.StreamRenamed;
import io.sessionreactive.raptor.Notification.Unknown;
import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.Headers;
import io.sessionreactive.rumor.Payload;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.databind.JsonNode;

/** Tells what a message of the service says. */
final class Notifications {
    private Notifications() {}

    /** What {@code frame} says; {@link Malformed} if it breaks the protocol, {@link Unknown} if it is not known here. */
    static Notification of(Frame frame) {
        try {
            return of(RaptorCodec.decode(frame.payload()), frame.headers().get(Headers.FROM_ADDRESS));
        } catch (MalformedMessageException e) {
            return new Malformed(e);
        }
    }

    private static Notification of(RaptorMessage message, @Nullable String from) {
        ResourcePath uri = message.uri();
        return switch (uri.kind()) {
            case SIGNAL -> message.method().equals("signal") ? signal(message.content(), from) : unknown(message);
            case CONNECTION -> connection(message);
            case STREAM -> stream(message);
            case STREAM_CHANNEL -> channel(message);
            case ARCHIVE -> archive(message);
            case SESSION -> session(message);
            default -> unknown(message);
        };
    }

    private static Notification connection(RaptorMessage message) {
        return switch (message.method()) {
            case "created" -> new ConnectionCreated(Contents.connection(Contents.tree(message.content())));
            case "deleted" -> new ConnectionDeleted(message.uri().id(), reason(message));
            default -> unknown(message);
        };
    }

    private static Notification stream(RaptorMessage message) {
        return switch (message.method()) {
            case "created" -> new StreamCreated(Contents.stream(Contents.tree(message.content())));
            case "deleted" -> new StreamDeleted(message.uri().id(), reason(message));
            case "updated" -> {
                String name = Contents.text(Contents.tree(message.content()), "name");
                yield name == null
                        ? unknown(message)
                        : new StreamRenamed(message.uri().id(), name);
            }
            default -> unknown(message);
        };
    }

    private static Notification channel(RaptorMessage message) {
        String streamId = message.uri().id("stream");
        if (streamId == null || !message.method().equals("updated")) {
            return unknown(message);
        }
        JsonNode change = Contents.tree(message.content());
        return new ChannelUpdated(streamId, Contents.channel(message.uri().id(), change));
    }

    private static Notification archive(RaptorMessage message) {
        JsonNode content = Contents.tree(message.content());
        return switch (message.method()) {
            case "created", "updated" ->
                new ArchiveChanged(new ArchiveInfo(
                        message.uri().id(), Contents.text(content, "name"), Contents.text(content, "status")));
            default -> unknown(message);
        };
    }

    private static Notification session(RaptorMessage message) {
        if (!message.method().equals("update")) {
            return unknown(message);
        }
        JsonNode content = Contents.tree(message.content());
        JsonNode active = content.path("active");
        return "mute".equals(Contents.text(content, "reason")) && active.isBoolean()
                ? new MuteForced(active.booleanValue())
                : unknown(message);
    }

    private static Notification signal(Payload content, @Nullable String from) {
        String type = null;
        String data = null;
        boolean isJson = false;
        try (JsonParser json = RaptorCodec.JSON.createParser(
                ObjectReadContext.empty(), content.array(), content.offset(), content.length())) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedMessageException("a signal's content is a JSON object, this one's is not");
            }
            for (String key = json.nextName(); key != null; key = json.nextName()) {
                JsonToken value = json.nextToken();
                if (key.equals("type") && value == JsonToken.VALUE_STRING) {
                    type = json.getString();
                } else if (key.equals("data") && value == JsonToken.VALUE_STRING) {
                    data = json.getString();
                } else if (key.equals("data") && value != JsonToken.VALUE_NULL) {
                    data = RaptorCodec.slice(json, content).utf8();
                    isJson = true;
                } else {
                    json.skipChildren();
                }
            }
        } catch (JacksonException e) {
            throw new MalformedMessageException("a signal's content is not JSON");
        }
        return new SignalReceived(from == null || from.isEmpty() ? null : from, type, data, isJson);
    }

    private static String reason(RaptorMessage message) {
        return message.reason() == null ? "" : message.reason();
    }

    private static Notification unknown(RaptorMessage message) {
        return new Unknown(message.method(), message.uri().kind());
    }
}
