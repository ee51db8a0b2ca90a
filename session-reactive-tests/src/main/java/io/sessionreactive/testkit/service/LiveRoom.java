package io.sessionreactive.testkit.service;

import io.sessionreactive.raptor.RaptorCodec;
import io.sessionreactive.raptor.ResourcePath;
import io.sessionreactive.rumor.Ids;
import io.sessionreactive.rumor.Payload;
import io.sessionreactive.testkit.seen.SeenMember;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A room with the members who are in it: carries out what its rules decide. */
final class LiveRoom {
    private final Room rules;
    private final SessionHistory history;
    private final Map<String, Member> members = new HashMap<>();
    private final Consumer<Member> lost;
    private final Consumer<Member> expelled;

    /**
     * An empty room.
     *
     * @param lost is told of a member for whom more was held than may be; must not act before it has returned
     * @param expelled is told of a member who was put out by another one
     */
    LiveRoom(ResourcePath uri, SessionHistory history, Consumer<Member> lost, Consumer<Member> expelled) {
        this.rules = new Room(uri, history::signal);
        this.history = history;
        this.lost = lost;
        this.expelled = expelled;
    }

    Room rules() {
        return rules;
    }

    /** Takes in a member whom the rules have let in. */
    void add(Member member, Participant participant) {
        members.put(member.connectionId(), member);
        Instant since = Instant.ofEpochMilli(participant.creationTime());
        history.joined(new SeenMember(participant.id(), participant.role(), participant.data(), since, true));
    }

    /** Lets a member go; the others hear of it. */
    void remove(Member member, String reason) {
        forget(member.connectionId(), reason);
        carryOut(rules.leave(member.connectionId(), reason));
    }

    /** Lets all members go, and nobody hears of it. */
    void empty() {
        List.copyOf(members.keySet()).forEach(connectionId -> forget(connectionId, Messages.NETWORK_DISCONNECTED));
        history.streams(List.of());
    }

    /** A member lost its socket, or has one again. */
    void present(Member member, boolean isPresent) {
        history.present(member.connectionId(), isPresent);
    }

    /** Sends what the outcome says, then puts out whom it says. */
    void carryOut(Outcome outcome) {
        outcome.deliveries().forEach(this::deliver);
        if (outcome.isDone()) {
            history.streams(rules.seenStreams());
        }
        for (String connectionId : outcome.expelled()) {
            Member member = forget(connectionId, Messages.FORCE_DISCONNECTED);
            if (member != null) {
                expelled.accept(member);
            }
        }
    }

    private @Nullable Member forget(String connectionId, String reason) {
        history.left(connectionId, reason);
        return members.remove(connectionId);
    }

    private void deliver(Delivery delivery) {
        Payload message = RaptorCodec.encode(delivery.message());
        String transactionId = Ids.unique();
        for (String connectionId : delivery.to()) {
            Member member = members.get(connectionId);
            if (member != null && !member.deliver(transactionId, delivery.from(), message)) {
                lost.accept(member);
            }
        }
    }
}
