package io.sessionreactive;

import java.util.ArrayList;
import java.util.List;

/** What a service writes: JSON of messages and snapshots of one session. Says the same of a client as {@link Told}. */
final class Wire {
    static final String API_KEY = "100";
    static final String SESSION_ID = "1_MX4";
    static final String SESSION_URI = "/v2/partner/100/session/1_MX4";
    static final String ADDRESS = "symphony.example.com";

    private Wire() {}

    /** Session information, as the service gives it with status 200. */
    static String information(boolean reconnection) {
        return """
                [{"session_id":"1_MX4","partner_id":"100","messaging_url":"wss://msg.example.com/rumor",
                "symphony_address":"symphony.example.com","properties":{"reconnection":%s}}]""".formatted(reconnection);
    }

    /** A refusal in place of session information, which comes with status 200 too. */
    static String refusal(int code) {
        return "[{\"error\":{\"code\":" + code + ",\"errorMessage\":{\"message\":\"no\"}}}]";
    }

    static String snapshot(List<String> connectionIds) {
        return snapshot(connectionIds, List.of(), List.of());
    }

    static String snapshot(List<String> connectionIds, List<String> streams, List<String> archives) {
        List<String> connections = connectionIds.stream().map(Wire::connection).toList();
        return "{\"connection\":" + connections + ",\"stream\":" + streams + ",\"archive\":" + archives + "}";
    }

    static String connection(String id) {
        return """
                {"id":"%s","creationTime":1000,"data":"data of %s","permissions":["publish","subscribe","signal"]}""".formatted(id, id);
    }

    static String stream(String id, String connectionId) {
        return """
                {"id":"%s","connectionId":"%s","connection":{"id":"%s"},"name":"name of %s","creationTime":2000,
                "channel":[{"id":"audio1","type":"audio","active":true}]}""".formatted(id, connectionId, connectionId, id);
    }

    static String archive(String id) {
        return "{\"id\":\"" + id + "\",\"name\":\"name of " + id + "\",\"status\":\"started\"}";
    }

    static String created(String connectionId) {
        return message("created", "/connection/" + connectionId, connection(connectionId));
    }

    static String deleted(String connectionId, String reason) {
        return """
                {"method":"deleted","uri":"%s/connection/%s","content":{},"reason":"%s"}""".formatted(SESSION_URI, connectionId, reason);
    }

    static String published(String streamId, String connectionId) {
        return message("created", "/stream/" + streamId, stream(streamId, connectionId));
    }

    static String unpublished(String streamId, String reason) {
        return """
                {"method":"deleted","uri":"%s/stream/%s","content":{},"reason":"%s"}""".formatted(SESSION_URI, streamId, reason);
    }

    static String archived(String archiveId, String status) {
        return message("updated", "/archive/" + archiveId, "{\"status\":\"" + status + "\"}");
    }

    static String signal(String type, String data) {
        List<String> content = new ArrayList<>();
        if (type != null) {
            content.add("\"type\":\"" + type + "\"");
        }
        if (data != null) {
            content.add("\"data\":\"" + data + "\"");
        }
        return message("signal", "/signal/any", "{" + String.join(",", content) + "}");
    }

    static String message(String method, String path, String content) {
        return """
                {"method":"%s","uri":"%s%s","content":%s}""".formatted(method, SESSION_URI, path, content);
    }
}
