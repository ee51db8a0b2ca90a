package io.sessionreactive.testkit.service;

import io.sessionreactive.raptor.RaptorCodec;
import io.sessionreactive.raptor.RaptorMessage;
import io.sessionreactive.raptor.ResourcePath;
import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.FrameCodec;
import io.sessionreactive.rumor.FrameType;
import io.sessionreactive.rumor.Headers;
import io.sessionreactive.rumor.Payload;
import java.util.ArrayList;
import java.util.List;
import reactor.core.scheduler.Scheduler;

/**
 * One socket of a client, played by hand: frames go to the service at once, and what the service does to the socket is
 * kept, frame by frame or as lines of text.
 */
final class PlayedClient implements Wire {
    private final Scheduler worker;
    private final String connectionId;
    private final ResourcePath session;
    private final List<Frame> unread = new ArrayList<>();
    private final List<Frame> all = new ArrayList<>();
    private RumorEndpoint endpoint;
    private String end = "open";

    private PlayedClient(Scheduler worker, String connectionId, String sessionId) {
        this.worker = worker;
        this.connectionId = connectionId;
        this.session = ResourcePath.session("100", sessionId);
    }

    /**
     * Opens a socket, and says nothing on it.
     *
     * @param worker the service's scheduler, in virtual time: whatever is done there is done when the call returns
     */
    static PlayedClient open(SessionHost host, Scheduler worker, String connectionId, String sessionId, String query) {
        PlayedClient client = new PlayedClient(worker, connectionId, sessionId);
        worker.schedule(() -> client.endpoint = host.open(SocketQuery.parse(query), client));
        return client;
    }

    void say(Frame frame) {
        worker.schedule(() -> endpoint.received(FrameCodec.encode(frame)));
    }

    void sayBytes(byte... bytes) {
        worker.schedule(() -> endpoint.received(bytes));
    }

    void sayText() {
        worker.schedule(() -> endpoint.receivedOther("a text message"));
    }

    /** The network ends the socket. */
    void vanish() {
        end = "vanished";
        worker.schedule(endpoint::ended);
    }

    void connect(String transactionId) {
        say(Frame.connect(connectionId, transactionId, "symphony.local"));
    }

    void subscribe() {
        say(Frame.subscribe(session.toString()));
    }

    void create(String transactionId, String token) {
        ask(transactionId, token, RaptorMessage.of("create", session.connection(connectionId), Payload.ofUtf8("{}")));
    }

    /** CONNECT, SUBSCRIBE and connection create in one go, as clients do. */
    void join(String token) {
        connect("connect");
        subscribe();
        create("create", token);
    }

    void ask(String transactionId, String method, String uri, String content) {
        ask(transactionId, null, RaptorMessage.of(method, ResourcePath.parse(session + uri), Payload.ofUtf8(content)));
    }

    void signal(String transactionId, String data) {
        ask(transactionId, "signal", "/signal/" + transactionId, "{\"data\":\"" + data + "\"}");
    }

    private void ask(String transactionId, String token, RaptorMessage message) {
        Headers headers = token == null
                ? Headers.of(Headers.TRANSACTION_ID, transactionId)
                : Headers.of(Headers.TRANSACTION_ID, transactionId, Headers.TOKEN, token);
        say(new Frame(FrameType.MESSAGE, List.of("symphony.local"), headers, RaptorCodec.encode(message)));
    }

    /** Says PING, and takes the PONG that has to come at once. */
    void ping() {
        say(Frame.PING);
        Frame last = unread.remove(unread.size() - 1);
        if (last.type() != FrameType.PONG) {
            throw new AssertionError("a PING was answered by " + last);
        }
    }

    /** Acknowledges the messages of the service that came so far. */
    void acknowledge() {
        all.stream()
                .filter(frame -> frame.type() == FrameType.MESSAGE)
                .forEach(frame -> say(Frame.acknowledge(frame, connectionId)));
    }

    /** What came since the last call. */
    List<Frame> frames() {
        List<Frame> taken = List.copyOf(unread);
        unread.clear();
        return taken;
    }

    /** What came since the last call, as text. Transaction ids of the service's own, which are random, are left out. */
    List<String> heard() {
        return frames().stream().map(this::line).toList();
    }

    /** {@code open}, or how the socket ended. */
    String end() {
        return end;
    }

    @Override
    public void send(byte[] message) {
        if (!end.equals("open")) {
            throw new AssertionError("sent on a socket that has ended");
        }
        Frame frame = FrameCodec.decode(message);
        unread.add(frame);
        all.add(frame);
    }

    @Override
    public void close(int code, String reason) {
        end = "closed with " + code + ": " + reason;
    }

    @Override
    public void cut() {
        end = "cut";
    }

    @Override
    public void hangUp() {
        end = "hung up";
    }

    private String line(Frame frame) {
        if (frame.type() == FrameType.STATUS) {
            String payload =
                    frame.payload().isEmpty() ? "" : " " + frame.payload().utf8();
            return "STATUS " + frame.headers().get(Headers.STATUS) + " for " + frame.transactionId() + payload;
        } else if (frame.type() != FrameType.MESSAGE) {
            return frame.type().toString();
        }
        RaptorMessage message = RaptorCodec.decode(frame.payload());
        String from = frame.headers().get(Headers.FROM_ADDRESS);
        String reason = message.reason() == null ? "" : message.reason() + " ";
        String uri = message.uri().toString().substring(session.toString().length());
        return (from.isEmpty() ? "service" : from) + ": " + message.method() + " " + uri + " " + reason
                + message.content().utf8();
    }
}
