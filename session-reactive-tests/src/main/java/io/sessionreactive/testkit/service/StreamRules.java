package io.sessionreactive.testkit.service;

import io.sessionreactive.raptor.RaptorMessage;
import io.sessionreactive.raptor.ResourcePath;
import io.sessionreactive.testkit.token.Permission;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** What becomes of requests about streams and their channels. */
final class StreamRules {
    private final ResourcePath session;
    private final Map<String, LiveStream> streams;
    private final Collection<String> everybody;

    /**
     * The rules of one session.
     *
     * @param streams its streams by id, shared with the rules of subscribers
     * @param everybody a view of the connection ids of all members
     */
    StreamRules(ResourcePath session, Map<String, LiveStream> streams, Collection<String> everybody) {
        this.session = session;
        this.streams = streams;
        this.everybody = everybody;
    }

    Outcome stream(Participant sender, RaptorMessage request, long now) {
        ResourcePath uri = request.uri();
        Refusal.unless(uri.equals(session.stream(uri.id())), Refusal.MALFORMED, "this is not the uri of a stream");
        return switch (request.method()) {
            case "create" -> create(sender, request, now);
            case "delete" -> delete(sender, uri);
            default -> throw new Refusal(Refusal.NOT_OFFERED, "this cannot be done to a stream here");
        };
    }

    Outcome channel(Participant sender, RaptorMessage request) {
        ResourcePath uri = request.uri();
        LiveStream stream = find(streams, uri);
        Refusal.unless(
                uri.equals(session.stream(stream.id()).channel(uri.id())),
                Refusal.MALFORMED,
                "this is not the uri of a channel");
        Refusal.unless(request.method().equals("update"), Refusal.NOT_OFFERED, "a channel can only be updated");
        Refusal.unless(stream.owner().equals(sender.id()), Refusal.FORBIDDEN, "the stream is somebody else's");
        ObjectNode change = Messages.object(request.content());
        if (!stream.update(uri.id(), change)) {
            return Outcome.done(List.of());
        }
        // forwarded as it came: a receiver stops reading at what it does not know, so nothing may be added
        RaptorMessage updated = RaptorMessage.of("updated", uri, request.content());
        return Outcome.done(List.of(Delivery.ofService(everybody, updated)));
    }

    /** Ends all streams of a member, and tells {@code audience}. */
    List<Delivery> endAllOf(String connectionId, String reason, Collection<String> audience) {
        List<ResourcePath> ended = streams.values().stream()
                .filter(stream -> stream.owner().equals(connectionId))
                .map(stream -> session.stream(stream.id()))
                .toList();
        ended.forEach(uri -> streams.remove(uri.id()));
        return ended.stream()
                .map(uri -> Delivery.ofService(audience, Messages.deleted(uri, reason)))
                .toList();
    }

    /**
     * The stream that {@code uri} is about.
     *
     * @throws Refusal if there is none
     */
    static LiveStream find(Map<String, LiveStream> streams, ResourcePath uri) {
        String id = uri.id("stream");
        LiveStream stream = id == null ? null : streams.get(id);
        if (stream == null) {
            throw new Refusal(Refusal.NOT_FOUND, "there is no such stream");
        }
        return stream;
    }

    private Outcome create(Participant sender, RaptorMessage request, long now) {
        sender.need(Permission.PUBLISH);
        String id = request.uri().id();
        Refusal.unless(!streams.containsKey(id), Refusal.CONFLICT, "there is a stream of this id already");
        LiveStream stream = LiveStream.of(id, sender, now, Messages.object(request.content()));
        streams.put(id, stream);
        RaptorMessage created = RaptorMessage.of("created", request.uri(), stream.json());
        return Outcome.answered(Messages.iceServers(), List.of(Delivery.ofService(everybody, created)));
    }

    private Outcome delete(Participant sender, ResourcePath uri) {
        LiveStream stream = find(streams, uri);
        boolean own = stream.owner().equals(sender.id());
        if (!own) {
            sender.need(Permission.FORCE_UNPUBLISH);
        }
        streams.remove(uri.id());
        String reason = own ? Messages.CLIENT_DISCONNECTED : Messages.FORCE_UNPUBLISHED;
        return Outcome.done(List.of(Delivery.ofService(everybody, Messages.deleted(uri, reason))));
    }
}
