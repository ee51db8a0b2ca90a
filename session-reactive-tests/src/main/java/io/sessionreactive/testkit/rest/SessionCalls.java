package io.sessionreactive.testkit.rest;

import io.netty.util.NetUtil;
import io.sessionreactive.testkit.service.Backend;
import io.sessionreactive.testkit.service.HttpAnswer;
import io.sessionreactive.testkit.service.Refusal;
import io.sessionreactive.testkit.service.SessionId;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What becomes of calls about sessions, their clients and streams. */
final class SessionCalls {
    // the documentation has one name; the official SDKs write three
    private static final List<String> EXCLUSION = List.of("excludedStreamIds", "excludedStreams", "excudedStreamIds");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Backend backend;
    private final String apiKey;

    SessionCalls(Backend backend, String apiKey) {
        this.backend = backend;
        this.apiKey = apiKey;
    }

    HttpAnswer create(RestRequest request) {
        Map<String, String> form = request.form();
        String relayed = form.getOrDefault("p2p.preference", "disabled");
        Refusal.unless(
                List.of("enabled", "disabled").contains(relayed),
                Refusal.MALFORMED,
                "p2p.preference is enabled or disabled");
        String location = form.getOrDefault("location", "");
        Refusal.unless(
                location.isEmpty() || NetUtil.isValidIpV4Address(location),
                Refusal.MALFORMED,
                "location is an IPv4 address");
        String archiveMode = form.getOrDefault("archiveMode", "manual");
        Refusal.unless(
                List.of("manual", "always").contains(archiveMode),
                Refusal.MALFORMED,
                "archiveMode is manual or always");
        Refusal.unless(
                archiveMode.equals("manual"),
                Refusal.NOT_OFFERED,
                "a local session service starts no archive by itself: archiveMode is manual here");
        SessionId id = SessionId.create(apiKey, relayed.equals("enabled"), request.now());
        ArrayNode answer = JSON.createArrayNode();
        answer.addObject()
                .put("session_id", id.text())
                .put("project_id", request.project())
                .put("create_dt", request.now().toString())
                .put("media_server_url", "");
        return RestAnswers.ok(answer);
    }

    HttpAnswer signalAll(RestRequest request) {
        backend.signal(session(request), "", request.object());
        return RestAnswers.nothing();
    }

    HttpAnswer signalOne(RestRequest request) {
        backend.signal(session(request), request.id("connection"), request.object());
        return RestAnswers.nothing();
    }

    HttpAnswer disconnect(RestRequest request) {
        backend.disconnect(session(request), request.id("connection"));
        return RestAnswers.nothing();
    }

    HttpAnswer mute(RestRequest request) {
        backend.mute(session(request), request.id("stream"));
        return project(request);
    }

    HttpAnswer muteAll(RestRequest request) {
        ObjectNode body = request.object();
        JsonNode active = body.path("active");
        Refusal.unless(active.isBoolean(), Refusal.MALFORMED, "active is true or false");
        List<String> but = EXCLUSION.stream()
                .flatMap(name -> RestRequest.texts(body.path(name), name).stream())
                .toList();
        backend.muteAll(session(request), active.booleanValue(), but);
        return project(request);
    }

    HttpAnswer streams(RestRequest request) {
        List<ObjectNode> streams = backend.streams(session(request));
        return RestAnswers.list(streams.size(), streams);
    }

    HttpAnswer stream(RestRequest request) {
        String id = request.id("stream");
        return backend.streams(session(request)).stream()
                .filter(stream -> stream.path("id").asString("").equals(id))
                .findFirst()
                .map(RestAnswers::ok)
                .orElseThrow(() -> new Refusal(Refusal.NOT_FOUND, "there is no such stream"));
    }

    HttpAnswer layoutClasses(RestRequest request) {
        String sessionId = session(request);
        JsonNode items = request.object().path("items");
        Refusal.unless(items.isArray(), Refusal.MALFORMED, "items is a list of streams");
        for (JsonNode item : items) {
            List<String> names = RestRequest.texts(item.path("layoutClassList"), "layoutClassList");
            backend.layoutClasses(sessionId, item.path("id").asString(""), names);
        }
        return streams(request);
    }

    private String session(RestRequest request) {
        String id = request.id("session");
        SessionId session =
                SessionId.parse(id).orElseThrow(() -> new Refusal(Refusal.MALFORMED, "this is not a session id"));
        Refusal.unless(
                session.apiKey().equals(apiKey), Refusal.NOT_FOUND, "the session is not one of API key " + apiKey);
        return id;
    }

    private static HttpAnswer project(RestRequest request) {
        return RestAnswers.ok(JSON.createObjectNode()
                .put("id", request.project())
                .put("applicationId", request.project())
                .put("status", "ACTIVE")
                .put("name", "local session service")
                .put("environment", "standard")
                .put("createdAt", 0));
    }
}
