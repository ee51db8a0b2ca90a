package io.sessionreactive.support;

import io.sessionreactive.raptor.RaptorCodec;
import io.sessionreactive.raptor.RaptorMessage;
import io.sessionreactive.raptor.Requests;
import io.sessionreactive.raptor.ResourcePath;
import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.FrameType;
import io.sessionreactive.rumor.Headers;
import io.sessionreactive.rumor.Ids;
import io.sessionreactive.rumor.Payload;
import io.sessionreactive.testkit.service.ServiceSettings;
import io.sessionreactive.transport.HttpReply;
import io.sessionreactive.transport.SocketLimits;
import io.sessionreactive.transport.Transport;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** A client made of frames, which does what a test tells it and nothing by itself: what it shows is what the wire has. */
public final class RawClient {
    private final Stage stage;
    private final Transport transport;
    private final ResourcePath session;
    private final String token;
    private final String connectionId = Ids.unique();
    private final String socketId = Ids.unique();
    private boolean acknowledges = true;
    private SocketLimits limits = RawSocket.limits();
    private RawSocket socket;

    private RawClient(String token, Stage stage, String sessionId) {
        this.stage = stage;
        this.transport = stage.transport();
        this.session = ResourcePath.session(stage.service().apiKey(), sessionId);
        this.token = token;
    }

    public RawClient(Stage stage, String sessionId) {
        this(stage, sessionId, "");
    }

    /** A client whose token has that connection data. */
    public RawClient(Stage stage, String sessionId, String data) {
        this(stage.service().tokens().forSession(sessionId).data(data).jwt(), stage, sessionId);
    }

    /** A client that shows that token. */
    public static RawClient withToken(Stage stage, String sessionId, String token) {
        return new RawClient(token, stage, sessionId);
    }

    /** It leaves unacknowledged what it hears, in sockets that it opens from now on. */
    public RawClient withoutAcknowledging() {
        acknowledges = false;
        return this;
    }

    /** How long it waits for a socket to open, from now on. */
    public RawClient patience(Duration open) {
        limits = new SocketLimits(open, limits.silence(), limits.mostBytesIn());
        return this;
    }

    public String connectionId() {
        return connectionId;
    }

    /** The newest socket. */
    public RawSocket socket() {
        return socket;
    }

    /** Goes on with that socket. */
    public void use(RawSocket other) {
        socket = other;
    }

    /** Asks for session information. */
    public Mono<HttpReply> information() {
        String path = "/session/" + session.id();
        return transport.get(
                stage.apiUrl().resolve(path),
                Map.of("X-OPENTOK-AUTH", token, "X-TB-CONNECTIONID", connectionId),
                Duration.ofSeconds(20));
    }

    /** Begins to open its first socket, or another one to come back. */
    public RawSocket connect(boolean reconnect) {
        String url = stage.apiUrl().toString().replaceFirst("^http", "ws") + ServiceSettings.MESSAGING_PATH
                + "?socketId=" + socketId + (reconnect ? "&reconnect=true" : "") + "&attempt=" + Ids.unique();
        socket = new RawSocket(stage, transport, URI.create(url), connectionId, acknowledges, limits);
        return socket;
    }

    /** Opens its first socket and asks to be let in. Returns the transaction id of that. */
    public String ask() {
        connect(false).open();
        socket.say(Frame.connect(connectionId, Ids.unique(), null));
        socket.say(Frame.subscribe(session.toString()));
        RaptorMessage create =
                Requests.createConnection(session.connection(connectionId), "test", "raw", List.of(), false);
        String transactionId = Ids.unique();
        socket.say(message(create, transactionId, Headers.TOKEN, token));
        return transactionId;
    }

    /** Joins the session, and waits until it has heard of itself. */
    public RawClient join() {
        String status = answer(ask()).headers().get(Headers.STATUS);
        if (!"200".equals(status)) {
            throw new AssertionError("not let in: " + status);
        }
        hear("created", connectionId);
        return this;
    }

    /** Comes back through a new socket, and waits for the answer to a PING. */
    public RawSocket comeBack() {
        connect(true).open();
        socket.ping();
        return socket;
    }

    /** Sends a signal to all; returns its frame, to be sent again or looked for. */
    public Frame signal(String data) {
        Frame frame = message(Requests.signal(session, null, "test", data), Ids.unique());
        socket.say(frame);
        return frame;
    }

    /** Asks for something about the session, and returns the answer, which may be a refusal. */
    public Frame ask(String method, String uriInSession, String content) {
        Frame frame = message(
                RaptorMessage.of(method, ResourcePath.parse(session + uriInSession), Payload.ofUtf8(content)),
                Ids.unique());
        socket.say(frame);
        return answer(frame);
    }

    /** Waits for the answer to that. */
    public Frame answer(Frame request) {
        return answer(request.transactionId());
    }

    public Frame answer(String transactionId) {
        return socket.answer(transactionId);
    }

    /** Waits for a signal with that data. */
    public Frame hearSignal(String data) {
        return hear("signal", "\"" + data + "\"");
    }

    /** Waits for the notice that a connection has ended. */
    public Frame hearEnd(String otherId) {
        return hear("deleted", otherId);
    }

    private Frame hear(String method, String part) {
        return socket.hear(frame -> isMessage(frame, method, part));
    }

    /** How many signals with that data came through the newest socket so far. */
    public long signalsHeard(String data) {
        return socket.frames().stream()
                .filter(frame -> isMessage(frame, "signal", "\"" + data + "\""))
                .count();
    }

    private static boolean isMessage(Frame frame, String method, String part) {
        String text = frame.payload().utf8();
        return frame.type() == FrameType.MESSAGE && text.contains("\"" + method + "\"") && text.contains(part);
    }

    private Frame message(RaptorMessage message, String transactionId, String... more) {
        String[] headers = new String[6 + more.length];
        System.arraycopy(
                new String[] {
                    Headers.CONTENT_TYPE,
                    Frame.RAPTOR_CONTENT_TYPE,
                    Headers.TRANSACTION_ID,
                    transactionId,
                    Headers.FROM_ADDRESS,
                    connectionId
                },
                0,
                headers,
                0,
                6);
        System.arraycopy(more, 0, headers, 6, more.length);
        return new Frame(
                FrameType.MESSAGE, List.of("symphony.local"), Headers.of(headers), RaptorCodec.encode(message));
    }
}
