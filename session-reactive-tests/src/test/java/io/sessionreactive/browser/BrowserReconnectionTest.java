package io.sessionreactive.browser;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.DisconnectReason;
import io.sessionreactive.Session;
import io.sessionreactive.SessionEvent;
import io.sessionreactive.SessionEvent.ConnectionCreated;
import io.sessionreactive.SessionEvent.ConnectionDestroyed;
import io.sessionreactive.SessionEvent.SignalReceived;
import io.sessionreactive.Signal;
import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.FrameType;
import io.sessionreactive.testkit.LocalSessionServiceOptions;
import io.sessionreactive.testkit.fault.Ending;
import io.sessionreactive.testkit.fault.Fault;
import io.sessionreactive.testkit.seen.Observation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** A browser loses its socket and comes back: the service holds what it has to, and nobody else notices. */
@BrowserTest
class BrowserReconnectionTest {

    @Test
    @DisplayName(
            "S13 S16 S18 a browser that is cut comes back by itself as the same connection, and others see nothing")
    void comesBack(Meeting meeting) {
        Session ada = meeting.jvm("Ada");
        BrowserClient bob = meeting.browser("Bob");

        StepVerifier.create(Meeting.events(ada)
                        .skipUntil(event -> isArrival(event, "Bob"))
                        .skip(1))
                .then(() -> {
                    cut(meeting, bob);
                    bob.await("sessionReconnected");
                    bob.signal(Map.of("data", "back"));
                })
                // neither connectionDestroyed nor connectionCreated comes before it
                .assertNext(event -> assertEquals("back", ((SignalReceived) event).data()))
                .thenCancel()
                .verify(Meeting.PATIENCE);
        assertEquals(List.of("sessionReconnecting", "sessionReconnected"), bob.seen("sessionReconnect"));
        assertEquals(List.of(), bob.seen("connectionDestroyed"));
        assertTrue(meeting.session().member(bob.connectionId()).orElseThrow().present());
    }

    @Test
    @DisplayName("S23 S24 signals that a browser sends while it is down reach JVM clients once, in order")
    void signalsWhileDown(Meeting meeting) {
        Session ada = meeting.jvm("Ada");
        BrowserClient bob = meeting.browser("Bob");
        bob.act("signalWhenReconnecting", List.of(Map.of("data", "1"), Map.of("data", "2"), Map.of("data", "3")));

        StepVerifier.create(signals(ada))
                .then(() -> {
                    cut(meeting, bob);
                    bob.await("sessionReconnected");
                    bob.signal(Map.of("data", "end"));
                })
                .expectNext("1", "2", "3", "end")
                .thenCancel()
                .verify(Meeting.PATIENCE);
        bob.await("signal end from Bob");
        assertEquals(
                List.of("signal 1 from Bob", "signal 2 from Bob", "signal 3 from Bob", "signal end from Bob"),
                bob.seen().stream().filter(line -> line.endsWith(" from Bob")).toList());
        assertEquals(List.of("signal done", "signal done", "signal done"), bob.seen("signal done"));
    }

    @Test
    @DisplayName("S25 signals of a JVM client while a browser is down reach it after its return, once, in order")
    void signalsOfOthers(Meeting meeting) {
        Session ada = meeting.jvm("Ada");
        BrowserClient bob = meeting.browser("Bob");
        Fault outage = shutOut(meeting, bob);

        List<Signal> signals = List.of(Signal.of("1"), Signal.of("2").to(bob.connectionId()), Signal.of("3"));
        StepVerifier.create(Flux.fromIterable(signals).concatMap(ada::signal))
                .expectComplete()
                .verify(Meeting.PATIENCE);
        assertEquals(List.of(), bob.seen("signal"));
        outage.restore();

        bob.await("signal 3 from Ada");
        ada.signal(Signal.of("end")).block(Meeting.PATIENCE);
        bob.await("signal end from Ada");
        assertEquals(
                List.of(
                        "sessionReconnected",
                        "signal 1 from Ada",
                        "signal 2 from Ada",
                        "signal 3 from Ada",
                        "signal end from Ada"),
                sinceReconnecting(bob));
    }

    @Test
    @DisplayName("S18 who comes and goes while a browser is down is told to it after its return")
    void changesMeanwhile(Meeting meeting) {
        Session ada = meeting.jvm("Ada");
        BrowserClient bob = meeting.browser("Bob");
        Session dan = meeting.jvm("Dan");
        bob.await("connectionCreated Dan");
        Fault outage = shutOut(meeting, bob);

        dan.disconnect().block(Meeting.PATIENCE);
        outage.restore();
        bob.await("sessionReconnected");
        ada.signal(Signal.of("end")).block(Meeting.PATIENCE);

        bob.await("signal end from Ada");
        assertEquals(
                List.of("sessionReconnected", "connectionDestroyed Dan clientDisconnected", "signal end from Ada"),
                sinceReconnecting(bob));
        bob.awaitMembers(2);
    }

    @Test
    @DisplayName("S22 an impatient signal of a browser fails at once while it is down, and nobody gets it")
    void impatientSignal(Meeting meeting) {
        Session ada = meeting.jvm("Ada");
        BrowserClient bob = meeting.browser("Bob");
        Fault outage = shutOut(meeting, bob);

        assertEquals(
                new BrowserError("OT_NOT_CONNECTED", 500),
                bob.refused("signal", Map.of("data", "now or never", "retryAfterReconnect", false)));

        StepVerifier.create(signals(ada))
                .then(() -> {
                    outage.restore();
                    bob.await("sessionReconnected");
                    bob.signal(Map.of("data", "end"));
                })
                .expectNext("end")
                .thenCancel()
                .verify(Meeting.PATIENCE);
    }

