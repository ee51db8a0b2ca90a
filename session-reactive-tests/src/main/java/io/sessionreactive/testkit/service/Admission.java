package io.sessionreactive.testkit.service;

import io.sessionreactive.raptor.RaptorMessage;
import io.sessionreactive.raptor.ResourcePath;
import io.sessionreactive.testkit.token.TokenVerdict;
import io.sessionreactive.testkit.token.TokenVerdict.Granted;
import io.sessionreactive.testkit.token.TokenVerdict.Refused;
import io.sessionreactive.testkit.token.TokenVerifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Decides who is let into a session: whoever asks for its own connection, with a token for that session. */
final class Admission {
    private static final int MOST_CAPABILITIES = 32;

    private final ServiceSettings settings;
    private final TokenVerifier tokens;
    private final Function<SessionId, LiveRoom> rooms;

    /**
     * The rules of one service.
     *
     * @param rooms finds or makes the room of a session
     */
    Admission(ServiceSettings settings, TokenVerifier tokens, Function<SessionId, LiveRoom> rooms) {
        this.settings = settings;
        this.tokens = tokens;
        this.rooms = rooms;
    }

    /**
     * Checks a request to create a connection. Registers nothing.
     *
     * @throws Refusal if the member is not let in
     */
    Admitted admit(Member member, @Nullable String token, RaptorMessage request, long now) {
        Refusal.unless(member.room() == null, Refusal.CONFLICT, "the socket has a connection already");
        SessionId session = session(request.uri());
        ResourcePath uri = ResourcePath.session(settings.apiKey(), session.text());
        Refusal.unless(
                request.uri().equals(uri.connection(member.connectionId())),
                Refusal.MALFORMED,
                "the connection is not the one that CONNECT named");
        Refusal.unless(
                member.isSubscribedTo(uri.toString()), Refusal.MALFORMED, "SUBSCRIBE to the session comes first");
        Granted granted = check(token == null ? "" : token, session.text(), now);
        JsonNode wishes = Messages.object(request.content());
        Participant participant = Participant.of(
                member.connectionId(),
                now,
                granted.data(),
                granted.role(),
                capabilities(wishes),
                wishes.path("connectionEventsSuppressed").asBoolean(false));
        return new Admitted(rooms.apply(session), participant);
    }

    private SessionId session(ResourcePath uri) {
        String id = uri.id("session");
        SessionId session = SessionId.parse(id == null ? "" : id)
                .orElseThrow(() -> new Refusal(Refusal.MALFORMED, "this is not a session id"));
        Refusal.unless(
                session.apiKey().equals(settings.apiKey()),
                Refusal.NOT_FOUND,
                "the session is not one of API key " + settings.apiKey());
        return session;
    }

    private Granted check(String token, String sessionId, long now) {
        TokenVerdict verdict = tokens.verify(token, sessionId, Instant.ofEpochMilli(now));
        if (verdict instanceof Granted granted) {
            return granted;
        }
        String why = verdict instanceof Refused refused ? refused.why() : "it was not granted";
        throw new Refusal(Refusal.FORBIDDEN, "Invalid token: " + why);
    }

    private static List<String> capabilities(JsonNode wishes) {
        List<String> capabilities = new ArrayList<>();
        for (JsonNode capability : wishes.path("capabilities")) {
            Refusal.unless(
                    capability.isString() && capabilities.size() < MOST_CAPABILITIES,
                    Refusal.MALFORMED,
                    "capabilities are at most " + MOST_CAPABILITIES + " strings");
            capabilities.add(capability.stringValue());
        }
        return capabilities;
    }

    /**
     * Somebody who may come in.
     *
     * @param room where
     * @param participant as whom
     */
    record Admitted(LiveRoom room, Participant participant) {}
}
