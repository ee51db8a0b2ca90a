package io.sessionreactive.testkit.service;

import io.sessionreactive.raptor.RaptorMessage;
import io.sessionreactive.raptor.ResourcePath;
import io.sessionreactive.rumor.Payload;
import io.sessionreactive.testkit.token.Permission;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What becomes of requests to mute. There is no media here: it is the clients that turn their microphones off. OT.js
 * 2.35.2 does so where one of its streams is muted; a mute of all it only tells its user, so that here the owner of each
 * stream is told too, except of those that the moderator left out.
 */
final class MuteRules {
    private final ResourcePath session;
    private final Map<String, LiveStream> streams;
    private final Collection<String> everybody;
    private @Nullable Payload mute;

    /**
     * The rules of one session, in which nobody is muted yet.
     *
     * @param streams its streams by id, shared with the rules of streams
     * @param everybody a view of the connection ids of all members
     */
    MuteRules(ResourcePath session, Map<String, LiveStream> streams, Collection<String> everybody) {
        this.session = session;
        this.streams = streams;
        this.everybody = everybody;
    }

    /** Whether all are muted, those too who are to come. */
    boolean isActive() {
        return mute != null;
    }

    /** Mutes all, or ends that; everybody hears of it, the sender too. */
    Outcome all(Participant sender, RaptorMessage request) {
        sender.need(Permission.FORCE_MUTE);
        ObjectNode content = read(request);
        List<Delivery> deliveries = new ArrayList<>();
        deliveries.add(Delivery.ofService(everybody, Messages.forwarded(request)));
        Set<String> except = new HashSet<>();
        content.path("exclusion").forEach(id -> except.add(id.asString("")));
        content.remove("exclusion");
        mute = content.path("active").booleanValue() ? Messages.payload(content) : null;
        streams.values().stream()
                .filter(stream -> !except.contains(stream.id()))
                .forEach(stream -> deliveries.addAll(greet(stream)));
        return Outcome.done(deliveries);
    }

    /** Mutes one stream; its owner alone hears of it. */
    Outcome one(RaptorMessage request, LiveStream stream) {
        read(request);
        return Outcome.done(List.of(Delivery.ofService(List.of(stream.owner()), Messages.forwarded(request))));
    }

    /** What the owner of that stream is told while all are muted; nothing otherwise. */
    List<Delivery> greet(LiveStream stream) {
        if (mute == null) {
            return List.of();
        }
        RaptorMessage message = RaptorMessage.of("update", session.stream(stream.id()), mute);
        return List.of(Delivery.ofService(List.of(stream.owner()), message));
    }

    private static ObjectNode read(RaptorMessage request) {
        ObjectNode content = Messages.object(request.content());
        Refusal.unless(
                content.path("reason").asString("").equals("mute")
                        && content.path("active").isBoolean(),
                Refusal.MALFORMED,
                "what is updated here is muted or not");
        return content;
    }
}
