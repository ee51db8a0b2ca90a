package io.sessionreactive.proof;

import io.sessionreactive.SessionException;
import io.sessionreactive.SessionSnapshot;
import io.sessionreactive.SessionSnapshot.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** One subscription to {@code signal()}: what was asked, what went over the wire, and how its Mono ended. */
final class Sent {
    private static final Pattern NUMBER = Pattern.compile("#(\\d+)#");
    private static final long NEVER = -1;

    final World world;
    final int number;
    final Client sender;
    final @Nullable Visit visit;
    final @Nullable String to;
    final boolean patient;
    final boolean inHandler;
    final Status status;
    final int waiting;
    final boolean leaving;
    final long at;
    final List<Sending> sendings = new ArrayList<>(1);
    Disposable subscription = Disposables.disposed();
    int ends;

    @Nullable
    SessionException failure;

    long endedAt = NEVER;
    long cancelledAt = NEVER;
    Status statusAtCancel = Status.DISCONNECTED;
    boolean mayTimeOut;

    /**
     * A signal about to be sent.
     *
     * @param to a connection id or null
     * @param inHandler whether from inside a handler, where what is posted comes later in the same moment
     */
    Sent(World world, int number, Client sender, @Nullable String to, boolean patient, boolean inHandler) {
        this.world = world;
        this.number = number;
        this.sender = sender;
        this.visit = sender.visit();
        this.to = to;
        this.patient = patient;
        this.inHandler = inHandler;
        SessionSnapshot snapshot = sender.session().snapshot();
        this.status = snapshot.status();
        this.waiting = snapshot.waiting();
        this.leaving = sender.isLeaving();
        this.at = world.now();
    }

    /** The data that tells it from all others. */
    String data(String rest) {
        return "#" + number + "#" + rest;
    }

    /** The number in a signal's data, or in the text of a whole message; -1 if there is none. */
    static int number(String text) {
        Matcher matcher = NUMBER.matcher(text);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : -1;
    }

    void done() {
        ended();
    }

    void failed(Throwable error) {
        ended();
        if (error instanceof SessionException known) {
            failure = known;
        } else {
            world.wrong(Wrong.UNTRUE, this + " failed with " + error);
        }
        Network.Carrier newest = sender.network().newest();
        // an answer can only be missing where the socket that carries the request withholds it
        mayTimeOut =
                !sendings.isEmpty() && sendings.get(sendings.size() - 1).carrier() == newest && newest.isWithholding();
    }

    private void ended() {
        ends++;
        endedAt = world.now();
        if (cancelledAt != NEVER) {
            world.wrong(Wrong.UNTRUE, this + " ended after it was cancelled");
        }
    }

    void cancel() {
        if (ends == 0 && cancelledAt == NEVER) {
            cancelledAt = world.now();
            statusAtCancel = sender.session().snapshot().status();
            subscription.dispose();
            world.tally().count("signals cancelled");
        }
    }

    void sent(Network.Carrier carrier, String transactionId, int fingerprint) {
        sendings.add(new Sending(carrier, world.now(), transactionId, fingerprint));
    }

    boolean isDone() {
        return ends > 0 && failure == null;
    }

    boolean isCancelled() {
        return cancelledAt != NEVER;
    }

    boolean isOpen() {
        return ends == 0 && !isCancelled();
    }

    boolean failedAs(String name) {
        return failure != null && failure.name().equals(name);
    }

    @Override
    public String toString() {
        String how = isDone() ? "done" : failure != null ? outcome(failure) : isCancelled() ? "cancelled" : "open";
        return "signal " + number + " of " + sender + " at " + at + " (" + status + (leaving ? ", leaving" : "")
                + (patient ? "" : ", impatient") + (to == null ? "" : ", to one") + "): " + how
                + (endedAt == NEVER ? "" : " at " + endedAt) + ", sent " + sendings.size() + " times";
    }

    private static String outcome(SessionException failure) {
        return failure.name() + (failure.isDeliveryUnknown() ? " (unknown)" : "");
    }

    /**
     * Once over the wire.
     *
     * @param carrier through which socket
     * @param at when
     * @param transactionId as which transaction
     * @param fingerprint a hash of the bytes
     */
    record Sending(Network.Carrier carrier, long at, String transactionId, int fingerprint) {}
}
