package io.sessionreactive.raptor;

import io.sessionreactive.rumor.Payload;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the contents of messages. What is missing or of another type than expected counts as not told. */
final class Contents {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private Contents() {}

    static JsonNode tree(Payload json) {
        try {
            return MAPPER.readTree(json.array(), json.offset(), json.length());
        } catch (JacksonException e) {
            throw RaptorCodec.notJson("a content", e);
        }
    }

    static Snapshot snapshot(JsonNode json) {
        return new Snapshot(
                list(json, "connection", Contents::connection),
                list(json, "stream", Contents::stream),
                list(json, json.has("archive") ? "archive" : "archives", Contents::archive));
    }

    static ConnectionInfo connection(JsonNode json) {
        Set<String> permissions = new LinkedHashSet<>();
        for (JsonNode permission : json.path("permissions")) {
            if (permission.isString()) {
                permissions.add(permission.stringValue());
            }
        }
        String data = text(json, "data");
        return new ConnectionInfo(
                id(json, "a connection"),
                json.path("creationTime").asLong(0),
                data == null ? "" : data,
                Permissions.of(permissions));
    }

    static StreamInfo stream(JsonNode json) {
        JsonNode connection = json.path("connection");
        String connectionId = text(json, "connectionId");
        if (connectionId == null) {
            connectionId = id(connection, "the connection of a stream");
        }
        String name = text(json, "name");
        return new StreamInfo(
                id(json, "a stream"),
                connectionId,
                connection.has("creationTime") ? connection(connection) : null,
                name == null ? "" : name,
                json.path("creationTime").asLong(0),
                list(json, "channel", channel -> channel(id(channel, "a channel"), channel)));
    }

    static ChannelInfo channel(String id, JsonNode json) {
        return new ChannelInfo(
                id,
                text(json, "type"),
                json.path("active").isBoolean() ? json.path("active").booleanValue() : null,
                number(json, "width"),
                number(json, "height"),
                text(json, "source"));
    }

    static ArchiveInfo archive(JsonNode json) {
        return new ArchiveInfo(id(json, "an archive"), text(json, "name"), text(json, "status"));
    }

    static @Nullable String text(JsonNode json, String key) {
        JsonNode value = json.path(key);
        return value.isString() ? value.stringValue() : null;
    }

    private static @Nullable Integer number(JsonNode json, String key) {
        JsonNode value = json.path(key);
        return value.isNumber() ? (Integer) value.asInt(0) : null;
    }

    private static String id(JsonNode json, String what) {
        String id = text(json, "id");
        if (id == null || id.isEmpty()) {
            throw new MalformedMessageException(what + " has an \"id\", this one has none");
        }
        return id;
    }

    private static <T> List<T> list(JsonNode json, String key, Function<JsonNode, T> read) {
        JsonNode array = json.path(key);
        List<T> list = new ArrayList<>(array.size());
        if (array.isArray()) {
            array.forEach(element -> list.add(read.apply(element)));
        }
        return list;
    }
}
