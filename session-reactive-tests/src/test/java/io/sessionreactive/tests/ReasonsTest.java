package io.sessionreactive.tests;

import static io.sessionreactive.support.Guest.PATIENCE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.SessionException;
import io.sessionreactive.SessionSnapshot.Status;
import io.sessionreactive.Signal;
import io.sessionreactive.support.Guest;
import io.sessionreactive.support.Party;
import io.sessionreactive.support.Stranger;
import io.sessionreactive.testkit.ClientFaults;
import io.sessionreactive.testkit.fault.Ending;
import io.sessionreactive.testkit.fault.Request;
import io.sessionreactive.testkit.token.Role;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

/** How sessions end that nobody left, in a session that does not let lost clients back in. */
@Timeout(120)
class ReasonsTest {
    private final Party party = new Party(false);

    @AfterEach
    void close() {
        party.close();
    }

    @Test
    @DisplayName("S11 S28 who is removed by a moderator hears that, the others too, and may join again")
    void forceDisconnected() {
        Guest red = party.join("Red");
        Guest blue = party.join("Blue");
        try (Stranger moderator = party.stranger(Role.MODERATOR, "Moderator")) {
            moderator.ask("delete", "/connection/" + red.id(), "{}");
            blue.toldUntil("Red left: forceDisconnected");
            assertEnds("out: forceDisconnected", red);
        }
        red.join(party.token("Red again"));
        blue.toldUntil("Red again is here");
    }

    @Test
    @DisplayName(
            "S11 S13 S36 a lost network ends the session at once where it may not reconnect; it may be joined again")
    void networkLost() {
        Guest red = party.join("Red");
        Guest blue = party.join("Blue");
        party.service().faults().on(red.id()).drop(Ending.RST);
        blue.toldUntil("Red left: networkDisconnected");
        assertEnds("out: networkDisconnected", red);
        assertEquals(
                List.of("connected as Red", "Red is here, me", "Blue is here", "out: networkDisconnected"), red.told());
        red.join(party.token("Red again"));
        assertEquals(List.of("Blue", "Red again"), party.names());
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1003, 1011, 4000})
    @DisplayName("S11 whatever code the service closes with, the network is the reason")
    void closed(int code) {
        Guest red = party.join("Red");
        party.service().faults().on(red.id()).close(code);
        assertEnds("out: networkDisconnected", red);
    }

    @Test
    @DisplayName("S22 a signal that waits for its answer when the session ends fails, and may have been delivered")
    void signalUnderWay() {
        Guest red = party.join("Red");
        ClientFaults faults = party.service().faults().on(red.id());
        faults.ignore(Request.SIGNAL);
        StepVerifier.create(red.session().signal(Signal.of("hello")))
                .then(() -> party.await(() -> red.session().snapshot().waiting() == 1)) // it is on its way
                .then(() -> faults.drop(Ending.RST))
                .expectErrorSatisfies(error -> {
                    SessionException failure = (SessionException) error;
                    assertEquals("OT_NOT_CONNECTED", failure.name());
                    assertEquals(500, failure.code());
                    assertTrue(failure.isNetworkFailure() && failure.isDeliveryUnknown());
                })
                .verify(PATIENCE);
        assertEnds("out: networkDisconnected", red);
        assertEquals(List.of(), party.seen().signals());
    }

    @Test
    @DisplayName("S10 leaving does not need an answer: the service may have fallen silent")
    void leaveInSilence() {
        Guest red = party.join("Red");
        party.service().faults().on(red.id()).silence();
        StepVerifier.create(red.session().disconnect()).expectComplete().verify(PATIENCE);
        assertEnds("out: clientDisconnected", red);
    }

    @Test
    @DisplayName("S33 S36 when the service stops all sessions end, and joining fails for lack of network")
    void serviceStops() {
        Guest red = party.join("Red");
        party.service().close();
        assertEnds("out: networkDisconnected", red);
        StepVerifier.create(red.session().connect(party.token("Red")))
                .expectErrorSatisfies(error -> {
                    SessionException failure = (SessionException) error;
                    assertEquals("OT_CONNECT_FAILED", failure.name());
                    assertEquals(1006, failure.code());
                    assertTrue(failure.isNetworkFailure());
                })
                .verify(PATIENCE);
    }

    private static void assertEnds(String words, Guest guest) {
        List<String> told = guest.toldUntilTheEnd();
        assertEquals(words, told.get(told.size() - 1));
        assertEquals(Status.DISCONNECTED, guest.session().snapshot().status());
        assertEquals(0, guest.session().snapshot().connections().size());
    }
}
