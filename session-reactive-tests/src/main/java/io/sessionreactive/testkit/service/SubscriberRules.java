package io.sessionreactive.testkit.service;

import io.sessionreactive.raptor.RaptorMessage;
import io.sessionreactive.raptor.ResourcePath;
import io.sessionreactive.testkit.token.Permission;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of requests about subscribers: who they are, and the offers, answers and candidates that publisher and
 * subscriber exchange through the service. There is no media server here, so routed sessions are served in the same way
 * as relayed ones.
 */
final class SubscriberRules {
    private static final int MOST_PER_STREAM = 10_000;

    private final ResourcePath session;
    private final Map<String, LiveStream> streams;

    /**
     * The rules of one session.
     *
     * @param streams its streams by id, shared with the rules of streams
     */
    SubscriberRules(ResourcePath session, Map<String, LiveStream> streams) {
        this.session = session;
        this.streams = streams;
    }

    Outcome subscriber(Participant sender, RaptorMessage request) {
        ResourcePath uri = request.uri();
        LiveStream stream = StreamRules.find(streams, uri);
        Refusal.unless(
                uri.equals(session.stream(stream.id()).subscriber(uri.id())),
                Refusal.MALFORMED,
                "this is not the uri of a subscriber");
        return switch (request.method()) {
            case "create" -> create(sender, stream, uri);
            case "delete" -> delete(sender, stream, uri);
            case "offer", "answer", "pranswer", "candidate" -> forward(sender, stream, request);
            default -> throw new Refusal(Refusal.NOT_OFFERED, "this cannot be done to a subscriber here");
        };
    }

    /** What a subscriber wishes of its channels is for a media server; here it is only checked. */
    Outcome channel(Participant sender, RaptorMessage request) {
        ResourcePath uri = request.uri();
        LiveStream stream = StreamRules.find(streams, uri);
        String subscriberId = uri.id("subscriber");
        String owner = owner(stream, subscriberId);
        Refusal.unless(request.method().equals("update"), Refusal.NOT_OFFERED, "a channel can only be updated");
        Refusal.unless(owner.equals(sender.id()), Refusal.FORBIDDEN, "the subscriber is somebody else's");
        return Outcome.done(List.of());
    }

    /** Ends all subscribers of a member, and tells the publishers. */
    List<Delivery> endAllOf(String connectionId) {
        List<Delivery> deliveries = new ArrayList<>();
        for (LiveStream stream : streams.values()) {
            Iterator<Map.Entry<String, String>> each =
                    stream.subscribers().entrySet().iterator();
            while (each.hasNext()) {
                Map.Entry<String, String> subscriber = each.next();
                if (subscriber.getValue().equals(connectionId)) {
                    each.remove();
                    deliveries.add(ended(stream, subscriber.getKey(), connectionId));
                }
            }
        }
        return deliveries;
    }

    private Outcome create(Participant sender, LiveStream stream, ResourcePath uri) {
        sender.need(Permission.SUBSCRIBE);
        Map<String, String> subscribers = stream.subscribers();
        Refusal.unless(
                !subscribers.containsKey(uri.id()), Refusal.CONFLICT, "there is a subscriber of this id already");
        Refusal.unless(subscribers.size() < MOST_PER_STREAM, Refusal.CONFLICT, "the stream has too many subscribers");
        subscribers.put(uri.id(), sender.id());
        // in this order: 2.7.6 takes the subscriber's id for its offer from the first of the two
        List<String> publisher = List.of(stream.owner());
        return Outcome.answered(
                Messages.iceServers(),
                List.of(
                        new Delivery(publisher, sender.id(), Messages.subscriber("created", uri, sender.id())),
                        new Delivery(
                                publisher,
                                sender.id(),
                                RaptorMessage.of("generateoffer", uri, RaptorMessage.NOTHING))));
    }

    private Outcome delete(Participant sender, LiveStream stream, ResourcePath uri) {
        Refusal.unless(
                owner(stream, uri.id()).equals(sender.id()), Refusal.FORBIDDEN, "the subscriber is somebody else's");
        stream.subscribers().remove(uri.id());
        return Outcome.done(List.of(ended(stream, uri.id(), sender.id())));
    }

    private static Outcome forward(Participant sender, LiveStream stream, RaptorMessage request) {
        String subscriber = owner(stream, request.uri().id());
        boolean fromPublisher = stream.owner().equals(sender.id());
        Refusal.unless(
                fromPublisher || subscriber.equals(sender.id()),
                Refusal.FORBIDDEN,
                "only the publisher and the subscriber may send this");
        String to = fromPublisher ? subscriber : stream.owner();
        return Outcome.done(List.of(new Delivery(List.of(to), sender.id(), Messages.forwarded(request))));
    }

    private Delivery ended(LiveStream stream, String subscriberId, String connectionId) {
        ResourcePath uri = session.stream(stream.id()).subscriber(subscriberId);
        return new Delivery(List.of(stream.owner()), connectionId, Messages.subscriber("deleted", uri, connectionId));
    }

    private static String owner(LiveStream stream, @Nullable String subscriberId) {
        String connectionId = subscriberId == null ? null : stream.subscribers().get(subscriberId);
        if (connectionId == null) {
            throw new Refusal(Refusal.NOT_FOUND, "there is no such subscriber");
        }
        return connectionId;
    }
}
