package io.sessionreactive.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.FrameType;
import io.sessionreactive.rumor.Headers;
import io.sessionreactive.support.Place;
import io.sessionreactive.support.RawClient;
import io.sessionreactive.support.Stage;
import io.sessionreactive.testkit.LocalSession;
import io.sessionreactive.testkit.fault.Fault;
import io.sessionreactive.testkit.fault.Request;
import io.sessionreactive.transport.HttpReply;
import io.sessionreactive.transport.SocketClosedException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests that are refused, ignored, or answered late or wrongly. */
@Timeout(120)
class RequestFaultsTest {
    private static final Duration LATE = Duration.ofMillis(700);

    @ParameterizedTest
    @EnumSource
    @DisplayName("session information is refused with any code, as often as it should be")
    void refusedInformation(Place place) {
        try (Stage stage = place.open()) {
            RawClient bob = new RawClient(stage, stage.service().createSession(), "name=bob");
            RawClient carol = new RawClient(stage, stage.service().createSession(), "name=carol");
            stage.service().faults().onData("name=bob").times(1).refuse(Request.SESSION_INFO, 409, "Terms");
            assertEquals(
                    "[{\"error\":{\"code\":409,\"errorMessage\":{\"message\":\"Terms\"}}}]", text(stage, bob, 200));
            assertTrue(text(stage, carol, 200).contains("messaging_url"));
            assertTrue(text(stage, bob, 200).contains("messaging_url"));
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("session information is any HTTP status and body, and broken JSON")
    void otherInformation(Place place) {
        try (Stage stage = place.open()) {
            RawClient bob = new RawClient(stage, stage.service().createSession());
            Fault unavailable =
                    stage.service().faults().on(bob.connectionId()).answerSessionInfo(503, "<html>unavailable</html>");
            assertEquals("<html>unavailable</html>", text(stage, bob, 503));
            assertEquals("<html>unavailable</html>", text(stage, bob, 503));
            assertEquals(2, unavailable.occurrences());
            unavailable.restore();

            Fault empty = stage.service().faults().onAll().times(1).answerSessionInfo(200, "");
            assertEquals("", text(stage, bob, 200));
            assertTrue(empty.isDisposed());
            stage.service().faults().onAll().times(1).garbleAnswers(Request.SESSION_INFO);
            assertEquals("{\"connection\":[{\"id\":", text(stage, bob, 200));
            assertTrue(text(stage, bob, 200).contains("messaging_url"));
        }
    }

    private static String text(Stage stage, RawClient client, int status) {
        HttpReply reply = stage.get(client.information());
        assertEquals(status, reply.status());
        return new String(reply.body(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("session information is not answered, or is answered late")
    void silentInformation(Place place) {
        try (Stage stage = place.open()) {
            RawClient bob = new RawClient(stage, stage.service().createSession());
            Fault ignored = stage.service().faults().onAll().ignore(Request.SESSION_INFO);
            AtomicReference<HttpReply> late = new AtomicReference<>();
            var question = bob.information().subscribe(late::set);
            stage.get(ignored.happened(1));
            ignored.restore();
            assertEquals(200, stage.get(bob.information()).status());
            assertEquals(null, late.get());
            question.dispose();

            stage.service().faults().onAll().times(1).answerLate(Request.SESSION_INFO, LATE);
            long asked = stage.now();
            assertEquals(200, stage.get(bob.information()).status());
            assertTrue(stage.now() - asked >= LATE.toMillis());
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a socket is refused at its upgrade, and not the next one")
    void refusedSocket(Place place) {
        try (Stage stage = place.open()) {
            RawClient bob = new RawClient(stage, stage.service().createSession());
            Fault refusal = stage.service().faults().onAll().times(1).refuse(Request.SOCKET, 503, "");
            SocketClosedException end = bob.connect(false).end();
            assertFalse(end.wasOpened());
            assertTrue(end.getMessage().contains("503"), end::getMessage);
            assertEquals(1, refusal.occurrences());
            bob.join();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("the upgrade of a client that comes back is not answered, or is answered late")
    void silentSocket(Place place) {
        try (Stage stage = place.open()) {
            RawClient bob = new RawClient(stage, stage.service().createSession()).join();
            Fault ignored =
                    stage.service().faults().on(bob.connectionId()).times(1).ignore(Request.SOCKET);
            bob.patience(Duration.ofMillis(400));
            assertFalse(bob.connect(true).end().wasOpened());
            assertEquals(1, ignored.occurrences());

            bob.patience(Duration.ofSeconds(15));
            stage.service().faults().on(bob.connectionId()).times(1).answerLate(Request.SOCKET, LATE);
            long asked = stage.now();
            bob.comeBack();
            assertTrue(stage.now() - asked >= LATE.toMillis());
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("joining is refused with any status and reason, and leaves nothing behind")
    void refusedJoin(Place place) {
        try (Stage stage = place.open()) {
            String sessionId = stage.service().createSession();
            RawClient bob = new RawClient(stage, sessionId, "name=bob");
            stage.service().faults().onData("name=bob").times(1).refuse(Request.JOIN, 499, "connectionLimitExceeded");
            Frame answer = bob.answer(bob.ask());
            assertEquals("499", answer.headers().get(Headers.STATUS));
            assertEquals(
                    "{\"reason\":\"connectionLimitExceeded\"}", answer.payload().utf8());
            assertEquals(List.of(), stage.service().session(sessionId).members());

            bob.socket().abandon();
            new RawClient(stage, sessionId, "name=bob").join();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("joining is not answered, or by broken JSON")
    void silentJoin(Place place) {
        try (Stage stage = place.open()) {
            String sessionId = stage.service().createSession();
            RawClient bob = new RawClient(stage, sessionId, "name=bob");
            stage.service().faults().onData("name=bob").times(1).ignore(Request.JOIN);
            String request = bob.ask();
            bob.socket().ping();
            assertFalse(bob.socket().frames().stream().anyMatch(frame -> request.equals(frame.transactionId())));
            assertEquals(List.of(), stage.service().session(sessionId).members());

            RawClient carol = new RawClient(stage, sessionId);
            stage.service().faults().onAll().times(1).garbleAnswers(Request.JOIN);
            Frame answer = carol.answer(carol.ask());
            assertEquals("200", answer.headers().get(Headers.STATUS));
            assertEquals("{\"connection\":[{\"id\":", answer.payload().utf8());
            assertEquals(1, stage.service().session(sessionId).members().size());
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a signal is refused, ignored, or acknowledged late; other requests are not")
    void signals(Place place) {
        try (Stage stage = place.open()) {
            String sessionId = stage.service().createSession();
            LocalSession session = stage.service().session(sessionId);
            RawClient bob = new RawClient(stage, sessionId);
            stage.service().faults().onAll().times(1).refuse(Request.SIGNAL, 429, "too fast");
            bob.join();
            assertEquals("429", bob.answer(bob.signal("1")).headers().get(Headers.STATUS));

            stage.service().faults().on(bob.connectionId()).times(1).ignore(Request.SIGNAL);
            Frame ignored = bob.signal("2");
            bob.socket().ping();
            assertFalse(bob.socket().frames().stream()
                    .anyMatch(frame -> ignored.transactionId().equals(frame.transactionId())));
            assertEquals(List.of(), session.signals());

            stage.service().faults().on(bob.connectionId()).times(1).answerLate(Request.MESSAGE, LATE);
            Frame late = bob.signal("3");
            bob.hearSignal("3");
            bob.answer(late);
            List<FrameType> order = bob.socket().frames().stream()
                    .filter(frame -> late.transactionId().equals(frame.transactionId())
                            || frame.payload().utf8().contains("\"3\""))
                    .map(Frame::type)
                    .toList();
            assertEquals(List.of(FrameType.MESSAGE, FrameType.STATUS), order);
            assertEquals(1, session.signals().size());
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("of two faults for the same request the first one happens, then the other")
    void inOrder(Place place) {
        try (Stage stage = place.open()) {
            RawClient bob = new RawClient(stage, stage.service().createSession()).join();
            Fault first = stage.service().faults().onAll().times(1).refuse(Request.SIGNAL, 403, "no");
            Fault second = stage.service().faults().onAll().refuse(Request.MESSAGE, 413, "long");
            assertEquals("403", bob.answer(bob.signal("1")).headers().get(Headers.STATUS));
            assertEquals("413", bob.answer(bob.signal("2")).headers().get(Headers.STATUS));
            assertTrue(first.isDisposed());
            stage.service().faults().restore();
            assertTrue(second.isDisposed());
            assertEquals("200", bob.answer(bob.signal("3")).headers().get(Headers.STATUS));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> stage.service().faults().onAll().garbleAnswers(Request.SOCKET));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> stage.service().faults().onAll().answerLate(Request.SOCKET, Duration.ZERO));
        }
    }
}
