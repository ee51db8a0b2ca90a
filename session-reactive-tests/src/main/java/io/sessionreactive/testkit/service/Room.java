package io.sessionreactive.testkit.service;

import io.sessionreactive.raptor.RaptorMessage;
import io.sessionreactive.raptor.ResourcePath;
import io.sessionreactive.rumor.Payload;
import io.sessionreactive.testkit.seen.SeenSignal;
import io.sessionreactive.testkit.seen.SeenStream;
import io.sessionreactive.testkit.token.Permission;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one session: who is in it, what may be asked, what the others hear of it. Takes requests and gives
 * outcomes; knows neither sockets nor time, and nothing of members who are absent for a while.
 */
final class Room {
    private final ResourcePath uri;
    private final Map<String, Participant> participants = new LinkedHashMap<>();
    private final Map<String, LiveStream> streams = new LinkedHashMap<>();
    private final StreamRules streamRules;
    private final SubscriberRules subscriberRules;
    private final Consumer<SeenSignal> signals;

    /**
     * An empty room.
     *
     * @param uri the session's
     * @param signals is told each signal that was accepted
     */
    Room(ResourcePath uri, Consumer<SeenSignal> signals) {
        this.uri = uri;
        this.signals = signals;
        this.streamRules = new StreamRules(uri, streams, participants.keySet());
        this.subscriberRules = new SubscriberRules(uri, streams);
    }

    /** Lets somebody in: the answer is the snapshot, and everybody hears of it, the newcomer too. */
    Outcome join(Participant newcomer) {
        if (participants.containsKey(newcomer.id())) {
            return Outcome.refused(new Refusal(Refusal.CONFLICT, "a connection of this id is in the session already"));
        }
        participants.put(newcomer.id(), newcomer);
        RaptorMessage created = RaptorMessage.of("created", uri.connection(newcomer.id()), newcomer.json());
        return Outcome.answered(snapshot().write(), List.of(Delivery.ofService(everybody(), created)));
    }

    /** Lets somebody go; the others hear of it. Nothing happens if it is not here. */
    Outcome leave(String connectionId, String reason) {
        if (participants.remove(connectionId) == null) {
            return Outcome.done(List.of());
        }
        return Outcome.done(ended(connectionId, reason, everybody()));
    }

    /** Does what a member asks, or refuses it and changes nothing. */
    Outcome handle(String connectionId, RaptorMessage request, long now) {
        try {
            Participant sender = participants.get(connectionId);
            if (sender == null) {
                throw new Refusal(Refusal.FORBIDDEN, "the connection is not in the session");
            }
            Refusal.unless(
                    Objects.equals(uri, request.uri().session()), Refusal.FORBIDDEN, "this is another session's");
            return switch (request.uri().kind()) {
                case SESSION -> session(request);
                case CONNECTION -> connection(sender, request);
                case SIGNAL -> signal(sender, request);
                case STREAM -> streamRules.stream(sender, request, now);
                case STREAM_CHANNEL -> streamRules.channel(sender, request);
                case SUBSCRIBER -> subscriberRules.subscriber(sender, request);
                case SUBSCRIBER_CHANNEL -> subscriberRules.channel(sender, request);
                default -> throw new Refusal(Refusal.NOT_OFFERED, "there is no such thing here");
            };
        } catch (Refusal refusal) {
            return Outcome.refused(refusal);
        }
    }

    /** All that is in the room now. */
    RoomSnapshot snapshot() {
        return new RoomSnapshot(
                participants.values().stream().map(Participant::json).toList(),
                streams.values().stream().map(LiveStream::json).toList());
    }

    @Nullable
    Participant participant(String connectionId) {
        return participants.get(connectionId);
    }

    List<SeenStream> seenStreams() {
        return streams.values().stream().map(LiveStream::seen).toList();
    }

    private Outcome session(RaptorMessage request) {
        Refusal.unless(request.method().equals("read"), Refusal.NOT_OFFERED, "a session can only be read here");
        return Outcome.answered(snapshot().write(), List.of());
    }

    private Outcome signal(Participant sender, RaptorMessage request) {
        Refusal.unless(request.method().equals("signal"), Refusal.MALFORMED, "a signal is only signalled");
        sender.need(Permission.SIGNAL);
        String to = SignalRules.recipient(uri, request.uri());
        Refusal.unless(
                to == null || participants.containsKey(to), Refusal.NOT_FOUND, "there is no such connection to signal");
        signals.accept(SignalRules.read(sender.id(), to, request.content()));
        List<String> audience = to == null ? everybody() : List.of(to);
        return Outcome.done(List.of(new Delivery(audience, sender.id(), Messages.forwarded(request))));
    }

    /** Removes somebody; the victim hears of it too, before it is out. */
    private Outcome connection(Participant sender, RaptorMessage request) {
        Refusal.unless(request.method().equals("delete"), Refusal.NOT_OFFERED, "a connection can only be deleted");
        String victim = request.uri().id();
        Refusal.unless(
                request.uri().equals(uri.connection(victim)), Refusal.MALFORMED, "this is not a connection's uri");
        sender.need(Permission.FORCE_DISCONNECT);
        Refusal.unless(participants.containsKey(victim), Refusal.NOT_FOUND, "there is no such connection");
        List<String> audience = everybody();
        participants.remove(victim);
        return new Outcome(200, Payload.EMPTY, ended(victim, Messages.FORCE_DISCONNECTED, audience), List.of(victim));
    }

    /** In this order, since clients do not conclude from the end of a connection to the end of its streams. */
    private List<Delivery> ended(String connectionId, String reason, Collection<String> audience) {
        List<Delivery> deliveries = new ArrayList<>(subscriberRules.endAllOf(connectionId));
        deliveries.addAll(streamRules.endAllOf(connectionId, reason, audience));
        deliveries.add(Delivery.ofService(audience, Messages.deleted(uri.connection(connectionId), reason)));
        return deliveries;
    }

    private List<String> everybody() {
        return List.copyOf(participants.keySet());
    }
}
