package io.sessionreactive.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sessionreactive.DisconnectReason;
import io.sessionreactive.Session;
import io.sessionreactive.SessionEvent;
import io.sessionreactive.SessionEvent.SessionDisconnected;
import io.sessionreactive.SessionEvent.SessionReconnected;
import io.sessionreactive.SessionEvent.SessionReconnecting;
import io.sessionreactive.SessionEvent.SignalReceived;
import io.sessionreactive.SessionException;
import io.sessionreactive.Signal;
import io.sessionreactive.testkit.fault.Ending;
import io.sessionreactive.testkit.fault.Fault;
import io.sessionreactive.testkit.fault.Request;
import io.sessionreactive.testkit.seen.SeenFrame;
import io.sessionreactive.testkit.token.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** The same misfortune for a browser and a JVM client, and the same conduct of both. */
@BrowserTest
class BrowserOutageTest {
    private static final String BACK = "sessionReconnected";
    private static final String LOST = "sessionDisconnected networkDisconnected";

    @Test
    @DisplayName("S16 S17 S22 S23 S25 an outage of the service is for a browser what it is for a JVM client")
    void outage(Meeting meeting) {
        Session ada = meeting.jvm("Ada");
        BrowserClient bob = meeting.browser("Bob");
        bob.await("connectionCreated Ada");
        bob.forget();
        Fault outage = meeting.service().faults().refuseConnections();

        StepVerifier.create(Meeting.events(ada).skipUntil(SessionReconnecting.class::isInstance))
                .then(() -> meeting.service().faults().onAll().drop(Ending.RST))
                .expectNextMatches(SessionReconnecting.class::isInstance)
                .then(() -> signalWhileDown(ada, bob))
                .then(outage::restore)
                .expectNextMatches(SessionReconnected.class::isInstance)
                .recordWith(ArrayList::new)
                .expectNextCount(4)
                .consumeRecordedWith(BrowserOutageTest::assertAllOnce)
                .thenCancel()
                .verify(Meeting.PATIENCE);

        for (String line : List.of("signal done", "signal 2 from Ada", "signal 2 from Bob")) {
            bob.await(line);
        }
        assertEquals(
                List.of("sessionReconnecting", "signal failed: OT_NOT_CONNECTED 500", "sessionReconnected"),
                bob.seen().subList(0, 3));
        assertEquals(
                List.of("signal 1 from Ada", "signal 2 from Ada"),
                bob.seen().stream().filter(line -> line.endsWith("from Ada")).toList());
    }

    /** Two signals of each, and one of each that must not wait. */
    private static void signalWhileDown(Session ada, BrowserClient bob) {
        bob.await("sessionReconnecting");
        StepVerifier.create(ada.signal(Signal.of("never").retryAfterReconnect(false)))
                .expectErrorMatches(error -> error instanceof SessionException failure
                        && failure.name().equals("OT_NOT_CONNECTED")
                        && failure.code() == 500)
                .verify(Meeting.PATIENCE);
        bob.begin("signal", Map.of("data", "never", "retryAfterReconnect", false));
        bob.await("signal failed: OT_NOT_CONNECTED 500");
        for (String data : List.of("1", "2")) {
            ada.signal(Signal.of(data)).subscribe();
            bob.begin("signal", Map.of("data", data));
        }
    }

    private static void assertAllOnce(Iterable<SessionEvent> events) {
        Map<String, List<String>> bySender = new LinkedHashMap<>();
        for (SessionEvent event : events) {
            SignalReceived signal = (SignalReceived) event;
            bySender.computeIfAbsent(signal.from().data(), name -> new ArrayList<>())
                    .add(signal.data());
        }
        assertEquals(Map.of("Ada", List.of("1", "2"), "Bob", List.of("1", "2")), bySender);
    }

    @Test
    @DisplayName("S15 after the same close codes a browser and a JVM client come back, or do not")
    void closeCodes(Meeting meeting) {
        Session ada = meeting.absentJvm();
        BrowserClient bob = meeting.absentBrowser("Bob");
        Map<Integer, String> theirs = new LinkedHashMap<>();
        Map<Integer, String> ours = new LinkedHashMap<>();
        for (int code : List.of(1000, 1003, 1008, 1011, 4000)) {
            bob.connect(meeting.token("Bob", Role.PUBLISHER));
            ada.connect(meeting.token("Ada", Role.PUBLISHER)).block(Meeting.PATIENCE);
            bob.forget();

            StepVerifier.create(
                            Meeting.events(ada).flatMap(BrowserOutageTest::fate).next())
                    .then(() -> meeting.service().faults().onAll().close(code))
                    .consumeNextWith(fate -> ours.put(code, fate))
                    .expectComplete()
                    .verify(Meeting.PATIENCE);
            theirs.put(code, bob.awaitOneOf(List.of(BACK, LOST)));

            bob.act("disconnect", null);
            ada.disconnect().block(Meeting.PATIENCE);
        }
        assertEquals(Map.of(1000, BACK, 1003, LOST, 1008, BACK, 1011, LOST, 4000, BACK), theirs);
        assertEquals(theirs, ours);
    }

    private static Flux<String> fate(SessionEvent event) {
        if (event instanceof SessionDisconnected end) {
            assertEquals(DisconnectReason.NETWORK_DISCONNECTED, end.reason());
            return Flux.just(LOST);
        }
        return event instanceof SessionReconnected ? Flux.just(BACK) : Flux.empty();
    }

    @Test
    @DisplayName("S18 S23 S24 what was not acknowledged is resumed by a browser and a JVM client in the same frames")
    void resumes(Meeting meeting) {
        Session ada = meeting.jvm("Ada");
        BrowserClient bob = meeting.browser("Bob");
        String adas = ada.snapshot().connection().connectionId();
        for (String connectionId : List.of(adas, bob.connectionId())) {
            meeting.service().faults().on(connectionId).times(1).dropBeforeAnswer(Request.SIGNAL, Ending.RST);
        }

        StepVerifier.create(ada.signal(Signal.of("from Ada"))).expectComplete().verify(Meeting.PATIENCE);
        bob.signal(Map.of("data", "from Bob"));

        assertEquals(List.of("MESSAGE signal, again, the same"), resumption(meeting, bob.connectionId()));
        assertEquals(resumption(meeting, bob.connectionId()), resumption(meeting, adas));
        assertEquals(2, meeting.session().signals().size());
    }

    /** What a client sent on its second socket, without keep-alive and acknowledgements. */
    private static List<String> resumption(Meeting meeting, String connectionId) {
        List<SeenFrame> sent = meeting.session().framesOf(connectionId).stream()
                .filter(SeenFrame::fromClient)
                .filter(frame -> !frame.isKeepAlive() && !frame.type().equals("STATUS"))
                .toList();
        int first = sent.get(0).socket();
        List<SeenFrame> before =
                sent.stream().filter(frame -> frame.socket() == first).toList();
        return sent.stream()
                .filter(frame -> frame.socket() != first)
                .map(frame -> frame.type() + " " + frame.method() + again(before, frame))
                .toList();
    }

    private static String again(List<SeenFrame> before, SeenFrame frame) {
        return before.stream()
                .filter(earlier ->
                        frame.transactionId() != null && frame.transactionId().equals(earlier.transactionId()))
                .findFirst()
                .map(earlier -> earlier.bytes() == frame.bytes()
                                && earlier.uri().equals(frame.uri())
                                && earlier.content().equals(frame.content())
                        ? ", again, the same"
                        : ", again, but another")
                .orElse(", new");
    }
}
