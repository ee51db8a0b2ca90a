package io.sessionreactive.testkit.service;

import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.FrameCodec;
import io.sessionreactive.rumor.Headers;
import io.sessionreactive.rumor.MalformedFrameException;
import io.sessionreactive.rumor.Payload;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.util.Logger;
import reactor.util.Loggers;

/**
 * The service's side of one WebSocket: CONNECT first, then SUBSCRIBE, requests, acknowledgements, PINGs, and at last
 * perhaps DISCONNECT. Whatever breaks the protocol ends the socket with a close code and a reason.
 *
 * <p>All methods are to be called on the service's scheduler.
 */
public final class RumorEndpoint {
    private static final Logger LOG = Loggers.getLogger(RumorEndpoint.class);
    private static final byte[] PONG = FrameCodec.encode(Frame.PONG);
    private static final int MOST_ID = 128;

    private final SessionHost host;
    private final Wire wire;
    private final SocketQuery query;
    private final SocketTraffic traffic;
    private final Disposable.Swap watch = Disposables.swap();
    private @Nullable Member member;
    private long heard;
    private boolean left;
    private boolean finished;

    RumorEndpoint(SessionHost host, Wire wire, SocketQuery query) {
        this.host = host;
        this.wire = wire;
        this.query = query;
        this.traffic = host.traffic().opened(query);
        this.heard = host.now();
        watch();
    }

    SocketQuery query() {
        return query;
    }

    /** Whom the socket carries; null before CONNECT. */
    @Nullable
    Member member() {
        return member;
    }

    void carry(Member carried) {
        member = carried;
        traffic.carries(carried);
        watch(); // from now on another limit holds
    }

    /** A binary message came in. */
    public void received(byte[] message) {
        if (!isListening()) {
            return;
        }
        heard = host.now();
        traffic.heard(message);
        try {
            received(FrameCodec.decode(message));
        } catch (MalformedFrameException e) {
            broken(String.valueOf(e.getMessage()));
        }
    }

    /** Something came in that is no binary message. */
    public void receivedOther(String what) {
        if (isListening()) {
            broken(what + " came, but only binary messages are spoken here");
        }
    }

    /** The socket is gone, for whatever reason. */
    public void ended() {
        finish("ended");
    }

    /** Ends the socket at once, without a close frame. */
    public void cut() {
        if (!finished) {
            finish("cut by the service"); // noted before the client can know
            wire.cut();
        }
    }

    /** Closes the socket with a close frame. */
    public void close(int code, String reason) {
        if (!finished) {
            finish("closed by the service with " + code + ", " + reason);
            wire.close(code, reason);
        }
    }

    /** Ends the socket without a close frame, after what was sent before. */
    public void hangUp() {
        if (!finished) {
            wire.hangUp();
            finish("hung up by the service");
        }
    }

    /** Something was done to the socket from outside, which whoever looks at its traffic should know. */
    public void happened(String what) {
        traffic.happened(what);
    }

    /** Whom the socket carries, as far as is known. */
    public Peer peer() {
        return member == null ? Peer.UNKNOWN : member.peer();
    }

    void send(byte[] frame) {
        if (isListening()) {
            traffic.said(frame);
            wire.send(frame);
        }
    }

    private boolean isListening() {
        return !finished && !left;
    }

    private void received(Frame frame) {
        Member carried = member;
        switch (frame.type()) {
            case CONNECT -> connect(frame);
            case PING, SUBSCRIBE, UNSUBSCRIBE, MESSAGE, STATUS, DISCONNECT -> {
                if (carried == null) {
                    withoutConnect();
                } else {
                    received(carried, frame);
                }
            }
            default -> broken("a " + frame.type() + " frame comes from the service only");
        }
    }

    private void received(Member carried, Frame frame) {
        switch (frame.type()) {
            case PING -> send(PONG);
            case SUBSCRIBE -> {
                if (!carried.subscribe(frame.addresses())) {
                    broken("too many topics");
                }
                traffic.carries(carried);
            }
            case UNSUBSCRIBE -> carried.unsubscribe(frame.addresses());
            case MESSAGE -> message(carried, frame);
            case STATUS -> acknowledgement(carried, frame);
            default -> disconnect(carried, "1".equals(frame.headers().get(Headers.RECONNECT)));
        }
    }

    private void connect(Frame frame) {
        String connectionId = frame.headers().get(Headers.UNIQUE_ID);
        if (connectionId == null || connectionId.isEmpty() || connectionId.length() > MOST_ID) {
            broken("CONNECT names a connection, of at most " + MOST_ID + " characters");
            return;
        }
        Member carried = member == null ? host.admit(this, connectionId) : member;
        if (carried == null || !carried.connectionId().equals(connectionId)) {
            broken("the socket carries another connection already");
            return;
        }
        String transactionId = frame.transactionId();
        if (transactionId != null) {
            carried.answer(transactionId, new HandledRequests.Reply(200, Payload.EMPTY));
        }
    }

    private void message(Member carried, Frame frame) {
        String transactionId = frame.transactionId();
        if (transactionId == null || transactionId.isEmpty() || transactionId.length() > MOST_ID) {
            broken("a MESSAGE has a TRANSACTION-ID, of at most " + MOST_ID + " characters");
            return;
        }
        host.desk().answer(carried, transactionId, frame);
    }

    private static void acknowledgement(Member carried, Frame frame) {
        String transactionId = frame.transactionId();
        if (transactionId != null) {
            carried.outstanding().acknowledged(transactionId);
        }
    }

    private void disconnect(Member carried, boolean replaced) {
        if (replaced) {
            close(CloseCode.NORMAL, "given up for another socket");
        } else {
            left = true; // the client closes the socket itself; until then nothing of it counts
            host.remove(carried, Messages.CLIENT_DISCONNECTED);
        }
    }

    private void withoutConnect() {
        if (query.reconnect()) {
            close(CloseCode.STATE_GONE, "there is nothing to resume");
        } else {
            broken("the first frame is CONNECT");
        }
    }

    private void broken(String why) {
        LOG.warn("A client broke the protocol and was closed: {}", why);
        Member carried = member;
        close(CloseCode.PROTOCOL_ERROR, why);
        if (carried != null) {
            host.later(() -> host.remove(carried, Messages.NETWORK_DISCONNECTED)); // its return would only repeat it
        }
    }

    /** Looks again and again whether the client still speaks, or speaks at all. */
    private void watch() {
        Duration limit =
                member == null ? host.settings().firstFrame() : host.settings().clientSilence();
        long left = heard + limit.toMillis() - host.now();
        if (left > 0) {
            watch.update(host.schedule(this::watch, left));
        } else if (member == null) {
            withoutConnect();
        } else {
            LOG.debug("Nothing came from a client for {} ms", limit.toMillis());
            cut();
        }
    }

    private void finish(String how) {
        if (!finished) {
            finished = true;
            traffic.ended(how);
            watch.dispose();
            host.later(() -> host.socketEnded(this));
        }
    }
}
