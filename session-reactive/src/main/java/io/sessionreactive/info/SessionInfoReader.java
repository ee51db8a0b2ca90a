package io.sessionreactive.info;

import io.sessionreactive.info.SessionInfoException.Kind;
import io.sessionreactive.transport.HttpReply;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the answer to the question for session information: the information, or the refusal inside it. */
final class SessionInfoReader {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private SessionInfoReader() {}

    static SessionInfo read(HttpReply reply, URI apiUrl, String apiKey) {
        if (reply.status() != 200) {
            String message =
                    apiUrl + " answered the question for session information with HTTP status " + reply.status();
            throw new SessionInfoException(kindOfStatus(reply.status()), message);
        }
        JsonNode json = parse(reply);
        if (!json.isArray()) {
            throw unexpected("what " + apiUrl + " answered is not a JSON array");
        }
        if (json.isEmpty()) {
            throw new SessionInfoException(Kind.EMPTY, apiUrl + " answered with an empty array");
        }
        if (!json.path(0).isObject()) {
            throw unexpected("what " + apiUrl + " answered is not an array with an object");
        }
        JsonNode error = json.path(0).path("error");
        if (error.isObject()) {
            throw refusal(error);
        }
        return information(json.path(0), apiUrl, apiKey);
    }

    private static SessionInfo information(JsonNode json, URI apiUrl, String apiKey) {
        // as both browser clients: a number does not do either
        if (!apiKey.equals(text(json, "partner_id"))) {
            throw new SessionInfoException(
                    Kind.AUTHENTICATION, "by the service's answer the session is not one of API key " + apiKey);
        }
        JsonNode properties = json.path("properties");
        return new SessionInfo(
                required(json, "session_id"),
                apiKey,
                messagingUrl(required(json, "messaging_url"), apiUrl),
                text(json, "symphony_address"),
                "enabled".equals(text(properties.path("p2p").path("preference"), "value")),
                properties.path("reconnection").asBoolean(false),
                properties.path("renegotiation").asBoolean(false));
    }

    private static URI messagingUrl(String text, URI apiUrl) {
        URI url;
        try {
            url = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw unexpected("the messaging_url of the session information is no URL");
        }
        boolean plainAllowed = "http".equalsIgnoreCase(apiUrl.getScheme());
        if (url.getHost() == null
                || !("wss".equalsIgnoreCase(url.getScheme())
                        || (plainAllowed && "ws".equalsIgnoreCase(url.getScheme())))) {
            throw unexpected("the messaging_url of the session information must be a "
                    + (plainAllowed ? "ws or wss" : "wss") + " URL with a host");
        }
        return url;
    }

    private static SessionInfoException refusal(JsonNode error) {
        int code = error.path("code").asInt(-1);
        String said = text(error.path("errorMessage"), "message");
        Kind kind = switch (code) {
            case 400, 404 -> Kind.INVALID_SESSION;
            case 403 -> Kind.AUTHENTICATION;
            case 409 -> Kind.TERMS_OF_SERVICE;
            case 500 -> Kind.SERVICE_ERROR;
            default -> Kind.SERVICE_FAILURE;
        };
        String quoted = said == null ? "" : " (" + said + ")";
        return new SessionInfoException(kind, "the service answered " + code + quoted);
    }

    private static Kind kindOfStatus(int status) {
        return switch (status) {
            case 401, 403 -> Kind.AUTHENTICATION;
            case 400, 404 -> Kind.INVALID_SESSION;
            default -> Kind.SERVICE_FAILURE;
        };
    }

    private static JsonNode parse(HttpReply reply) {
        try {
            return MAPPER.readTree(reply.body());
        } catch (JacksonException e) {
            // the original message is left out: it quotes the body, which may carry credentials
            throw unexpected("the session information is not JSON"
                    + (e.getLocation() == null
                            ? ""
                            : " from byte " + e.getLocation().getByteOffset() + " on"));
        }
    }

    private static String required(JsonNode json, String key) {
        String value = text(json, key);
        if (value == null || value.isEmpty()) {
            throw unexpected("the session information has no text in \"" + key + "\"");
        }
        return value;
    }

    private static @Nullable String text(JsonNode json, String key) {
        JsonNode value = json.path(key);
        return value.isString() ? value.stringValue() : null;
    }

    private static SessionInfoException unexpected(String message) {
        return new SessionInfoException(Kind.SERVICE_FAILURE, message);
    }
}
