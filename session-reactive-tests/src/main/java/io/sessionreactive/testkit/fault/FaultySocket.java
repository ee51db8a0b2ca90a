package io.sessionreactive.testkit.fault;

import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.FrameCodec;
import io.sessionreactive.rumor.FrameType;
import io.sessionreactive.rumor.Headers;
import io.sessionreactive.rumor.MalformedFrameException;
import io.sessionreactive.testkit.service.Peer;
import io.sessionreactive.testkit.service.RumorEndpoint;
import io.sessionreactive.testkit.service.SocketQuery;
import io.sessionreactive.testkit.service.Wire;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One socket between its front and the service, as faults leave it. Without any it passes on what comes, at once.
 *
 * <p>All methods are to be called on the service's scheduler.
 */
public final class FaultySocket implements Wire {
    private final Gate gate;
    private final FaultRules rules;
    private final SocketQuery query;
    private final Wire wire;
    private final Link link;
    private @Nullable RumorEndpoint endpoint;

    // what becomes of the answer to the request that is being carried out just now
    private Effect.@Nullable OnRequest answering;
    private @Nullable String answeringTo;

    FaultySocket(Gate gate, SocketQuery query, Wire wire) {
        this.gate = gate;
        this.rules = gate.links().rules();
        this.query = query;
        this.wire = wire;
        this.link = gate.links().open(this::peer);
    }

    void attach(RumorEndpoint attached) {
        endpoint = attached;
    }

    SocketQuery query() {
        return query;
    }

    Peer peer() {
        RumorEndpoint opened = endpoint;
        return opened == null ? gate.host().peer(query) : opened.peer();
    }

    /** A binary message came in. */
    public void received(byte[] message) {
        if (link.isFree(Direction.FROM_CLIENT)) {
            service().received(message);
        } else {
            link.pass(Direction.FROM_CLIENT, message.length, () -> arrived(message));
        }
    }

    /** Something came in that is no binary message. */
    public void receivedOther(String what) {
        link.pass(Direction.FROM_CLIENT, 0, () -> service().receivedOther(what));
    }

    /** The socket is gone, for whatever reason. */
    public void ended() {
        link.pass(Direction.FROM_CLIENT, 0, () -> {
            service().ended();
            gate.gone(this);
            gate.links().gone(link);
        });
    }

    @Override
    public void send(byte[] message) {
        if (link.isFree(Direction.TO_CLIENT) && answering == null) {
            wire.send(message);
        } else {
            leave(message);
        }
    }

    @Override
    public void close(int code, String reason) {
        link.pass(Direction.TO_CLIENT, 0, () -> wire.close(code, reason));
    }

    @Override
    public void cut() {
        link.pass(Direction.TO_CLIENT, 0, wire::cut);
    }

    @Override
    public void hangUp() {
        link.pass(Direction.TO_CLIENT, 0, wire::hangUp);
    }

    /** Ends the socket for both sides. */
    public void drop(Ending ending) {
        if (ending == Ending.FIN) {
            service().hangUp();
        } else {
            service().cut();
        }
    }

    /** Closes the socket from the service's side. */
    public void close(int code) {
        service().close(code, "a fault");
    }

    /** Lets another socket take over whom this one carries. */
    public void replace() {
        gate.replace(query);
    }

    /** Sends what is no frame. */
    public void injectMalformedFrame() {
        inject(Garbage.frame(connectionId()));
    }

    /** Sends a frame with what is no JSON. */
    public void injectMalformedMessage() {
        inject(Garbage.message(connectionId()));
    }

    private void inject(byte[] message) {
        link.pass(Direction.TO_CLIENT, message.length, () -> wire.send(message));
    }

    private String connectionId() {
        String known = peer().connectionId();
        return known == null ? "" : known;
    }

    private RumorEndpoint service() {
        return Objects.requireNonNull(endpoint, "nothing comes in before the socket is open");
    }

    private void arrived(byte[] message) {
        Frame frame = decode(message);
        String transactionId = frame == null ? null : frame.transactionId();
        if (frame == null || transactionId == null) {
            service().received(message);
        } else if (frame.type() == FrameType.MESSAGE) {
            request(message, frame, transactionId);
        } else if (frame.type() != FrameType.STATUS
                || rules.happen(Effect.MissAcknowledgements.class, peer()) == null) {
            service().received(message);
        }
    }

    private void request(byte[] message, Frame frame, String transactionId) {
        String token = frame.headers().get(Headers.TOKEN);
        Peer peer = token == null ? peer() : new Peer(peer().connectionId(), gate.dataOf(token));
        Effect.OnRequest effect = rules.isEmpty() ? null : rules.onRequest(Garbage.request(frame), peer);
        if (effect != null) {
            service().happened("a fault, " + effect);
        }
        if (effect instanceof Effect.Refuse refuse) {
            leave(FrameCodec.encode(gate.refusal(peer, transactionId, refuse)));
        } else if (!(effect instanceof Effect.Ignore)) {
            answering = effect;
            answeringTo = transactionId;
            service().received(message);
            answering = null;
            if (effect instanceof Effect.DropBeforeAnswer drop) {
                drop(drop.ending());
            }
        }
    }

    private void leave(byte[] message) {
        Frame frame = Objects.requireNonNull(decode(message), "the service sends frames");
        if (answering instanceof Effect.DropBeforeAnswer) {
            return; // whatever it is: the socket is as good as gone
        }
        boolean isAnswer = answering != null
                && frame.transactionId() != null
                && frame.transactionId().equals(answeringTo);
        if (!isAnswer) {
            depart(frame, message);
        } else if (answering instanceof Effect.AnswerLate late) {
            gate.scheduler().schedule(() -> depart(frame, message), late.delay().toNanos(), TimeUnit.NANOSECONDS);
        } else if (answering instanceof Effect.GarbleAnswer) {
            depart(frame, Garbage.answer(frame));
        }
    }

    private void depart(Frame frame, byte[] message) {
        Peer peer = peer();
        int pieces = link.pieces(message.length);
        boolean twice = frame.type() == FrameType.MESSAGE && rules.happen(Effect.Repeat.class, peer) != null;
        for (int i = 0; i < (twice ? 2 : 1); i++) {
            link.pass(Direction.TO_CLIENT, message.length, () -> wire.sendSliced(message, pieces));
        }
    }

    private static @Nullable Frame decode(byte[] message) {
        try {
            return FrameCodec.decode(message);
        } catch (MalformedFrameException e) {
            return null;
        }
    }
}