    @Test
    @DisplayName("S24 a signal that a browser sent into a silent link is sent again byte by byte, and arrives once")
    void silentLink(Meeting meeting) {
        Session ada = meeting.jvm("Ada");
        BrowserClient bob = meeting.browser("Bob");

        StepVerifier.create(signals(ada))
                .then(() -> {
                    meeting.service().faults().on(bob.connectionId()).times(1).silence();
                    bob.begin("signal", Map.of("data", "into nothing"));
                    bob.await("sessionReconnected");
                    bob.await("signal done");
                    bob.signal(Map.of("data", "end"));
                })
                .expectNext("into nothing", "end")
                .thenCancel()
                .verify(Meeting.PATIENCE);

        BrowserSocket first = bob.sockets().get(0);
        BrowserSocket back = bob.sockets().get(bob.sockets().size() - 1);
        assertTrue(back.url().contains("&reconnect=true&"), back.url());
        assertEquals(socketId(first), socketId(back));
        assertArrayEquals(signalOf(first), signalOf(back));
        assertFalse(types(back).contains(FrameType.CONNECT), () -> types(back).toString());
        assertFalse(types(back).contains(FrameType.SUBSCRIBE), () -> types(back).toString());
    }

    @Test
    @DisplayName("S12 S25 a browser that stays away for longer than the grace time is networkDisconnected, for all")
    void tooLate(Chromium chromium) {
        LocalSessionServiceOptions options =
                LocalSessionServiceOptions.defaults().graceTime(Duration.ofSeconds(1));
        try (Meeting meeting = new Meeting(chromium, options)) {
            Session ada = meeting.jvm("Ada");
            BrowserClient bob = meeting.browser("Bob");
            AtomicReference<Fault> outage = new AtomicReference<>();

            StepVerifier.create(Meeting.events(ada).ofType(ConnectionDestroyed.class))
                    .then(() -> outage.set(shutOut(meeting, bob)))
                    .assertNext(gone -> {
                        assertEquals(bob.connectionId(), gone.connection().connectionId());
                        assertEquals(DisconnectReason.NETWORK_DISCONNECTED, gone.reason());
                    })
                    .thenCancel()
                    .verify(Meeting.PATIENCE);
            outage.get().restore();

            bob.await("sessionDisconnected networkDisconnected");
            assertEquals(List.of("sessionReconnecting"), bob.seen("sessionReconnect"));
        }
    }

    @Test
    @DisplayName("S13 where the service offers no reconnection, a browser that is cut is networkDisconnected at once")
    void notOffered(Chromium chromium) {
        LocalSessionServiceOptions options =
                LocalSessionServiceOptions.defaults().reconnection(false);
        try (Meeting meeting = new Meeting(chromium, options)) {
            Session ada = meeting.jvm("Ada");
            BrowserClient bob = meeting.browser("Bob");

            StepVerifier.create(Meeting.events(ada).ofType(ConnectionDestroyed.class))
                    .then(() -> cut(meeting, bob))
                    .assertNext(gone -> assertEquals(DisconnectReason.NETWORK_DISCONNECTED, gone.reason()))
                    .thenCancel()
                    .verify(Meeting.PATIENCE);
            bob.await("sessionDisconnected networkDisconnected");
            assertEquals(List.of(), bob.seen("sessionReconnect"));
        }
    }

    private static void cut(Meeting meeting, BrowserClient browser) {
        meeting.service().faults().on(browser.connectionId()).drop(Ending.RST);
    }

    /** Cuts a browser and keeps it from coming back; returns when both sides know. */
    private static Fault shutOut(Meeting meeting, BrowserClient browser) {
        Fault outage = meeting.service().faults().refuseConnections();
        cut(meeting, browser);
        meeting.session()
                .seen()
                .ofType(Observation.MemberAbsent.class)
                .filter(absent -> absent.member().connectionId().equals(browser.connectionId()))
                .blockFirst(Meeting.PATIENCE);
        browser.await("sessionReconnecting");
        return outage;
    }

    private static List<String> sinceReconnecting(BrowserClient browser) {
        List<String> seen = browser.seen();
        return seen.subList(seen.indexOf("sessionReconnecting") + 1, seen.size());
    }

    private static boolean isArrival(SessionEvent event, String name) {
        return event instanceof ConnectionCreated created
                && created.connection().data().equals(name);
    }

    private static Flux<String> signals(Session session) {
        return Meeting.signals(session).map(SignalReceived::data);
    }

    private static String socketId(BrowserSocket socket) {
        return socket.url().replaceFirst(".*socketId=([^&]*).*", "$1");
    }

    private static List<FrameType> types(BrowserSocket socket) {
        return socket.frames().stream().map(Frame::type).collect(Collectors.toList());
    }

    /** The first MESSAGE about a signal. */
    private static byte[] signalOf(BrowserSocket socket) {
        return socket.sent().stream()
                .filter(bytes -> new String(bytes, StandardCharsets.UTF_8).contains("\"signal\""))
                .findFirst()
                .orElseThrow();
    }
}
