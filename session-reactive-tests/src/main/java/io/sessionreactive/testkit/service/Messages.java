package io.sessionreactive.testkit.service;

import io.sessionreactive.raptor.RaptorMessage;
import io.sessionreactive.raptor.ResourcePath;
import io.sessionreactive.rumor.Payload;
import io.sessionreactive.testkit.token.Permission;
import io.sessionreactive.testkit.token.Role;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes what the service says to clients, and reads the objects that clients send. */
final class Messages {
    static final String CLIENT_DISCONNECTED = "clientDisconnected";
    static final String NETWORK_DISCONNECTED = "networkDisconnected";
    static final String FORCE_DISCONNECTED = "forceDisconnected";
    static final String FORCE_UNPUBLISHED = "forceUnpublished";

    static final Payload ARCHIVE_STOPPED = Payload.ofUtf8("{\"status\":\"stopped\"}");

    private static final JsonMapper JSON = JsonMapper.shared();

    private Messages() {}

    /** The connection object. */
    static Payload connection(String id, long creationTime, String data, Role role, List<String> capabilities) {
        ObjectNode json = JSON.createObjectNode()
                .put("id", id)
                .put("creationTime", creationTime)
                .put("data", data);
        var permissions = json.putArray("permissions");
        role.permissions().stream().map(Permission::wireName).forEach(permissions::add);
        var list = json.putArray("capabilities");
        capabilities.forEach(list::add);
        return payload(json);
    }

    /**
     * All that is in a room; the three arrays must be there, or the browser clients wait for ever.
     *
     * @param muted whether whoever publishes begins without sound
     */
    static Payload snapshot(
            Collection<Payload> connections, Collection<Payload> streams, Collection<Payload> archives, boolean muted) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256 * (connections.size() + 1));
        write(out, "{\"connection\":[");
        writeAll(out, connections);
        write(out, "],\"stream\":[");
        writeAll(out, streams);
        write(out, "],\"archive\":[");
        writeAll(out, archives);
        write(out, muted ? "],\"mute\":{\"active\":true}}" : "]}");
        return Payload.of(out.toByteArray());
    }

    /** The answer to whoever publishes or subscribes; with the key {@code urls} inside, 2.7.6 would not subscribe. */
    static Payload iceServers() {
        return Payload.ofUtf8("{\"content\":{\"iceServers\":[]}}");
    }

    /** A recording that is under way. */
    static Payload archive(String id, String name) {
        return payload(JSON.createObjectNode().put("id", id).put("name", name).put("status", "started"));
    }

    static Payload reason(String text) {
        return payload(JSON.createObjectNode().put("reason", text));
    }

    /** A client's message for other clients: its content untouched, byte for byte, and around it nothing of its own. */
    static RaptorMessage forwarded(RaptorMessage request) {
        return RaptorMessage.of(request.method(), request.uri(), request.content());
    }

    static RaptorMessage deleted(ResourcePath what, String reason) {
        return new RaptorMessage("deleted", what, RaptorMessage.NOTHING, reason);
    }

    /** What a publisher is told of a subscriber of its stream that came or went. */
    static RaptorMessage subscriber(String method, ResourcePath subscriber, String connectionId) {
        ObjectNode content = JSON.createObjectNode().put("id", subscriber.id());
        content.putObject("connection").put("id", connectionId);
        return RaptorMessage.of(method, subscriber, payload(content));
    }

    static Payload payload(JsonNode json) {
        return Payload.of(JSON.writeValueAsBytes(json));
    }

    static ObjectNode newObject() {
        return JSON.createObjectNode();
    }

    /** Reads a content that has to be an object. */
    static ObjectNode object(Payload content) {
        try {
            if (JSON.readTree(content.array(), content.offset(), content.length()) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw new Refusal(Refusal.MALFORMED, "the content is not JSON");
        }
        throw new Refusal(Refusal.MALFORMED, "the content is not a JSON object");
    }

    private static void writeAll(ByteArrayOutputStream out, Collection<Payload> objects) {
        boolean first = true;
        for (Payload object : objects) {
            if (!first) {
                out.write(',');
            }
            out.write(object.array(), object.offset(), object.length());
            first = false;
        }
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
