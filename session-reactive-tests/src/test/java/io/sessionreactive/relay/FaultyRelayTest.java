package io.sessionreactive.relay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.Connection;
import io.sessionreactive.OpenTok;
import io.sessionreactive.Session;
import io.sessionreactive.Signal;
import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.FrameCodec;
import io.sessionreactive.rumor.FrameType;
import io.sessionreactive.support.RawClient;
import io.sessionreactive.support.RelayStage;
import io.sessionreactive.testkit.FaultCourse;
import io.sessionreactive.testkit.FaultyRelay;
import io.sessionreactive.testkit.LocalSession;
import io.sessionreactive.testkit.LocalSessionServiceOptions;
import io.sessionreactive.testkit.fault.Direction;
import io.sessionreactive.testkit.fault.Ending;
import io.sessionreactive.testkit.fault.Fault;
import io.sessionreactive.testkit.fault.FaultSchedule;
import io.sessionreactive.testkit.seen.SeenFrame;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The relay between clients and a service. */
@Timeout(120)
class FaultyRelayTest {
    private final RelayStage stage = new RelayStage(LocalSessionServiceOptions.defaults());
    private final FaultyRelay relay = stage.relay();
    private final String sessionId = stage.service().createSession();
    private final LocalSession session = stage.service().session(sessionId);

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    @DisplayName("an SDK client comes through the relay by HTTP and WebSocket, and both record the same frames")
    void record() {
        OpenTok openTok = OpenTok.create(relay.clientOptions());
        Session ada = openTok.initSession(stage.service().apiKey(), sessionId);
        Connection own = stage.get(ada.connect(stage.service().token(sessionId)));
        stage.get(ada.signal(Signal.of("chat", "secret text")));
        stage.get(openTok.disposeLater());
        stage.until("the service hears it leave", () -> session.members().isEmpty());

        List<String> atService =
                session.frames().stream().map(FaultyRelayTest::line).toList();
        List<SeenFrame> atRelay = relay.frames();
        assertEquals(
                side(session.frames(), true), side(atRelay, true), "from the client, at the service and at the relay");
        assertEquals(side(session.frames(), false), side(atRelay, false));
        assertTrue(atService.contains("true CONNECT null null"), atService::toString);
        assertTrue(atRelay.stream().allMatch(frame -> own.connectionId().equals(frame.connectionId())));

        String text = relay.transcript().toString();
        assertTrue(text.contains("asks for session information"), text);
        assertTrue(text.contains("opens a WebSocket"), text);
        assertFalse(text.contains("secret text"), text);
        assertFalse(text.contains("socketId"), text);
    }

    private static List<String> side(List<SeenFrame> frames, boolean fromClient) {
        return frames.stream()
                .filter(frame -> frame.fromClient() == fromClient && !frame.isKeepAlive())
                .map(FaultyRelayTest::line)
                .toList();
    }

    private static String line(SeenFrame frame) {
        return frame.fromClient() + " " + frame.type() + " " + frame.method() + " " + frame.status();
    }

    @Test
    @DisplayName("what one side said is there byte for byte, for each connection")
    void messages() {
        RawClient bob = new RawClient(stage, sessionId).join();
        Frame signal = bob.signal("hello");
        bob.answer(signal);
        int connection = relay.frames().get(0).socket();
        List<byte[]> said = relay.messages(connection, Direction.FROM_CLIENT);
        assertEquals(FrameType.CONNECT, FrameCodec.decode(said.get(0)).type());
        assertEquals(FrameType.SUBSCRIBE, FrameCodec.decode(said.get(1)).type());
        assertTrue(said.stream().anyMatch(bytes -> FrameCodec.decode(bytes).equals(signal)));
        List<byte[]> heard = relay.messages(connection, Direction.TO_CLIENT);
        List<byte[]> atClient = bob.socket().messages();
        for (int i = 0; i < atClient.size(); i++) {
            assertArrayEquals(atClient.get(i), heard.get(i));
        }
        assertEquals(List.of(), relay.messages(connection + 1, Direction.TO_CLIENT));
    }

    @Test
    @DisplayName("a dropped connection is dropped for both sides, and the client comes back through another one")
    void drop() {
        RawClient bob = new RawClient(stage, sessionId).join();
        for (Ending ending : Ending.values()) {
            relay.drop(ending);
            assertEquals(1006, bob.socket().end().code());
            stage.until("Bob is absent", () -> !isPresent(bob));
            bob.comeBack();
            assertTrue(isPresent(bob));
        }
        String text = relay.transcript().toString();
        assertTrue(text.contains("dropped by FIN") && text.contains("dropped by RST"), text);
        assertTrue(text.contains("not the first of its logical socket"), text);
    }

    @Test
    @DisplayName("a half-open connection: the service does what it hears, and the client hears nothing of it")
    void halfOpen() {
        RawClient bob = new RawClient(stage, sessionId).join();
        Fault halfOpen = relay.halfOpen(Direction.TO_CLIENT);
        Frame signal = bob.signal("delivered");
        stage.until("the service has it", () -> session.signals().size() == 1);
        assertEquals(0, bob.signalsHeard("delivered"));
        halfOpen.restore();
        bob.answer(signal);
        bob.hearSignal("delivered");
    }

    @Test
    @DisplayName("frames in pieces of one byte, late and slow, are the same frames")
    void pieces() {
        relay.slice(1);
        relay.delay(Direction.FROM_CLIENT, Duration.ofMillis(20));
        relay.throttle(Direction.TO_CLIENT, 100_000);
        RawClient bob = new RawClient(stage, sessionId).join();
        bob.answer(bob.signal("in pieces"));
        bob.hearSignal("in pieces");
        assertTrue(relay.frames().stream().noneMatch(frame -> frame.type().equals("MALFORMED")));
    }

    @Test
    @DisplayName("a random course does what its schedule says, and when it ends the network is healthy")
    void course() {
        FaultSchedule schedule = FaultSchedule.random(20)
                .every(Duration.ofMillis(5), Duration.ofMillis(15))
                .lasting(Duration.ofMillis(1), Duration.ofMillis(20));
        RawClient bob = new RawClient(stage, sessionId).join();
        FaultCourse course = relay.misbehave(schedule);
        stage.until("all kinds of faults", () -> course.done().size() >= 60);
        course.dispose();
        assertTrue(course.isDisposed());
        int begun = course.done().size();
        assertEquals(schedule.steps().limit(begun).toList(), course.done());

        stage.get(course.ended());
        assertEquals(1006, bob.socket().end().code());
        bob.comeBack();
        bob.answer(bob.signal("healthy"));
        assertTrue(relay.traffic().size() > relay.frames().size());
    }

    private boolean isPresent(RawClient client) {
        return session.member(client.connectionId()).orElseThrow().present();
    }
}
