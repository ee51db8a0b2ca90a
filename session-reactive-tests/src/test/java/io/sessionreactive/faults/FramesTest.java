package io.sessionreactive.faults;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.raptor.MalformedMessageException;
import io.sessionreactive.raptor.RaptorCodec;
import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.FrameCodec;
import io.sessionreactive.rumor.FrameType;
import io.sessionreactive.rumor.MalformedFrameException;
import io.sessionreactive.support.Place;
import io.sessionreactive.support.RawClient;
import io.sessionreactive.support.RawSocket;
import io.sessionreactive.support.Stage;
import io.sessionreactive.testkit.ClientFaults;
import io.sessionreactive.testkit.LocalSession;
import io.sessionreactive.testkit.LocalSessionServiceOptions;
import io.sessionreactive.testkit.fault.Direction;
import io.sessionreactive.testkit.fault.Ending;
import io.sessionreactive.testkit.fault.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Frames that come late, slowly, twice, in pieces or broken, and sockets and services that change under them. */
@Timeout(120)
class FramesTest {
    private static final Duration LATE = Duration.ofMillis(300);

    @ParameterizedTest
    @EnumSource
    @DisplayName("frames are late in either direction, and stay in order")
    void delay(Place place) {
        try (Stage stage = place.open()) {
            RawClient bob = new RawClient(stage, stage.service().createSession()).join();
            List<String> said = new ArrayList<>();
            for (Direction direction : Direction.values()) {
                Fault delay = stage.service().faults().on(bob.connectionId()).delay(direction, LATE);
                long before = stage.now();
                List<Frame> signals = IntStream.range(0, 20)
                        .mapToObj(i -> direction + " " + i)
                        .peek(said::add)
                        .map(bob::signal)
                        .toList();
                signals.forEach(bob::answer);
                assertTrue(stage.now() - before >= LATE.toMillis(), "late by " + LATE);
                assertTrue(delay.occurrences() >= 20);
                delay.restore();
                bob.hearSignal(direction + " 19");
            }
            assertEquals(said, heard(bob));
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("no more than so many bytes pass in a second, in order")
    void throttle(Place place) {
        try (Stage stage = place.open()) {
            RawClient alice = new RawClient(stage, stage.service().createSession()).join();
            Fault throttle = stage.service().faults().onAll().throttle(Direction.TO_CLIENT, 20_000);
            long before = stage.now();
            List<String> said =
                    IntStream.range(0, 10).mapToObj(i -> i + "x".repeat(1_000)).toList();
            said.forEach(alice::signal);
            alice.hearSignal(said.get(9));
            assertTrue(stage.now() - before >= 500, "10,000 bytes at 20,000 in a second");
            assertEquals(said, heard(alice));
            throttle.restore();
        }
    }

    private static List<String> heard(RawClient client) {
        return client.socket().frames().stream()
                .map(frame -> frame.payload().utf8())
                .filter(text -> text.contains("\"method\":\"signal\""))
                .map(text -> text.replaceFirst(".*\"data\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a frame in pieces is the same frame")
    void slice(Place place) {
        try (Stage stage = place.open()) {
            RawClient bob = new RawClient(stage, stage.service().createSession()).join();
            Fault slice = stage.service().faults().onAll().slice(7);
            bob.signal("in pieces");
            bob.hearSignal("in pieces");
            bob.socket().ping();
            assertEquals(3, slice.occurrences(), "acknowledgement, signal, PONG");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("S24 messages come twice, byte for byte; answers do not")
    void twice(Place place) {
        try (Stage stage = place.open()) {
            RawClient bob = new RawClient(stage, stage.service().createSession()).join();
            Fault twice = stage.service().faults().onAll().times(1).deliverTwice();
            Frame signal = bob.signal("twice");
            bob.answer(signal);
            bob.socket().ping();
            List<byte[]> copies = bob.socket().messages().stream()
                    .filter(message ->
                            FrameCodec.decode(message).payload().utf8().contains("\"twice\""))
                    .toList();
            assertEquals(2, copies.size());
            assertArrayEquals(copies.get(0), copies.get(1));
            assertTrue(twice.isDisposed());
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("S24 a message whose acknowledgement the service missed comes again when the client comes back")
    void missed(Place place) {
        try (Stage stage = place.open()) {
            RawClient bob = new RawClient(stage, stage.service().createSession()).join();
            bob.socket().ping();
            Fault missed = stage.service().faults().onAll().times(1).missAcknowledgements();
            bob.signal("again");
            Frame first = bob.hearSignal("again");
            stage.get(missed.happened(1));
            bob.signal("once");
            bob.hearSignal("once");
            bob.socket().ping();
            stage.service().faults().onAll().drop(Ending.FIN);
            bob.socket().end();

            bob.comeBack();
            assertEquals(first, bob.hearSignal("again"));
            bob.socket().ping();
            assertEquals(0, bob.signalsHeard("once"));
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a frame that ends too early, and a message whose JSON does, come to those whom they are for")
    void malformed(Place place) {
        try (Stage stage = place.open()) {
            String sessionId = stage.service().createSession();
            RawClient alice = new RawClient(stage, sessionId).join();
            RawClient bob = new RawClient(stage, sessionId).join();
            int before = bob.socket().messages().size();
            ClientFaults faults = stage.service().faults().on(bob.connectionId());
            faults.sendMalformedFrame();
            faults.sendMalformedMessage();
            stage.until("both", () -> bob.socket().messages().size() == before + 2);
            byte[] frame = bob.socket().messages().get(before);
            byte[] message = bob.socket().messages().get(before + 1);
            assertThrows(MalformedFrameException.class, () -> FrameCodec.decode(frame));
            assertEquals(FrameType.MESSAGE, FrameCodec.decode(message).type());
            assertThrows(
                    MalformedMessageException.class,
                    () -> RaptorCodec.decode(FrameCodec.decode(message).payload()));
            bob.socket().ping();
            alice.socket().ping();
            assertTrue(alice.socket().messages().stream().noneMatch(bytes -> bytes.length == frame.length));
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a socket is replaced by a newer one of the same socketId, until its client comes back")
    void replaced(Place place) {
        try (Stage stage = place.open()) {
            String sessionId = stage.service().createSession();
            LocalSession session = stage.service().session(sessionId);
            RawClient alice = new RawClient(stage, sessionId).join();
            RawClient bob = new RawClient(stage, sessionId).join();
            stage.service().faults().on(bob.connectionId()).replaceSocket();
            assertEquals(1006, bob.socket().end().code());
            assertTrue(session.member(bob.connectionId()).orElseThrow().present());
            alice.signal("to nobody");
            alice.hearSignal("to nobody");
            bob.comeBack();
            bob.hearSignal("to nobody");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a newer socket that replaced another and says nothing is missed in its turn")
    void replacedForGood(Place place) {
        LocalSessionServiceOptions options =
                LocalSessionServiceOptions.defaults().clientSilence(LATE).graceTime(LATE);
        try (Stage stage = place.open(options)) {
            String sessionId = stage.service().createSession();
            RawClient bob = new RawClient(stage, sessionId).join();
            stage.service().faults().onAll().replaceSocket();
            bob.socket().end();
            stage.until(
                    "Bob is gone",
                    () -> stage.service().session(sessionId).members().isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a frozen service does nothing, its timers neither, and afterwards all that was due, in order")
    void freeze(Place place) {
        Duration grace = Duration.ofSeconds(2);
        LocalSessionServiceOptions options =
                LocalSessionServiceOptions.defaults().graceTime(grace);
        try (Stage stage = place.open(options)) {
            String sessionId = stage.service().createSession();
            LocalSession session = stage.service().session(sessionId);
            RawClient alice = new RawClient(stage, sessionId).join();
            RawClient bob = new RawClient(stage, sessionId).join();
            stage.service().faults().on(bob.connectionId()).drop(Ending.RST);
            bob.socket().end();
            stage.until(
                    "Bob is absent",
                    () -> !session.member(bob.connectionId()).orElseThrow().present());

            Fault frozen = stage.service().faults().freeze();
            stage.get(frozen.happened(1));
            Frame signal = alice.signal("frozen");
            RawSocket back = bob.connect(true);
            assertEquals(2, session.members().size());
            frozen.restoreAfter(grace);
            stage.get(frozen.ended());

            // the end of the grace time was due before the socket could open
            assertTrue(alice.hearEnd(bob.connectionId()).payload().utf8().contains("networkDisconnected"));
            alice.answer(signal);
            assertEquals(1011, back.end().code());
            assertEquals(1, session.signals().size());
            assertFalse(session.member(bob.connectionId()).isPresent());
        }
    }
}
