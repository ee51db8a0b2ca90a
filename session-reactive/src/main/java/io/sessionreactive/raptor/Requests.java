package io.sessionreactive.raptor;

import io.sessionreactive.rumor.Ids;
import io.sessionreactive.rumor.Payload;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/** The messages that a client sends, one method each. */
public final class Requests {
    private Requests() {}

    /**
     * Asks to be let in.
     *
     * @param connection our own
     * @param userAgent what program this is
     * @param clientVersion what SDK this is
     * @param capabilities what we can do beyond the least, such as {@code renegotiation}
     * @param suppressed whether we are not to be told who comes and goes
     */
    public static RaptorMessage createConnection(
            ResourcePath connection,
            String userAgent,
            String clientVersion,
            List<String> capabilities,
            boolean suppressed) {
        return RaptorMessage.of("create", connection, object(json -> {
            json.writeStringProperty("userAgent", userAgent);
            json.writeStringProperty("clientVersion", clientVersion);
            json.writeArrayPropertyStart("capabilities");
            capabilities.forEach(json::writeString);
            json.writeEndArray();
            if (suppressed) { // as the browser client: the key is there or it is not
                json.writeBooleanProperty("connectionEventsSuppressed", true);
            }
        }));
    }

    /** Asks for the snapshot, where the answer to {@link #createConnection} brought none. */
    public static RaptorMessage readSession(ResourcePath session) {
        return RaptorMessage.of("read", session, RaptorMessage.NOTHING);
    }

    /**
     * Sends a signal.
     *
     * @param session where
     * @param to the connection that gets it, or null for all
     * @param type or null
     * @param data or null
     */
    public static RaptorMessage signal(
            ResourcePath session, @Nullable String to, @Nullable String type, @Nullable String data) {
        ResourcePath scope = to == null ? session : session.connection(to);
        return RaptorMessage.of("signal", scope.signal(Ids.unique()), object(json -> {
            if (type != null) {
                json.writeStringProperty("type", type);
            }
            if (data != null) {
                json.writeStringProperty("data", data);
            }
        }));
    }

    /** Removes a connection from the session, or ends a stream. */
    public static RaptorMessage delete(ResourcePath what) {
        return RaptorMessage.of("delete", what, RaptorMessage.NOTHING);
    }

    /** Mutes the microphone of a stream. */
    public static RaptorMessage mute(ResourcePath stream) {
        return RaptorMessage.of("update", stream, object(json -> writeMute(json, true)));
    }

    /**
     * Mutes the microphones of all streams, later ones too, or ends that.
     *
     * @param active whether they are muted from now on
     * @param except the ids of streams that are left alone
     */
    public static RaptorMessage muteAll(ResourcePath session, boolean active, List<String> except) {
        return RaptorMessage.of("update", session, object(json -> {
            writeMute(json, active);
            json.writeArrayPropertyStart("exclusion");
            except.forEach(json::writeString);
            json.writeEndArray();
        }));
    }

    private static void writeMute(JsonGenerator json, boolean active) {
        json.writeStringProperty("reason", "mute");
        json.writeArrayPropertyStart("channels");
        json.writeString("audio");
        json.writeEndArray();
        json.writeBooleanProperty("active", active);
        json.writeBooleanProperty("locked", false);
    }

    private static Payload object(Consumer<JsonGenerator> properties) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(128);
        try (JsonGenerator json = RaptorCodec.JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            properties.accept(json);
            json.writeEndObject();
        }
        return Payload.of(out.toByteArray());
    }
}
