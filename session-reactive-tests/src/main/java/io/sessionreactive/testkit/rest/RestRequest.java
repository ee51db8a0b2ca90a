package io.sessionreactive.testkit.rest;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.sessionreactive.testkit.service.HttpQuestion;
import io.sessionreactive.testkit.service.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request of a backend that may ask.
 *
 * @param question as it came
 * @param path its path, matched: the groups are what it names
 * @param project whose backend it is: an API key or the id of an application
 * @param now when it came
 */
record RestRequest(HttpQuestion question, Matcher path, String project, Instant now) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** The id that the path gives for that group. */
    String id(String group) {
        return path.group(group);
    }

    /**
     * The body, which has to be a JSON object.
     *
     * @throws Refusal if it is not
     */
    ObjectNode object() {
        try {
            if (JSON.readTree(question.body()) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw new Refusal(Refusal.MALFORMED, "the body is not JSON");
        }
        throw new Refusal(Refusal.MALFORMED, "the body is not a JSON object");
    }

    /** The fields of a body that is a form; of a field that is there twice, the first. */
    Map<String, String> form() {
        return fields(new QueryStringDecoder(question.body(), false));
    }

    /** The fields of the query. */
    Map<String, String> query() {
        return fields(new QueryStringDecoder(question.query(), false));
    }

    /**
     * A list of ids in the body; empty if there is none.
     *
     * @throws Refusal if it is something else
     */
    static List<String> texts(JsonNode list, String what) {
        List<String> texts = new ArrayList<>();
        Refusal.unless(list.isMissingNode() || list.isNull() || list.isArray(), Refusal.MALFORMED, what + " is a list");
        for (JsonNode text : list) {
            Refusal.unless(text.isString(), Refusal.MALFORMED, what + " is a list of strings");
            texts.add(text.stringValue());
        }
        return texts;
    }

    private static Map<String, String> fields(QueryStringDecoder decoder) {
        try {
            Map<String, String> fields = new java.util.HashMap<>();
            decoder.parameters().forEach((name, values) -> fields.put(name, values.get(0)));
            return fields;
        } catch (IllegalArgumentException e) {
            throw new Refusal(Refusal.MALFORMED, "the fields are not encoded as those of a URL are");
        }
    }
}
