package io.sessionreactive.browser;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sessionreactive.ClientOptions;
import io.sessionreactive.OpenTok;
import io.sessionreactive.Session;
import io.sessionreactive.Signal;
import io.sessionreactive.Stream;
import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.FrameCodec;
import io.sessionreactive.rumor.FrameType;
import io.sessionreactive.rumor.Ids;
import io.sessionreactive.testkit.LocalSessionService;
import io.sessionreactive.testkit.token.Role;
import io.sessionreactive.transport.HttpReply;
import io.sessionreactive.transport.SocketLimits;
import io.sessionreactive.transport.Transport;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.test.scheduler.VirtualTimeScheduler;

/** What our client sends, against what the browser client sends: the same addresses, headers and keys, in the same order. */
class OwnFramesTest {
    private static final String TEXT = "gr\u00fc\u00dfe \u65e5\u672c \ud83c\udf89 \"quoted\" \\ / \u0001\n";

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final LocalSessionService service = LocalSessionService.inMemory(time);
    private final String sessionId = service.createSession();
    private final List<Frame> ours = new ArrayList<>();
    private String bob = "";
    private String carol = "";

    @BeforeEach
    void converse() {
        Session other = join(service.clientOptions());
        Transport recorded = new RecordingTransport(
                service.clientOptions().transport().orElseThrow().get(), ours);
        Session session = join(service.clientOptions().transport(() -> recorded));
        bob = session.snapshot().connection().connectionId();
        carol = other.snapshot().connection().connectionId();
        List.of(
                        Signal.of("chat", TEXT),
                        Signal.of("no type"),
                        Signal.ofType("no-data"),
                        Signal.ping(),
                        Signal.of("chat", "for one").to(carol))
                .forEach(signal -> run(session.signal(signal)));
        run(other.signal(Signal.of("hello")));
        Stream nothing =
                new Stream(Ids.unique(), other.snapshot().connection(), "", Instant.EPOCH, true, true, "", 0, 0);
        run(session.forceMute(nothing).onErrorComplete());
        run(session.forceMuteAll());
        run(session.forceUnpublish(nothing).onErrorComplete());
        run(session.forceDisconnect(carol));
        time.advanceTimeBy(Duration.ofSeconds(10));
        run(session.disconnect());
    }

    @AfterEach
    void end() {
        service.close();
        time.dispose();
    }

    private Session join(ClientOptions options) {
        Session session = OpenTok.create(options).initSession(service.apiKey(), sessionId);
        String token =
                service.tokens().forSession(sessionId).role(Role.MODERATOR).jwt();
        run(session.connect(token));
        return session;
    }

    private void run(Mono<?> action) {
        action.subscribe();
        time.advanceTimeBy(Duration.ofSeconds(1));
    }

    @Test
    @DisplayName("we join in one flight of the same three frames as the browser client")
    void join() {
        assertEquals(
                List.of(FrameType.CONNECT, FrameType.SUBSCRIBE, FrameType.MESSAGE),
                ours.stream().map(Frame::type).limit(3).toList());
        assertSame("connect", ours.get(0));
        assertSame("subscribe", ours.get(1));
        String theirs = CapturedFrame.read("connection-create").text();
        assertEquals(theirs.replace("js-2.35.2", "java-0.1").replace(",\"renegotiation\"", ""), text(ours.get(2)));
    }

    @Test
    @DisplayName("our signals have the form of the browser client's")
    void signals() {
        List<Frame> signals = ours.stream()
                .filter(frame -> frame.type() == FrameType.MESSAGE)
                .skip(1)
                .limit(5)
                .toList();
        assertSame("signal-all", signals.get(0));
        assertSame("signal-no-type", signals.get(1));
        assertSame("signal-no-data", signals.get(2));
        assertSame("signal-nothing", signals.get(3));
        assertSame("signal-one", signals.get(4));
    }

    @Test
    @DisplayName("what a moderator asks for has the form of the browser client's")
    void moderation() {
        List<Frame> requests = ours.stream()
                .filter(frame -> frame.type() == FrameType.MESSAGE)
                .skip(6)
                .toList();
        assertEquals(4, requests.size());
        assertSame("stream-mute", requests.get(0));
        assertSame("session-mute", requests.get(1));
        assertSame("stream-delete", requests.get(2));
        assertSame("connection-delete", requests.get(3));
    }

    @Test
    @DisplayName("our acknowledgements, PING and DISCONNECT have the form of the browser client's")
    void others() {
        assertSame("acknowledge-service", first(frame -> frame.addresses().equals(List.of(""))));
        assertSame("acknowledge-member", first(frame -> frame.addresses().equals(List.of(carol))));
        assertArrayEquals(
                CapturedFrame.read("ping").bytes(), FrameCodec.encode(first(frame -> frame.type() == FrameType.PING)));
        assertArrayEquals(
                CapturedFrame.read("disconnect").bytes(),
                FrameCodec.encode(first(frame -> frame.type() == FrameType.DISCONNECT)));
        assertArrayEquals(CapturedFrame.read("disconnect-replaced").bytes(), FrameCodec.encode(Frame.disconnect(true)));
    }

    private Frame first(Predicate<Frame> what) {
        return ours.stream().filter(what).findFirst().orElseThrow();
    }

    private void assertSame(String captured, Frame own) {
        assertEquals(CapturedFrame.read(captured).text(), text(own));
    }

    private String text(Frame own) {
        return FrameText.of(own, Map.of(bob, "BOB", carol, "CAROL", "/v2/partner/100/session/" + sessionId, "SESSION"));
    }

    /** A transport that keeps what is sent. */
    private record RecordingTransport(Transport real, List<Frame> sent) implements Transport {
        @Override
        public Mono<HttpReply> get(URI uri, Map<String, String> headers, Duration limit) {
            return real.get(uri, headers, limit);
        }

        @Override
        public Flux<byte[]> exchange(URI uri, Flux<byte[]> outgoing, SocketLimits limits) {
            return real.exchange(uri, outgoing.doOnNext(bytes -> sent.add(FrameCodec.decode(bytes))), limits);
        }

        @Override
        public Scheduler scheduler() {
            return real.scheduler();
        }
    }
}
