package io.sessionreactive.testkit.rest;

import io.sessionreactive.testkit.service.HttpAnswer;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the answers of the REST interface. */
final class RestAnswers {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Map<String, String> IS_JSON = Map.of("Content-Type", "application/json");

    private RestAnswers() {}

    static HttpAnswer ok(JsonNode body) {
        return new HttpAnswer(200, IS_JSON, JSON.writeValueAsString(body));
    }

    /** Some of what there is. */
    static HttpAnswer list(int count, List<ObjectNode> items) {
        ObjectNode body = JSON.createObjectNode().put("count", count);
        ArrayNode list = body.putArray("items");
        items.forEach(list::add);
        return ok(body);
    }

    /** It was done, and there is nothing to tell. */
    static HttpAnswer nothing() {
        return new HttpAnswer(204, Map.of(), "");
    }

    static HttpAnswer refused(int status, String why) {
        ObjectNode body = JSON.createObjectNode().put("code", status).put("message", why);
        return new HttpAnswer(status, IS_JSON, JSON.writeValueAsString(body));
    }
}
