package io.sessionreactive.raptor;

import io.sessionreactive.rumor.Payload;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Messages to JSON and back, from and to bytes. The content stays what it is on the wire: it is checked to be JSON and
 * passed on as a slice, so that who only forwards it never reads it.
 */
public final class RaptorCodec {
    static final JsonFactory JSON = new JsonFactory();

    private RaptorCodec() {}

    /** The JSON text of a message. */
    public static Payload encode(RaptorMessage message) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(message.content().length() + 192);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("method", message.method());
            json.writeStringProperty("uri", message.uri().toString());
            if (message.reason() != null) {
                json.writeStringProperty("reason", message.reason());
            }
            json.writeName("content");
            json.writeRawValue(""); // the colon; the bytes themselves go past the generator
            json.flush();
            Payload content = message.content();
            out.write(content.array(), content.offset(), content.length());
            json.writeEndObject();
        }
        return Payload.of(out.toByteArray());
    }

    /**
     * The message that the JSON text says; its content shares the payload's bytes. Keys may come in any order, unknown
     * ones are passed over, missing content is {@code {}}.
     *
     * @throws MalformedMessageException if it says none
     */
    public static RaptorMessage decode(Payload payload) {
        requireUtf8(payload);
        try (JsonParser json =
                JSON.createParser(ObjectReadContext.empty(), payload.array(), payload.offset(), payload.length())) {
            return read(json, payload);
        } catch (JacksonException e) {
            throw notJson("a message", e);
        }
    }

    /** Says where the JSON ends. The original message and its source are left out: they quote the data. */
    static MalformedMessageException notJson(String what, JacksonException e) {
        String where =
                e.getLocation() == null ? "" : " from byte " + e.getLocation().getByteOffset() + " on";
        return new MalformedMessageException(what + " is not JSON" + where);
    }

    /** The parser would take other encodings too, but then its offsets are not those of our bytes. */
    private static void requireUtf8(Payload payload) {
        for (int i = 0; i < Math.min(4, payload.length()); i++) {
            byte first = payload.array()[payload.offset() + i];
            if (first == 0 || (i == 0 && first < 0)) {
                throw new MalformedMessageException("a message is JSON in UTF-8, this one is something else");
            }
        }
    }

    private static RaptorMessage read(JsonParser json, Payload payload) {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new MalformedMessageException("a message is a JSON object, this one is not");
        }
        String method = null;
        String uri = null;
        String reason = null;
        Payload content = RaptorMessage.NOTHING;
        for (String key = json.nextName(); key != null; key = json.nextName()) {
            json.nextToken();
            switch (key) {
                case "method" -> method = text(json, key);
                case "uri" -> uri = text(json, key);
                case "reason" -> reason = json.hasToken(JsonToken.VALUE_STRING) ? json.getString() : null;
                case "content" -> content = slice(json, payload);
                default -> json.skipChildren();
            }
        }
        return new RaptorMessage(required(method, "method"), ResourcePath.parse(required(uri, "uri")), content, reason);
    }

    private static String text(JsonParser json, String key) {
        if (!json.hasToken(JsonToken.VALUE_STRING)) {
            throw new MalformedMessageException("a message's \"" + key + "\" is a string, this one's is not");
        }
        return json.getString();
    }

    /** The bytes of the value that the parser stands on; afterwards it stands on the value's end. */
    static Payload slice(JsonParser json, Payload payload) {
        int start = (int) json.currentTokenLocation().getByteOffset();
        json.skipChildren();
        json.finishToken();
        int end = (int) json.currentLocation().getByteOffset();
        return payload.slice(start, end - start);
    }

    private static String required(@Nullable String value, String key) {
        if (value == null) {
            throw new MalformedMessageException("a message has a \"" + key + "\", this one has none");
        }
        return value;
    }
}
