package io.sessionreactive.support;

import io.sessionreactive.raptor.RaptorCodec;
import io.sessionreactive.raptor.RaptorMessage;
import io.sessionreactive.raptor.ResourcePath;
import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.FrameCodec;
import io.sessionreactive.rumor.FrameType;
import io.sessionreactive.rumor.Headers;
import io.sessionreactive.rumor.Ids;
import io.sessionreactive.rumor.Payload;
import io.sessionreactive.testkit.LocalSessionService;
import io.sessionreactive.testkit.service.ServiceSettings;
import io.sessionreactive.testkit.token.Role;
import io.sessionreactive.transport.NettyTransports;
import io.sessionreactive.transport.SocketLimits;
import io.sessionreactive.transport.Transport;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * A client of the local service that is not the SDK: it says frame by frame what a test wants said, such as what a
 * browser says and the SDK has no words for. Pings and acknowledges as it should. Closing it cuts the socket without a word.
 */
public final class Stranger implements AutoCloseable {
    private static final SocketLimits LIMITS =
            new SocketLimits(Guest.PATIENCE, Guest.PATIENCE.multipliedBy(2), 16 * 1024 * 1024);

    private final String connectionId = Ids.unique();
    private final ResourcePath session;
    private final Sinks.Many<byte[]> out = Sinks.many().unicast().onBackpressureBuffer();
    private final Flux<Frame> in;
    private final Disposable pings;
    private Disposable socket;

    private Stranger(LocalSessionService service, String sessionId) {
        session = ResourcePath.session(service.apiKey(), sessionId);
        URI uri = URI.create("ws://" + service.apiUrl().getAuthority() + ServiceSettings.MESSAGING_PATH);
        Transport transport = new NettyTransports().get();
        in = transport
                .exchange(uri, out.asFlux(), LIMITS)
                .map(FrameCodec::decode)
                .doOnNext(this::acknowledge)
                .replay()
                .autoConnect(0, connection -> socket = connection);
        pings = Flux.interval(Duration.ofSeconds(2)).subscribe(tick -> say(Frame.PING));
    }

    /** Joins in that role, and returns when it is in the session. */
    public static Stranger join(LocalSessionService service, String sessionId, Role role, String data) {
        Stranger stranger = new Stranger(service, sessionId);
        String token =
                service.tokens().forSession(sessionId).role(role).data(data).jwt();
        stranger.say(Frame.connect(stranger.connectionId, Ids.unique(), null));
        stranger.say(Frame.subscribe(stranger.session.toString()));
        stranger.ask("create", "/connection/" + stranger.connectionId, "{}", token);
        return stranger;
    }

    /** Its connection. */
    public String connectionId() {
        return connectionId;
    }

    /** Asks for something, and returns the STATUS or MESSAGE that answers it. */
    public Frame ask(String method, String uriInSession, String content) {
        return ask(method, uriInSession, content, null);
    }

    /** Publishes a stream with audio and video. */
    public void publish(String streamId, String name) {
        String channels = "[{\"id\":\"audio1\",\"type\":\"audio\",\"active\":true},"
                + "{\"id\":\"video1\",\"type\":\"video\",\"active\":true,\"source\":\"camera\",\"width\":640,\"height\":480}]";
        ask("create", "/stream/" + streamId, "{\"name\":\"" + name + "\",\"channel\":" + channels + "}");
    }

    /** Waits for a message, past or to come, with that method and part. */
    public Frame hear(String method, String part) {
        return in.filter(frame -> frame.type() == FrameType.MESSAGE)
                .filter(frame -> {
                    String text = frame.payload().utf8();
                    return text.contains("\"" + method + "\"") && text.contains(part);
                })
                .blockFirst(Guest.PATIENCE);
    }

    /** Says that it leaves. */
    public void leave() {
        say(Frame.disconnect(false));
    }

    private Frame ask(String method, String uriInSession, String content, String token) {
        String transactionId = Ids.unique();
        Headers headers = token == null
                ? Headers.of(Headers.TRANSACTION_ID, transactionId, Headers.FROM_ADDRESS, connectionId)
                : Headers.of(
                        Headers.TRANSACTION_ID,
                        transactionId,
                        Headers.FROM_ADDRESS,
                        connectionId,
                        Headers.TOKEN,
                        token);
        RaptorMessage message =
                RaptorMessage.of(method, ResourcePath.parse(session + uriInSession), Payload.ofUtf8(content));
        say(new Frame(FrameType.MESSAGE, List.of("symphony.local"), headers, RaptorCodec.encode(message)));
        Frame answer =
                in.filter(frame -> transactionId.equals(frame.transactionId())).blockFirst(Guest.PATIENCE);
        String status = answer.headers().get(Headers.STATUS);
        if (status != null && !status.equals("200")) {
            throw new AssertionError(method + " " + uriInSession + " was refused: "
                    + answer.payload().utf8());
        }
        return answer;
    }

    private void acknowledge(Frame frame) {
        if (frame.type() == FrameType.MESSAGE) {
            say(Frame.acknowledge(frame, connectionId));
        }
    }

    private void say(Frame frame) {
        out.emitNext(FrameCodec.encode(frame), Sinks.EmitFailureHandler.busyLooping(Duration.ofSeconds(10)));
    }

    @Override
    public void close() {
        pings.dispose();
        socket.dispose();
    }
}
