package io.sessionreactive.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.sessionreactive.OpenTok;
import io.sessionreactive.Session;
import io.sessionreactive.SessionSnapshot.Status;
import io.sessionreactive.Signal;
import io.sessionreactive.support.RelayStage;
import io.sessionreactive.testkit.FaultyRelay;
import io.sessionreactive.testkit.LocalSessionServiceOptions;
import io.sessionreactive.testkit.fault.Direction;
import io.sessionreactive.testkit.fault.Ending;
import io.sessionreactive.testkit.fault.Fault;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The browser client and ours come back from the same outage, each through a relay that records its bytes: one signal is
 * handled and its acknowledgement lost, two more are held. What the browser does is the witness of how a resume looks.
 */
@BrowserTest
class ResumedFramesTest {
    private static final String SIGNAL = "MESSAGE [<symphony.local>] {Content-Type=application/x-raptor+v2,"
            + " TRANSACTION-ID=ID, X-TB-FROM-ADDRESS=ME} signal SESSION/signal/ID {\"type\":\"t\",\"data\":\"%s\"}%s";
    private static final List<String> RESUMED = List.of(
            SIGNAL.formatted("handled", ", again byte by byte"),
            SIGNAL.formatted("held 1", ""),
            SIGNAL.formatted("held 2", ""));

    private final RelayStage stage = new RelayStage(LocalSessionServiceOptions.defaults());
    private final FaultyRelay oursAt = stage.relay();
    private final FaultyRelay theirsAt = FaultyRelay.to(stage.service().apiUrl());
    private final String sessionId = stage.service().createSession();
    private final String sessionUri = "/v2/partner/" + stage.service().apiKey() + "/session/" + sessionId;
    private final OpenTok openTok = OpenTok.create(oursAt.clientOptions());
    private Resumption ours;
    private Resumption theirs;

    @BeforeEach
    void comeBack(Chromium chromium) {
        Session ada = openTok.initSession(stage.service().apiKey(), sessionId);
        ada.connect(stage.service().token(sessionId)).block(Meeting.PATIENCE);
        String adas = ada.snapshot().connection().connectionId();
        outage(
                oursAt,
                adas,
                data -> ada.signal(Signal.of("t", data)).subscribe(),
                () -> stage.until("the loss", () -> ada.snapshot().status() == Status.RECONNECTING));
        stage.until("the end of waiting", () -> ada.snapshot().waiting() == 0);
        ours = new Resumption(oursAt, adas);
        stage.until("acknowledgements", ours::isAllAcknowledged);

        try (BrowserClient bob = chromium.open("Bob", theirsAt.apiUrl())) {
            bob.initSession(stage.service().apiKey(), sessionId);
            bob.connect(stage.service().token(sessionId));
            outage(
                    theirsAt,
                    bob.connectionId(),
                    data -> bob.begin("signal", Map.of("type", "t", "data", data)),
                    () -> bob.await("sessionReconnecting"));
            bob.await("sessionReconnected");
            awaitSignals(bob.connectionId(), 3);
            theirs = new Resumption(theirsAt, bob.connectionId());
            stage.until("acknowledgements", theirs::isAllAcknowledged);
        }
    }

    /** One signal is handled, and its acknowledgement lost with the link; two more are made before the way is free. */
    private void outage(FaultyRelay relay, String connectionId, Speaker speaker, Runnable awaitLoss) {
        Fault deaf = relay.halfOpen(Direction.TO_CLIENT);
        speaker.signal("handled");
        awaitSignals(connectionId, 1);
        Fault refusing = relay.refuseConnections();
        relay.drop(Ending.RST);
        deaf.restore();
        awaitLoss.run();
        speaker.signal("held 1");
        speaker.signal("held 2");
        refusing.restore();
        awaitSignals(connectionId, 3);
    }

    private void awaitSignals(String connectionId, int count) {
        stage.until(
                count + " signals",
                () -> stage.service()
                                .session(sessionId)
                                .signalsFrom(connectionId)
                                .size()
                        == count);
    }

    @AfterEach
    void end() {
        openTok.disposeLater().block(Meeting.PATIENCE);
        theirsAt.close();
        stage.close();
    }

    @Test
    @DisplayName("S18 both come back to the same address: socketId as before, reconnect=true, another attempt")
    void sameAddress() {
        assertEquals(
                List.copyOf(theirs.query().keySet()), List.copyOf(ours.query().keySet()));
        assertEquals(
                List.copyOf(theirs.queryOnTheWayBack().keySet()),
                List.copyOf(ours.queryOnTheWayBack().keySet()));
        for (Resumption one : List.of(theirs, ours)) {
            assertEquals(one.query().get("socketId"), one.queryOnTheWayBack().get("socketId"));
            assertEquals("true", one.queryOnTheWayBack().get("reconnect"));
            assertNotEquals(one.query().get("attempt"), one.queryOnTheWayBack().get("attempt"));
        }
    }

    @Test
    @DisplayName(
            "S18 S23 both send what was not acknowledged byte by byte, then what was held; no CONNECT, no SUBSCRIBE")
    void sameRequests() {
        assertEquals(RESUMED, withoutPing(theirs));
        assertEquals(RESUMED, withoutPing(ours));
    }

    @Test
    @DisplayName("S17 ours sends a PING before, so that the link is proven at once; the browser does without")
    void pingFirst() {
        assertEquals("PING [] {}", ours.sent(sessionUri).get(0));
        assertFalse(theirs.sent(sessionUri).get(0).startsWith("PING"));
    }

    private List<String> withoutPing(Resumption resumption) {
        return resumption.sent(sessionUri).stream()
                .filter(line -> !line.startsWith("PING"))
                .toList();
    }

    /** Signals, and does not wait. */
    private interface Speaker {
        void signal(String data);
    }
}
