package io.sessionreactive.testkit.service;

import java.net.URI;
import java.time.Instant;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes session information: all that the clients need, and of the rest what a real answer has and is true here. */
final class SessionInfoText {
    static final String SYMPHONY_ADDRESS = "symphony.local";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ServiceSettings settings;

    SessionInfoText(ServiceSettings settings) {
        this.settings = settings;
    }

    ObjectNode of(SessionId session, URI messagingUrl, Instant now) {
        ObjectNode info = JSON.createObjectNode();
        info.set("properties", properties(session));
        info.put("session_id", session.text());
        info.put("project_id", session.apiKey());
        info.put("partner_id", session.apiKey()); // a string: with a number both browser clients fail
        info.put("create_dt", Long.toString(now.toEpochMilli()));
        info.put("session_status", "INFLIGHT");
        info.putNull("status_invalid");
        info.put("media_server_hostname", messagingUrl.getHost());
        info.put("messaging_server_url", messagingUrl.getHost());
        info.put("messaging_url", messagingUrl.toString());
        info.put("symphony_address", SYMPHONY_ADDRESS);
        info.putArray("ice_servers"); // on one machine the hosts' own addresses are enough
        info.put("ice_credential_expiration", 86_400);
        return info;
    }

    private ObjectNode properties(SessionId session) {
        ObjectNode properties = JSON.createObjectNode();
        properties.putObject("p2p").putObject("preference").put("value", session.relayed() ? "enabled" : "disabled");
        properties.put("reconnection", settings.reconnection());
        properties.put("renegotiation", settings.reconnection());
        properties.put("peerRegeneration", true);
        properties.put("h264", true);
        properties.put("vp8", true);
        properties.put("vp9", false);
        properties.put("priorityVideoCodec", "vp8");
        properties.put("clientLogging", false);
        properties.put("clientCandidates", "all");
        return properties;
    }
}
