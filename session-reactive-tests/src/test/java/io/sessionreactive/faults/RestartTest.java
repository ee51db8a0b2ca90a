package io.sessionreactive.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.rumor.Frame;
import io.sessionreactive.support.Place;
import io.sessionreactive.support.RawClient;
import io.sessionreactive.support.RawSocket;
import io.sessionreactive.support.Stage;
import io.sessionreactive.testkit.LocalSession;
import io.sessionreactive.testkit.LocalSessionServiceOptions;
import io.sessionreactive.testkit.fault.Ending;
import io.sessionreactive.testkit.fault.Fault;
import io.sessionreactive.testkit.fault.State;
import io.sessionreactive.transport.SocketClosedException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A service that is out of reach, stops, starts again, or does not let anybody come back. */
@Timeout(120)
class RestartTest {
    @ParameterizedTest
    @EnumSource
    @DisplayName("connections are refused for a time, by HTTP and for sockets, while open sockets stay")
    void refused(Place place) {
        try (Stage stage = place.open()) {
            String sessionId = stage.service().createSession();
            RawClient alice = new RawClient(stage, sessionId).join();
            RawClient bob = new RawClient(stage, sessionId).join();
            assertEquals(200, stage.get(bob.information()).status());

            Fault refused = stage.service().faults().refuseConnections();
            assertThrows(Exception.class, () -> stage.get(bob.information()));
            stage.service().faults().on(bob.connectionId()).drop(Ending.RST);
            bob.socket().end();
            SocketClosedException end = bob.connect(true).end();
            assertFalse(end.wasOpened());
            alice.socket().ping();

            refused.restoreAfter(Duration.ofMillis(200));
            stage.get(refused.ended());
            assertEquals(200, stage.get(bob.information()).status());
            bob.comeBack();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("connections stay refused until the last fault that refuses them has ended")
    void refusedTwice(Place place) {
        try (Stage stage = place.open()) {
            RawClient bob = new RawClient(stage, stage.service().createSession());
            Fault first = stage.service().faults().refuseConnections();
            Fault second = stage.service().faults().stop(State.KEPT);
            first.restore();
            stage.get(first.ended());
            assertFalse(bob.connect(false).end().wasOpened());
            second.restore();
            stage.get(second.ended());
            bob.join();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a service that stops closes with 1001; started again at the same place with its state, it is resumed")
    void stateKept(Place place) {
        try (Stage stage = place.open()) {
            URI apiUrl = stage.service().apiUrl();
            String sessionId = stage.service().createSession();
            LocalSession session = stage.service().session(sessionId);
            RawClient bob = new RawClient(stage, sessionId).join();
            Frame signal = bob.signal("1");
            bob.answer(signal);

            Fault stopped = stage.service().faults().stop(State.KEPT);
            assertEquals(1001, bob.socket().end().code());
            assertFalse(bob.connect(true).end().wasOpened());
            stopped.restore();
            stage.get(stopped.ended());

            assertEquals(apiUrl, stage.service().apiUrl());
            bob.comeBack();
            bob.socket().say(signal);
            bob.answer(signal);
            assertEquals(1, session.signals().size());
            assertTrue(session.member(bob.connectionId()).orElseThrow().present());
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a service that starts again without its state closes with 1011 who resumes, and takes who joins")
    void stateGone(Place place) {
        try (Stage stage = place.open()) {
            String sessionId = stage.service().createSession();
            LocalSession session = stage.service().session(sessionId);
            RawClient bob = new RawClient(stage, sessionId).join();

            stage.service().faults().onAll().drop(Ending.RST);
            Fault stopped = stage.service().faults().stop(State.GONE);
            assertEquals(SocketClosedException.ABNORMAL, bob.socket().end().code());
            stage.until("the service forgets", () -> session.members().isEmpty());
            stopped.restore();
            stage.get(stopped.ended());

            RawSocket back = bob.connect(true).open();
            back.say(Frame.PING);
            assertEquals(1011, back.end().code());
            RawClient carol = new RawClient(stage, sessionId).join();
            assertEquals(
                    List.of(carol.connectionId()),
                    session.members().stream()
                            .map(member -> member.connectionId())
                            .toList());
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("S15 who may not resume is closed with 1011 at once, and the others see it leave")
    void resumeRefused(Place place) {
        try (Stage stage = place.open()) {
            String sessionId = stage.service().createSession();
            RawClient alice = new RawClient(stage, sessionId).join();
            RawClient bob = new RawClient(stage, sessionId).join();

            Fault refusal =
                    stage.service().faults().on(bob.connectionId()).times(1).refuseResume();
            stage.service().faults().onAll().drop(Ending.FIN);
            alice.socket().end();
            bob.socket().end();
            alice.comeBack();
            assertEquals(1011, bob.connect(true).open().end().code());

            assertTrue(alice.hearEnd(bob.connectionId()).payload().utf8().contains("\"networkDisconnected\""));
            assertEquals(1, refusal.occurrences());
            assertTrue(refusal.isDisposed());
            assertEquals(1011, bob.connect(true).open().end().code());
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("S14 a member is missed after the silence that the options say, however short")
    void missedInTime(Place place) {
        LocalSessionServiceOptions options = LocalSessionServiceOptions.defaults()
                .clientSilence(Duration.ofMillis(300))
                .graceTime(Duration.ofMillis(300));
        try (Stage stage = place.open(options)) {
            String sessionId = stage.service().createSession();
            RawClient bob = new RawClient(stage, sessionId).join();
            assertFalse(bob.socket().end().getMessage().isEmpty());
            stage.until(
                    "Bob is gone",
                    () -> stage.service().session(sessionId).members().isEmpty());
        }
    }
}
