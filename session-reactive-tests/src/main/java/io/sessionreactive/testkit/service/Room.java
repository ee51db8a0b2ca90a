package io.sessionreactive.testkit.service;

import io.sessionreactive.raptor.RaptorMessage;
import io.sessionreactive.raptor.ResourcePath;
import io.sessionreactive.rumor.Payload;
import io.sessionreactive.testkit.seen.SeenSignal;
import io.sessionreactive.testkit.seen.SeenStream;
import io.sessionreactive.testkit.token.Permission;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
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
    private final Map<String, Payload> archives = new LinkedHashMap<>();
    private final StreamRules streamRules;
    private final SubscriberRules subscriberRules;
    private final MuteRules muteRules;
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
        this.muteRules = new MuteRules(uri, streams, participants.keySet());
        this.streamRules = new StreamRules(uri, streams, participants.keySet(), muteRules);
        this.subscriberRules = new SubscriberRules(uri, streams);
    }

    /** Lets somebody in: the answer is the snapshot, and all who are told of others hear of it, and the newcomer. */
    Outcome join(Participant newcomer) {
        if (participants.containsKey(newcomer.id())) {
            return Outcome.refused(new Refusal(Refusal.CONFLICT, "a connection of this id is in the session already"));
        }
        participants.put(newcomer.id(), newcomer);
        RaptorMessage created = RaptorMessage.of("created", uri.connection(newcomer.id()), newcomer.json());
        List<String> audience = toldOf(newcomer.id(), everybody());
        return Outcome.answered(snapshot(newcomer).write(), List.of(Delivery.ofService(audience, created)));
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
            return handle(sender, request, now);
        } catch (Refusal refusal) {
            return Outcome.refused(refusal);
        }
    }

    /**
     * Does what somebody asks, who need not be in the room.
     *
     * @throws Refusal if that is not done, and nothing has changed
     */
    Outcome handle(Participant sender, RaptorMessage request, long now) {
        Refusal.unless(Objects.equals(uri, request.uri().session()), Refusal.FORBIDDEN, "this is another session's");
        return switch (request.uri().kind()) {
            case SESSION -> session(sender, request);
            case CONNECTION -> connection(sender, request);
            case SIGNAL -> signal(sender, request);
            case STREAM -> streamRules.stream(sender, request, now);
            case STREAM_CHANNEL -> streamRules.channel(sender, request);
            case SUBSCRIBER -> subscriberRules.subscriber(sender, request);
            case SUBSCRIBER_CHANNEL -> subscriberRules.channel(sender, request);
            default -> throw new Refusal(Refusal.NOT_OFFERED, "there is no such thing here");
        };
    }

    /** All that is in the room now, as that member gets it: its own connection alone where it is not told of others. */
    RoomSnapshot snapshot(@Nullable Participant reader) {
        boolean alone = isSuppressed(reader);
        return new RoomSnapshot(
                participants.values().stream()
                        .filter(participant -> !alone || participant.equals(reader))
                        .map(Participant::json)
                        .toList(),
                streams.values().stream().map(LiveStream::json).toList(),
                List.copyOf(archives.values()),
                muteRules.isActive());
    }

    @Nullable
    Participant participant(String connectionId) {
        return participants.get(connectionId);
    }

    /** The session's. */
    ResourcePath uri() {
        return uri;
    }

    boolean isEmpty() {
        return participants.isEmpty();
    }

    Collection<LiveStream> streams() {
        return Collections.unmodifiableCollection(streams.values());
    }

    /** A recording begins; everybody hears of it, and whoever joins before it ends. */
    Outcome archiveStarted(String archiveId, String name) {
        Payload archive = Messages.archive(archiveId, name);
        archives.put(archiveId, archive);
        return Outcome.done(
                List.of(Delivery.ofService(everybody(), RaptorMessage.of("created", uri.archive(archiveId), archive))));
    }

    /** A recording has ended; everybody hears of it. */
    Outcome archiveStopped(String archiveId) {
        archives.remove(archiveId);
        RaptorMessage stopped = RaptorMessage.of("updated", uri.archive(archiveId), Messages.ARCHIVE_STOPPED);
        return Outcome.done(List.of(Delivery.ofService(everybody(), stopped)));
    }

    List<SeenStream> seenStreams() {
        return streams.values().stream().map(LiveStream::seen).toList();
    }

    private Outcome session(Participant sender, RaptorMessage request) {
        Refusal.unless(request.uri().equals(uri), Refusal.MALFORMED, "this is not the session's uri");
        return switch (request.method()) {
            case "read" -> Outcome.answered(snapshot(sender).write(), List.of());
            case "update" -> muteRules.all(sender, request);
            default -> throw new Refusal(Refusal.NOT_OFFERED, "this cannot be done to a session here");
        };
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
        List<String> told = toldOf(connectionId, audience);
        deliveries.add(Delivery.ofService(told, Messages.deleted(uri.connection(connectionId), reason)));
        return deliveries;
    }

    /** Those of the audience who hear that somebody comes or goes: that one itself, and who is told of others. */
    private List<String> toldOf(String connectionId, Collection<String> audience) {
        return audience.stream()
                .filter(id -> id.equals(connectionId) || !isSuppressed(participants.get(id)))
                .toList();
    }

    private static boolean isSuppressed(@Nullable Participant participant) {
        return participant != null && participant.suppressed();
    }

    private List<String> everybody() {
        return List.copyOf(participants.keySet());
    }
}
