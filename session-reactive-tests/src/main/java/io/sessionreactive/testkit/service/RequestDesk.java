package io.sessionreactive.testkit.service;

import io.sessionreactive.raptor.MalformedMessageException;
import io.sessionreactive.raptor.RaptorCodec;
import io.sessionreactive.raptor.RaptorMessage;
import io.sessionreactive.raptor.ResourcePath.Kind;
import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.Headers;
import io.sessionreactive.rumor.Payload;
import io.sessionreactive.testkit.service.HandledRequests.Reply;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Answers the MESSAGE frames of members: once in effect, as often as they come in reply. */
final class RequestDesk {
    private final Admission admission;
    private final LongSupplier clock;

    /**
     * A desk.
     *
     * @param clock tells the milliseconds since 1970
     */
    RequestDesk(Admission admission, LongSupplier clock) {
        this.admission = admission;
        this.clock = clock;
    }

    /** Answers, then carries out what follows. */
    void answer(Member member, String transactionId, Frame frame) {
        Reply known = member.handled().reply(transactionId);
        if (known != null) {
            member.answer(transactionId, known);
            return;
        }
        RoomSnapshot then = member.snapshotOfJoining(transactionId);
        if (then != null) {
            member.answer(transactionId, new Reply(200, then.write()));
            return;
        }
        RaptorMessage request;
        try {
            request = RaptorCodec.decode(frame.payload());
        } catch (MalformedMessageException e) {
            refuse(member, transactionId, new Refusal(Refusal.MALFORMED, String.valueOf(e.getMessage())));
            return;
        }
        if (request.uri().kind() == Kind.CONNECTION && request.method().equals("create")) {
            join(member, transactionId, frame.headers().get(Headers.TOKEN), request);
        } else {
            inRoom(member, transactionId, request);
        }
    }

    private void join(Member member, String transactionId, @Nullable String token, RaptorMessage request) {
        try {
            Admission.Admitted admitted = admission.admit(member, token, request, clock.getAsLong());
            LiveRoom room = admitted.room();
            Outcome outcome = room.rules().join(admitted.participant());
            member.answer(transactionId, new Reply(outcome.status(), outcome.reply()));
            if (outcome.isDone()) {
                member.joined(room, transactionId, room.rules().snapshot(admitted.participant()));
                room.add(member, admitted.participant());
            }
            room.carryOut(outcome);
        } catch (Refusal refusal) {
            refuse(member, transactionId, refusal);
        }
    }

    private void inRoom(Member member, String transactionId, RaptorMessage request) {
        LiveRoom room = member.room();
        if (room == null) {
            refuse(member, transactionId, new Refusal(Refusal.FORBIDDEN, "the connection is not in the session"));
            return;
        }
        Outcome outcome = room.rules().handle(member.connectionId(), request, clock.getAsLong());
        if (outcome.isDone() && request.method().equals("read")) {
            // not remembered: it can be large, and is easily made anew
            Payload message = RaptorCodec.encode(RaptorMessage.of("read", request.uri(), outcome.reply()));
            member.answerByMessage(transactionId, message);
        } else {
            Reply reply = new Reply(outcome.status(), outcome.reply());
            member.handled().remember(transactionId, reply);
            member.answer(transactionId, reply);
        }
        room.carryOut(outcome);
    }

    private static void refuse(Member member, String transactionId, Refusal refusal) {
        Outcome outcome = Outcome.refused(refusal);
        Reply reply = new Reply(outcome.status(), outcome.reply());
        member.handled().remember(transactionId, reply);
        member.answer(transactionId, reply);
    }
}
