package io.sessionreactive.testkit.service;

import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.FrameCodec;
import io.sessionreactive.rumor.FrameType;
import io.sessionreactive.rumor.Headers;
import io.sessionreactive.rumor.Payload;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * One logical socket: what has to be remembered of a client over all the sockets it comes through. It is present while
 * it has one, and otherwise absent, with a timer that ends the wait for it.
 */
final class Member {
    private static final int MOST_TOPICS = 16;

    private final @Nullable String socketId;
    private final String connectionId;
    private final Set<String> topics = new LinkedHashSet<>();
    private final Outstanding outstanding = new Outstanding();
    private final HandledRequests handled = new HandledRequests();
    private final Disposable.Swap graceTimer = Disposables.swap();
    private @Nullable RumorEndpoint endpoint;
    private @Nullable LiveRoom room;
    private @Nullable String joinTransaction;
    private @Nullable RoomSnapshot joinSnapshot;

    Member(@Nullable String socketId, String connectionId) {
        this.socketId = socketId;
        this.connectionId = connectionId;
    }

    /** Null if the member cannot come back. */
    @Nullable
    String socketId() {
        return socketId;
    }

    String connectionId() {
        return connectionId;
    }

    HandledRequests handled() {
        return handled;
    }

    Outstanding outstanding() {
        return outstanding;
    }

    Disposable.Swap graceTimer() {
        return graceTimer;
    }

    /** Its present socket, or null while it is absent. */
    @Nullable
    RumorEndpoint endpoint() {
        return endpoint;
    }

    /** Where it is, or null if it was not let in yet. */
    @Nullable
    LiveRoom room() {
        return room;
    }

    /** Who it is, as far as is known. */
    Peer peer() {
        Participant participant = room == null ? null : room.rules().participant(connectionId);
        return new Peer(connectionId, participant == null ? null : participant.data());
    }

    /**
     * What that request was answered with, if it is the one that let the member in, come again; otherwise null. It must be
     * the snapshot of then: what has happened since was told in messages, and comes after it.
     */
    @Nullable
    RoomSnapshot snapshotOfJoining(String transactionId) {
        return transactionId.equals(joinTransaction) ? joinSnapshot : null;
    }

    void joined(LiveRoom joined, String transactionId, RoomSnapshot snapshot) {
        room = joined;
        joinTransaction = transactionId;
        joinSnapshot = snapshot;
    }

    boolean subscribe(List<String> added) {
        topics.addAll(added);
        return topics.size() <= MOST_TOPICS;
    }

    void unsubscribe(List<String> removed) {
        topics.removeAll(Set.copyOf(removed));
    }

    /** The first topic it asked for, which is the uri of its session; null if it has asked for none yet. */
    @Nullable
    String topic() {
        return topics.isEmpty() ? null : topics.iterator().next();
    }

    boolean isSubscribedTo(String topic) {
        return topics.contains(topic);
    }

    /** The member has come, or come back: whatever it has yet to acknowledge is sent again. */
    void attach(RumorEndpoint attached) {
        graceTimer.update(Disposables.disposed());
        endpoint = attached;
        outstanding.resend().forEach(attached::send);
    }

    void detach() {
        endpoint = null;
    }

    /**
     * Sends a message, or holds it while the member is absent.
     *
     * @return false if that was more than is held for anybody
     */
    boolean deliver(String transactionId, String from, Payload message) {
        byte[] frame = FrameCodec.encode(message(transactionId, from, message));
        RumorEndpoint present = endpoint;
        if (present == null) {
            outstanding.held(transactionId, frame);
            return !outstanding.isHeldTooMuch();
        }
        outstanding.sent(transactionId, frame);
        present.send(frame);
        if (outstanding.isUnacknowledgedTooMuch()) {
            present.cut();
        }
        return true;
    }

    /** Answers a request by a STATUS; lost if the member is absent, since it will ask again. */
    void answer(String transactionId, HandledRequests.Reply reply) {
        answer(Frame.status(connectionId, transactionId, reply.status(), reply.payload()));
    }

    /** Answers a request by a MESSAGE with the request's own transaction id. */
    void answerByMessage(String transactionId, Payload message) {
        answer(message(transactionId, Delivery.SERVICE, message));
    }

    private void answer(Frame answer) {
        if (endpoint != null) {
            endpoint.send(FrameCodec.encode(answer));
        }
    }

    private Frame message(String transactionId, String from, Payload message) {
        Headers headers = Headers.of(
                Headers.CONTENT_TYPE,
                Frame.RAPTOR_CONTENT_TYPE,
                Headers.TRANSACTION_ID,
                transactionId,
                Headers.FROM_ADDRESS,
                from);
        return new Frame(FrameType.MESSAGE, List.of(connectionId), headers, message);
    }
}
