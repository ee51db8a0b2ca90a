package io.sessionreactive.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.FrameType;
import io.sessionreactive.support.Place;
import io.sessionreactive.support.RawClient;
import io.sessionreactive.support.Stage;
import io.sessionreactive.testkit.LocalSession;
import io.sessionreactive.testkit.fault.Ending;
import io.sessionreactive.testkit.fault.Fault;
import io.sessionreactive.testkit.fault.Request;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the service did and its client does not know. */
@Timeout(120)
class LostAnswersTest {
    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "S24 a signal whose acknowledgement is lost is delivered; sent again it is acknowledged and not delivered")
    void lostAcknowledgement(Place place) {
        try (Stage stage = place.open()) {
            String sessionId = stage.service().createSession();
            LocalSession session = stage.service().session(sessionId);
            RawClient alice = new RawClient(stage, sessionId).join();
            RawClient bob = new RawClient(stage, sessionId).join();

            Fault loss =
                    stage.service().faults().on(alice.connectionId()).times(2).loseAnswers(Request.SIGNAL);
            Frame signal = alice.signal("once");
            bob.hearSignal("once");
            alice.socket().say(signal);
            alice.socket().ping();
            assertFalse(isAnswered(alice, signal));
            assertEquals(2, loss.occurrences());
            assertTrue(loss.isDisposed());

            alice.socket().say(signal);
            alice.answer(signal);
            bob.socket().ping();
            assertEquals(1, bob.signalsHeard("once"));
            assertEquals(1, session.signals().size());
            String text = stage.service().transcript().toString();
            assertTrue(text.contains("a fault, LoseAnswer[request=SIGNAL]"), text);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a socket drops between a signal's delivery and its acknowledgement, by FIN")
    void dropByFin(Place place) {
        dropped(place, Ending.FIN);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a socket drops between a signal's delivery and its acknowledgement, by RST")
    void dropByRst(Place place) {
        dropped(place, Ending.RST);
    }

    private static void dropped(Place place, Ending ending) {
        try (Stage stage = place.open()) {
            String sessionId = stage.service().createSession();
            RawClient alice = new RawClient(stage, sessionId).join();
            RawClient bob = new RawClient(stage, sessionId).join();

            Fault drop = stage.service().faults().onAll().times(1).dropBeforeAnswer(Request.SIGNAL, ending);
            Frame signal = alice.signal("once");
            alice.socket().end();
            bob.hearSignal("once");
            assertEquals(1, drop.occurrences());
            assertFalse(isAnswered(alice, signal));
            assertEquals(0, alice.signalsHeard("once"));

            alice.comeBack();
            alice.hearSignal("once");
            alice.socket().say(signal);
            alice.answer(signal);
            bob.socket().ping();
            assertEquals(1, bob.signalsHeard("once"));
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a client whose join is carried out and not answered is in the session")
    void lostJoin(Place place) {
        try (Stage stage = place.open()) {
            String sessionId = stage.service().createSession();
            RawClient alice = new RawClient(stage, sessionId, "name=alice");
            RawClient bob = new RawClient(stage, sessionId, "name=bob").join();

            Fault loss = stage.service().faults().onData("name=alice").loseAnswers(Request.JOIN);
            String request = alice.ask();
            stage.get(loss.happened(1));
            alice.socket().ping();
            assertFalse(alice.socket().frames().stream().anyMatch(frame -> request.equals(frame.transactionId())));
            assertEquals(2, stage.service().session(sessionId).members().size());
            bob.socket().ping();
            loss.restore();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("to wait for a fault that ends without happening so often fails")
    void neverHappened(Place place) {
        try (Stage stage = place.open()) {
            Fault loss = stage.service().faults().onAll().loseAnswers(Request.SIGNAL);
            loss.dispose();
            stage.get(loss.ended());
            assertThrows(Exception.class, () -> stage.get(loss.happened(1)));
            assertEquals(0, loss.occurrences());
            assertThrows(
                    IllegalArgumentException.class,
                    () -> stage.service().faults().onAll().dropBeforeAnswer(Request.SOCKET, Ending.RST));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> stage.service().faults().onAll().times(0));
        }
    }

    private static boolean isAnswered(RawClient client, Frame request) {
        return client.socket().frames().stream()
                .anyMatch(frame -> frame.type() == FrameType.STATUS
                        && request.transactionId().equals(frame.transactionId()));
    }
}
