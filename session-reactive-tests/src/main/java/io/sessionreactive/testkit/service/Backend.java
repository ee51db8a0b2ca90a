package io.sessionreactive.testkit.service;

import io.sessionreactive.raptor.RaptorMessage;
import io.sessionreactive.raptor.ResourcePath;
import io.sessionreactive.rumor.Ids;
import io.sessionreactive.testkit.token.Role;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a backend does to a session from outside: by the rules by which a moderator does it, without being in the session.
 * All methods are to be called on the service's scheduler, and throw {@link Refusal} if a thing cannot be done.
 */
public final class Backend {
    // its address is the service's own, so that clients see a signal without a sender
    private static final Participant OUTSIDE = Participant.of(Delivery.SERVICE, 0, "", Role.MODERATOR, List.of(), true);

    private final SessionHost host;

    /** The backend of one service. */
    public Backend(SessionHost host) {
        this.host = host;
        Ids.secret(); // reads the system's randomness now: later calls come from an event loop
    }

    /**
     * Sends a signal that has no sender.
     *
     * @param connectionId to whom; empty is to all
     * @param content with a type and data, or without
     */
    public void signal(String sessionId, String connectionId, JsonNode content) {
        ask(sessionId, session -> {
            ResourcePath scope = connectionId.isEmpty() ? session : session.connection(connectionId);
            return RaptorMessage.of("signal", scope.signal(Ids.unique()), Messages.payload(content));
        });
    }

    /** Puts a client out. */
    public void disconnect(String sessionId, String connectionId) {
        ask(sessionId, session -> RaptorMessage.of("delete", session.connection(connectionId), RaptorMessage.NOTHING));
    }

    /** Mutes one stream. */
    public void mute(String sessionId, String streamId) {
        ask(sessionId, session -> RaptorMessage.of("update", session.stream(streamId), Messages.payload(mute(true))));
    }

    /**
     * Mutes all streams, or ends that.
     *
     * @param but the streams that are left out
     */
    public void muteAll(String sessionId, boolean active, List<String> but) {
        ObjectNode content = mute(active);
        ArrayNode exclusion = content.putArray("exclusion");
        but.forEach(exclusion::add);
        ask(sessionId, session -> RaptorMessage.of("update", session, Messages.payload(content)));
    }

    /** The streams of a session, as a backend gets them. */
    public List<ObjectNode> streams(String sessionId) {
        LiveRoom room = host.room(sessionId);
        return room == null
                ? List.of()
                : room.rules().streams().stream().map(LiveStream::told).toList();
    }

    /** Says how a composed archive would lay out a stream. */
    public void layoutClasses(String sessionId, String streamId, List<String> names) {
        Room rules = room(sessionId).rules();
        rules.streams().stream()
                .filter(stream -> stream.id().equals(streamId))
                .findFirst()
                .orElseThrow(() -> new Refusal(Refusal.NOT_FOUND, "there is no such stream"))
                .layoutClasses(names);
    }

    /** Tells the clients that a recording begins. */
    public void archiveStarted(String sessionId, String archiveId, String name) {
        LiveRoom room = room(sessionId);
        room.carryOut(room.rules().archiveStarted(archiveId, name));
    }

    /** Tells the clients, if there are any, that a recording has ended. */
    public void archiveStopped(String sessionId, String archiveId) {
        LiveRoom room = host.room(sessionId);
        if (room != null) {
            room.carryOut(room.rules().archiveStopped(archiveId));
        }
    }

    private void ask(String sessionId, Function<ResourcePath, RaptorMessage> request) {
        LiveRoom room = room(sessionId);
        room.carryOut(room.rules().handle(OUTSIDE, request.apply(room.rules().uri()), host.now()));
    }

    private LiveRoom room(String sessionId) {
        LiveRoom room = host.room(sessionId);
        if (room == null || room.rules().isEmpty()) {
            throw new Refusal(Refusal.NOT_FOUND, "nobody is in the session");
        }
        return room;
    }

    private static ObjectNode mute(boolean active) {
        ObjectNode content = Messages.newObject().put("reason", "mute");
        content.putArray("channels").add("audio");
        return content.put("active", active).put("locked", false);
    }
}
