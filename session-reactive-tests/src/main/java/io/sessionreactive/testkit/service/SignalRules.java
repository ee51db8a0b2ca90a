package io.sessionreactive.testkit.service;

import io.sessionreactive.raptor.ResourcePath;
import io.sessionreactive.rumor.Payload;
import io.sessionreactive.testkit.seen.SeenSignal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a signal may say, and to whom it goes. */
final class SignalRules {
    private static final int MOST_TYPE = 128;
    private static final int MOST_DATA = 8192;
    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9._~-]*");

    private SignalRules() {}

    /**
     * The connection that a signal is for, or null for all.
     *
     * @throws Refusal if the uri is no signal's
     */
    static @Nullable String recipient(ResourcePath session, ResourcePath uri) {
        String to = uri.id("connection");
        ResourcePath scope = to == null ? session : session.connection(to);
        Refusal.unless(uri.equals(scope.signal(uri.id())), Refusal.MALFORMED, "this is not the uri of a signal");
        return to;
    }

    /**
     * What a signal says.
     *
     * @throws Refusal if that is too long, or not what a signal may say
     */
    static SeenSignal read(String from, @Nullable String to, Payload content) {
        ObjectNode json = Messages.object(content);
        return new SeenSignal(from, to, type(json), data(json));
    }

    private static @Nullable String type(ObjectNode json) {
        JsonNode type = json.get("type");
        if (type == null) {
            return null;
        }
        Refusal.unless(type.isString(), Refusal.MALFORMED, "the type of a signal is a string");
        String text = type.stringValue();
        Refusal.unless(
                text.length() <= MOST_TYPE,
                Refusal.TOO_LONG,
                "the type of a signal has at most " + MOST_TYPE + " characters");
        Refusal.unless(
                TYPE.matcher(text).matches(), Refusal.MALFORMED, "the type of a signal is made of A-Z a-z 0-9 - . _ ~");
        return text;
    }

    private static @Nullable String data(ObjectNode json) {
        JsonNode data = json.get("data");
        if (data == null) {
            return null;
        }
        Refusal.unless(!data.isNull(), Refusal.MALFORMED, "the data of a signal is not null");
        String encoded = data.toString();
        // as the browser client counts: characters of the JSON text, its quotes included
        Refusal.unless(
                encoded.length() <= MOST_DATA,
                Refusal.TOO_LONG,
                "the data of a signal has at most " + MOST_DATA + " characters as JSON");
        return data.isString() ? data.stringValue() : encoded;
    }
}
