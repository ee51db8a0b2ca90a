package io.sessionreactive.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.Connection;
import io.sessionreactive.DisconnectReason;
import io.sessionreactive.OpenTok;
import io.sessionreactive.Session;
import io.sessionreactive.SessionEvent;
import io.sessionreactive.SessionEvent.SessionDisconnected;
import io.sessionreactive.SessionException;
import io.sessionreactive.Signal;
import io.sessionreactive.support.Place;
import io.sessionreactive.support.RawClient;
import io.sessionreactive.support.Stage;
import io.sessionreactive.testkit.LocalSessionServiceOptions;
import io.sessionreactive.testkit.fault.Ending;
import io.sessionreactive.testkit.fault.Fault;
import io.sessionreactive.testkit.fault.Request;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Faults as an SDK client tells them to its user. */
@Timeout(120)
class SdkUnderFaultsTest {
    @ParameterizedTest
    @EnumSource
    @DisplayName("S32 session information that is refused with 403 is OT_AUTHENTICATION_ERROR")
    void unauthorized(Place place) {
        try (Party party = new Party(place, LocalSessionServiceOptions.defaults())) {
            party.stage.service().faults().onAll().refuse(Request.SESSION_INFO, 403, "Invalid token");
            party.fails("OT_AUTHENTICATION_ERROR", 1004);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("S35 session information that is answered with 503 is asked for three times, then it is 2001")
    void unavailable(Place place) {
        try (Party party = new Party(place, LocalSessionServiceOptions.defaults())) {
            Fault unavailable = party.stage.service().faults().onAll().answerSessionInfo(503, "");
            party.fails("OT_UNEXPECTED_SERVER_RESPONSE", 2001);
            assertEquals(3, unavailable.occurrences());
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("S38 a socket that is refused twice opens at the third attempt")
    void refusedTwice(Place place) {
        try (Party party = new Party(place, LocalSessionServiceOptions.defaults())) {
            Fault refusal = party.stage.service().faults().onAll().times(2).refuse(Request.SOCKET, 503, "");
            party.connect();
            assertEquals(2, refusal.occurrences());
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("S06 a full session is OT_CONNECTION_LIMIT_EXCEEDED")
    void full(Place place) {
        try (Party party = new Party(place, LocalSessionServiceOptions.defaults())) {
            party.stage.service().faults().onAll().refuse(Request.JOIN, 409, "connectionLimitExceeded");
            party.fails("OT_CONNECTION_LIMIT_EXCEEDED", 1027);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("S41 a signal that is refused with 429 is OT_RATE_LIMIT_EXCEEDED, and the next one is sent")
    void tooFast(Place place) {
        try (Party party = new Party(place, LocalSessionServiceOptions.defaults())) {
            party.connect();
            party.stage.service().faults().onAll().times(1).refuse(Request.SIGNAL, 429, "too fast");
            SessionException refused = assertThrows(
                    SessionException.class, () -> party.stage.get(party.session.signal(Signal.of("chat", "1"))));
            assertEquals("OT_RATE_LIMIT_EXCEEDED", refused.name());
            assertTrue(refused.isRetryable());
            party.stage.get(party.session.signal(Signal.of("chat", "2")));
            assertEquals(
                    1, party.stage.service().session(party.sessionId).signals().size());
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("S24 messages that come twice are told once, broken ones not at all, and the session goes on")
    void twiceAndBroken(Place place) {
        try (Party party = new Party(place, LocalSessionServiceOptions.defaults())) {
            List<String> heard = new CopyOnWriteArrayList<>();
            party.session.signals("test").subscribe(signal -> heard.add(signal.data()));
            Connection own = party.connect();
            RawClient bob = new RawClient(party.stage, party.sessionId).join();
            party.stage.service().faults().onAll().deliverTwice();
            bob.signal("1");
            party.stage.service().faults().on(own.connectionId()).sendMalformedFrame();
            party.stage.service().faults().on(own.connectionId()).sendMalformedMessage();
            bob.signal("2");
            party.stage.until("both", () -> heard.size() >= 2);
            party.stage.get(party.session.signal(Signal.ping()));
            assertEquals(List.of("1", "2"), heard);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("S13 S36 where the service offers no reconnection, a dropped socket is networkDisconnected")
    void dropped(Place place) {
        LocalSessionServiceOptions options =
                LocalSessionServiceOptions.defaults().reconnection(false);
        try (Party party = new Party(place, options)) {
            List<SessionEvent> events = new CopyOnWriteArrayList<>();
            party.session.events().subscribe(events::add);
            Connection own = party.connect();
            party.stage.service().faults().on(own.connectionId()).drop(Ending.FIN);
            party.stage.until("the end", () -> events.stream().anyMatch(SessionDisconnected.class::isInstance));
            assertEquals(new SessionDisconnected(DisconnectReason.NETWORK_DISCONNECTED), events.get(events.size() - 1));
        }
    }

    /** A client that wants to be in a session. */
    private static final class Party implements AutoCloseable {
        private final Stage stage;
        private final String sessionId;
        private final OpenTok openTok;
        private final Session session;

        Party(Place place, LocalSessionServiceOptions options) {
            stage = place.open(options);
            sessionId = stage.service().createSession();
            openTok = OpenTok.create(stage.service().clientOptions());
            session = openTok.initSession(stage.service().apiKey(), sessionId);
        }

        Connection connect() {
            return stage.get(session.connect(stage.service().token(sessionId)));
        }

        void fails(String name, int code) {
            SessionException error = assertThrows(SessionException.class, this::connect);
            assertEquals(name, error.name());
            assertEquals(code, error.code());
        }

        @Override
        public void close() {
            stage.get(openTok.disposeLater());
            stage.close();
        }
    }
}
