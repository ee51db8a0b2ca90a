package io.sessionreactive.proof;

import io.sessionreactive.SessionSnapshot.Status;
import io.sessionreactive.proof.Sent.Sending;
import io.sessionreactive.testkit.seen.Observation;
import io.sessionreactive.testkit.seen.Observation.MemberJoined;
import io.sessionreactive.testkit.seen.Observation.MemberLeft;
import io.sessionreactive.testkit.seen.SeenSignal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds what each Mono said against what happened. */
final class Outcomes {
    private static final long REPLY_TIMEOUT = 15_000;
    private static final long FAREWELL = 1_000;

    private final World world;
    private final Map<Integer, Integer> accepted = new HashMap<>();

    Outcomes(World world) {
        this.world = world;
        for (Service service : world.services()) {
            for (SeenSignal signal : service.session().signals()) {
                accepted.merge(Sent.number(String.valueOf(signal.data())), 1, Integer::sum);
            }
        }
    }

    void check(Sent sent) {
        int times = accepted.getOrDefault(sent.number, 0);
        need(times <= 1, Wrong.DOUBLED, sent, "was accepted " + times + " times");
        need(sent.isCancelled() || sent.ends == 1, Wrong.UNTRUE, sent, "ended " + sent.ends + " times");
        wire(sent);
        if (sent.isDone()) {
            world.tally().count("signals completed");
            need(times == 1, Wrong.LOST, sent, "completed and was not accepted");
        } else if (sent.isCancelled()) {
            cancelled(sent);
        } else if (sent.failure != null) {
            boolean unknown = sent.failure.isDeliveryUnknown();
            world.tally().count("signals failed: " + sent.failure.name() + (unknown ? ", delivery unknown" : ""));
            need(unknown || times == 0, Wrong.UNTRUE, sent, "failed for certain and was accepted");
            failed(sent, unknown);
        }
        atOnce(sent);
    }

    /** The same transaction and the same bytes each time, once for each socket, and only once without patience. */
    private void wire(Sent sent) {
        List<Sending> sendings = sent.sendings;
        if (sendings.isEmpty()) {
            return;
        }
        Sending first = sendings.get(0);
        for (Sending other : sendings.subList(1, sendings.size())) {
            world.tally().count("signals sent again");
            need(first.transactionId().equals(other.transactionId()), Wrong.WIRE, sent, "got another transaction");
            need(first.fingerprint() == other.fingerprint(), Wrong.WIRE, sent, "was sent again with other bytes");
        }
        long sockets = sendings.stream().map(Sending::carrier).distinct().count();
        need(sockets == sendings.size(), Wrong.WIRE, sent, "was sent twice over one socket");
        need(sent.patient || sendings.size() == 1, Wrong.WIRE, sent, "was sent again (S22)");
    }

    private void cancelled(Sent sent) {
        boolean held = sent.statusAtCancel == Status.RECONNECTING
                && sent.sendings.stream().noneMatch(sending -> sending.at() < sent.cancelledAt);
        // in the very moment of cancelling, a socket may open first
        need(
                !held || sent.sendings.isEmpty() || sent.sendings.get(0).at() == sent.cancelledAt,
                Wrong.WIRE,
                sent,
                "was cancelled while held, and sent later");
    }

    private void failed(Sent sent, boolean unknown) {
        Visit visit = sent.visit;
        boolean ended = visit != null && sent.endedAt == visit.endedAt;
        switch (String.valueOf(sent.failure == null ? null : sent.failure.name())) {
            case "OT_NOT_CONNECTED" -> {
                boolean lost = visit != null && !sent.patient && visit.lostAt.contains(sent.endedAt);
                need(unknown != sent.sendings.isEmpty(), Wrong.UNTRUE, sent, "does not know whether it was sent");
                need(
                        ended || lost || (!unknown && sent.endedAt == sent.at),
                        Wrong.LOST,
                        sent,
                        "failed although the session went on");
            }
            case "OT_TIMEOUT" -> {
                need(sent.mayTimeOut, Wrong.LOST, sent, "had no answer although nothing kept it back");
                boolean waited = !sent.sendings.isEmpty()
                        && sent.endedAt
                                        - sent.sendings
                                                .get(sent.sendings.size() - 1)
                                                .at()
                                >= REPLY_TIMEOUT;
                need(waited && unknown, Wrong.UNTRUE, sent, "timed out too early");
            }
            case "OT_BUFFER_OVERFLOW" ->
                need(
                        sent.inHandler || sent.sender.isFull(sent.waiting),
                        Wrong.UNTRUE,
                        sent,
                        "overflowed with " + sent.waiting + " waiting");
            case "OT_NOT_FOUND" -> need(!wasThere(sent), Wrong.UNTRUE, sent, "was for somebody who was there");
            default -> need(false, Wrong.UNTRUE, sent, "failed in an unknown way");
        }
    }

    /** What can be known at once is said at once. */
    private void atOnce(Sent sent) {
        boolean away = sent.status == Status.DISCONNECTED || sent.status == Status.CONNECTING;
        boolean impatientOutage = sent.status == Status.RECONNECTING && !sent.patient;
        if (sent.inHandler || sent.isCancelled() || sent.leaving || !(away || impatientOutage)) {
            return;
        }
        need(
                sent.failedAs("OT_NOT_CONNECTED") && sent.endedAt == sent.at && sent.sendings.isEmpty(),
                Wrong.UNTRUE,
                sent,
                "should have failed at once (S21, S22)");
    }

    /** Whether the addressed one was in the session from before the signal until its end. */
    private boolean wasThere(Sent sent) {
        for (Service service : world.services()) {
            long from = Long.MAX_VALUE;
            long until = service == world.service() ? Long.MAX_VALUE : 0;
            for (Observation observation : service.observed()) {
                long at = observation.at().toEpochMilli();
                if (observation instanceof MemberJoined joined
                        && joined.member().connectionId().equals(sent.to)) {
                    from = at;
                } else if (observation instanceof MemberLeft left
                        && left.member().connectionId().equals(sent.to)) {
                    until = at;
                }
            }
            if (from < sent.at && until > sent.endedAt) {
                return true;
            }
        }
        return false;
    }

    void check(Client client, Call call) {
        boolean once = call.cancelled ? call.ends <= 1 : call.ends == 1;
        need(once, Wrong.UNTRUE, client, call.toString());
        if (call.what.equals("disconnect")) {
            long most = call.status == Status.CONNECTED || call.status == Status.RECONNECTING ? FAREWELL : 0;
            boolean inTime = !world.isExact() || call.endedAt - call.at <= most;
            need(
                    call.error == null && call.endedAt >= 0 && inTime,
                    Wrong.UNTRUE,
                    client,
                    call + " took until " + call.endedAt);
        } else if (call.status != Status.DISCONNECTED) {
            need("OT_ILLEGAL_STATE".equals(call.error), Wrong.UNTRUE, client, call.toString());
        } else if (call.connectionId != null) {
            boolean joined = client.diary().visits().stream()
                    .anyMatch(visit -> visit.connectionId.equals(call.connectionId)
                            && (!world.isExact() || visit.since == call.endedAt));
            need(joined, Wrong.UNTRUE, client, call + " without an event");
        }
        world.tally().count(call.what + (call.error == null ? " calls" : " calls failed: " + call.error));
    }

    private void need(boolean holds, Wrong kind, @Nullable Object whose, String otherwise) {
        if (!holds) {
            world.wrong(kind, whose + ": " + otherwise);
        }
    }
}
