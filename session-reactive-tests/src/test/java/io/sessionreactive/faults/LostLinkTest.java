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
import io.sessionreactive.testkit.ClientFaults;
import io.sessionreactive.testkit.LocalSession;
import io.sessionreactive.testkit.LocalSessionServiceOptions;
import io.sessionreactive.testkit.fault.Direction;
import io.sessionreactive.testkit.fault.Ending;
import io.sessionreactive.testkit.fault.Fault;
import io.sessionreactive.transport.SocketClosedException;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sockets that end, or fall silent, while their clients are in a session. */
@Timeout(120)
class LostLinkTest {
    @ParameterizedTest
    @EnumSource
    @DisplayName("a socket that is dropped by FIN ends without a close frame, and its client can come back")
    void fin(Place place) {
        dropped(place, Ending.FIN);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a socket that is dropped by RST ends without a close frame, and its client can come back")
    void rst(Place place) {
        dropped(place, Ending.RST);
    }

    private static void dropped(Place place, Ending ending) {
        try (Stage stage = place.open()) {
            String sessionId = stage.service().createSession();
            LocalSession session = stage.service().session(sessionId);
            RawClient alice = new RawClient(stage, sessionId).join();
            RawClient bob = new RawClient(stage, sessionId).join();

            stage.service().faults().on(bob.connectionId()).drop(ending);

            assertEquals(SocketClosedException.ABNORMAL, bob.socket().end().code());
            stage.until("Bob is absent", () -> !isPresent(session, bob));
            alice.signal("held");
            alice.hearSignal("held");
            bob.comeBack();
            bob.hearSignal("held");
            assertTrue(isPresent(session, bob));
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("sockets are closed with any code that may be sent, of all clients or of some")
    void close(Place place) {
        try (Stage stage = place.open()) {
            String sessionId = stage.service().createSession();
            RawClient alice = new RawClient(stage, sessionId, "name=alice").join();
            RawClient bob = new RawClient(stage, sessionId, "name=bob").join();
            RawClient carol = new RawClient(stage, sessionId, "name=carol").join();

            stage.service().faults().onData("name=bob").close(1003);
            assertEquals(1003, bob.socket().end().code());
            stage.service().faults().onAll().times(1).close(4001);
            assertEquals(4001, alice.socket().end().code());
            carol.socket().ping();
            stage.service().faults().onAll().close(1011);
            assertEquals(1011, carol.socket().end().code());

            ClientFaults all = stage.service().faults().onAll();
            assertThrows(IllegalArgumentException.class, () -> all.close(1006));
            ClientFaults nobody = stage.service().faults().on("nobody");
            assertThrows(IllegalArgumentException.class, () -> nobody.drop(Ending.RST));
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "in a silent network neither hears the other, nothing new opens, and when it heals all arrives in order")
    void silence(Place place) {
        try (Stage stage = place.open()) {
            String sessionId = stage.service().createSession();
            LocalSession session = stage.service().session(sessionId);
            RawClient alice = new RawClient(stage, sessionId).join();
            RawClient bob = new RawClient(stage, sessionId).join();

            Fault outage = stage.service().faults().on(bob.connectionId()).silence();
            stage.get(outage.happened(1));
            Frame first = bob.signal("1");
            Frame second = bob.signal("2");
            RawSocket back = silentSocket(bob);
            alice.signal("meanwhile");
            alice.hearSignal("meanwhile");
            assertEquals(0, session.signalsFrom(bob.connectionId()).size());
            assertEquals(0, bob.signalsHeard("meanwhile"));

            outage.restore();
            stage.get(outage.ended());
            bob.answer(first);
            bob.answer(second);
            bob.hearSignal("meanwhile");
            assertEquals(2, session.signalsFrom(bob.connectionId()).size());
            assertTrue(outage.isDisposed());
            back.abandon();
        }
    }

    /** A socket by which somebody tries to come back while the network is silent; it does not open. */
    private static RawSocket silentSocket(RawClient client) {
        RawSocket present = client.socket();
        client.patience(Duration.ofMillis(300));
        RawSocket hanging = client.connect(true);
        assertFalse(hanging.end().wasOpened());
        client.use(present);
        return hanging;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a socket that alone falls silent is missed by the service, and another one replaces it")
    void silentSocket(Place place) {
        LocalSessionServiceOptions options =
                LocalSessionServiceOptions.defaults().clientSilence(Duration.ofMillis(400));
        try (Stage stage = place.open(options)) {
            String sessionId = stage.service().createSession();
            LocalSession session = stage.service().session(sessionId);
            RawClient bob = new RawClient(stage, sessionId).join();

            Fault silence =
                    stage.service().faults().on(bob.connectionId()).times(1).silence();
            stage.until("Bob is missed", () -> !isPresent(session, bob));
            RawSocket old = bob.socket();
            bob.comeBack();

            assertEquals(1, silence.occurrences());
            assertTrue(isPresent(session, bob));
            assertFalse(silence.isDisposed());
            old.abandon();
            stage.service().faults().restore();
            stage.get(silence.ended());
            bob.socket().ping();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a half-open socket: the client hears the service, which does not hear it")
    void deafService(Place place) {
        try (Stage stage = place.open()) {
            String sessionId = stage.service().createSession();
            LocalSession session = stage.service().session(sessionId);
            RawClient alice = new RawClient(stage, sessionId).join();
            RawClient bob = new RawClient(stage, sessionId).join();

            Fault half =
                    stage.service().faults().on(bob.connectionId()).times(1).halfOpen(Direction.FROM_CLIENT);
            stage.get(half.happened(1));
            Frame unheard = bob.signal("unheard");
            alice.signal("heard");
            bob.hearSignal("heard");
            assertEquals(0, session.signalsFrom(bob.connectionId()).size());

            bob.comeBack();
            bob.socket().say(unheard);
            bob.answer(unheard);
            half.restore();
            stage.get(half.ended());
            bob.socket().ping();
            assertEquals(1, session.signalsFrom(bob.connectionId()).size());
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a half-open socket: the service hears the client, which does not hear it")
    void deafClient(Place place) {
        try (Stage stage = place.open()) {
            String sessionId = stage.service().createSession();
            LocalSession session = stage.service().session(sessionId);
            RawClient alice = new RawClient(stage, sessionId).join();
            RawClient bob = new RawClient(stage, sessionId).join();

            Fault half =
                    stage.service().faults().on(bob.connectionId()).times(1).halfOpen(Direction.TO_CLIENT);
            stage.get(half.happened(1));
            Frame signal = bob.signal("delivered");
            alice.hearSignal("delivered");
            int before = bob.socket().frames().size();

            bob.socket().abandon();
            stage.until("Bob is absent", () -> !isPresent(session, bob));
            assertEquals(before, bob.socket().frames().size());
            bob.comeBack();
            bob.socket().say(signal);
            bob.answer(signal);
            bob.hearSignal("delivered");
            assertEquals(1, session.signalsFrom(bob.connectionId()).size());
        }
    }

    private static boolean isPresent(LocalSession session, RawClient client) {
        return session.member(client.connectionId()).orElseThrow().present();
    }
}
