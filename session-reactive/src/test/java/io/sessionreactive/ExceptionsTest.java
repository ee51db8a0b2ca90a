package io.sessionreactive;

import static io.sessionreactive.Stage.TOKEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.sessionreactive.SessionSnapshot.Status;
import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.FrameType;
import io.sessionreactive.rumor.Headers;
import io.sessionreactive.rumor.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import reactor.test.StepVerifier;

/** S09: what goes wrong without belonging to a call. */
@Timeout(60)
class ExceptionsTest {
    private static final byte[] NO_FRAME = {0, 0, 0};

    private final Stage stage = new Stage();
    private final Session session = stage.session;

    @Test
    @DisplayName("S09 a failed connect appears here, the very exception that the caller gets")
    void failedConnect() {
        List<SessionException> seen = observe();
        StepVerifier.create(session.connect(TOKEN))
                .then(() -> stage.answer(403, ""))
                .verifyErrorSatisfies(thrown -> assertEquals(List.of(thrown), seen));
        assertEquals("OT_CONNECT_FAILED", seen.get(0).name());
        assertEquals(1006, seen.get(0).code());
        assertEquals(Wire.SESSION_ID, seen.get(0).sessionId());
    }

    @Test
    @DisplayName("S09 a failed signal does not: it is its caller's alone")
    void failedSignal() {
        List<SessionException> seen = observe();
        StepVerifier.create(session.signal(Signal.of("too early"))).verifyError(SessionException.class);
        stage.join();
        StepVerifier.create(session.signal(Signal.of("not for you")))
                .then(() -> stage.answer(403, ""))
                .verifyError(SessionException.class);
        assertEquals(List.of(), seen);
    }

    @Test
    @DisplayName("S09 a malformed frame is named, counted and passed over; the session goes on")
    void malformedFrame() {
        List<SessionException> seen = observe();
        List<String> heard = stage.listen();
        stage.join();
        stage.socket().feed(NO_FRAME);
        stage.tell("", Wire.signal("chat", "and on"));
        assertPassedOver(seen, 1);
        assertEquals(List.of("connected as me", "me is here (own)", "signal chat=and on from a server"), heard);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "{\"method\":\"created\"",
                "[]",
                "{\"method\":\"created\",\"content\":{}}",
                "{\"method\":\"created\",\"uri\":\"/v2/partner/100/session/1_MX4/connection/c\",\"content\":{}}",
                "{\"method\":\"created\",\"uri\":\"/v2/partner/100/session/1_MX4/stream/s\",\"content\":{\"id\":\"s\"}}",
                "{\"method\":\"signal\",\"uri\":\"/v2/partner/100/session/1_MX4/signal/s\",\"content\":7}"
            })
    @DisplayName("S09 so is a message that is malformed JSON or breaks the vocabulary; it is acknowledged all the same")
    void malformedMessage(String json) {
        List<SessionException> seen = observe();
        stage.join();
        String transactionId = stage.socket().tell("", json);
        assertPassedOver(seen, 1);
        List<Frame> acknowledgements = stage.socket().sent(FrameType.STATUS);
        assertEquals(transactionId, acknowledgements.get(0).transactionId());
        assertEquals(Status.CONNECTED, session.snapshot().status());
    }

    @Test
    @DisplayName("S09 neither a message nor an exception's text quotes what was malformed")
    void quotesNothing() {
        List<SessionException> seen = observe();
        stage.join();
        stage.tell("", "{\"method\":\"signal\", secret");
        stage.tell("", "{\"secret\":1}");
        assertEquals(2, seen.size());
        seen.forEach(exception -> assertFalse(exception.getMessage().contains("secret"), exception.getMessage()));
    }

    @Test
    @DisplayName("S09 what is malformed is counted from the first frame on, over all stays")
    void counted() {
        List<SessionException> seen = observe();
        session.connect(TOKEN).subscribe();
        stage.socket().feed(NO_FRAME);
        assertPassedOver(seen, 1);
        stage.letIn();
        stage.socket().feed(NO_FRAME);
        assertPassedOver(seen, 2);
        session.disconnect().subscribe();
        assertEquals(2, session.snapshot().malformed());
        stage.join();
        stage.socket().feed(NO_FRAME);
        assertPassedOver(seen, 3);
    }

    @Test
    @DisplayName("messages that are not known here, and frames that are not for clients, are no exceptions")
    void unknown() {
        List<SessionException> seen = observe();
        stage.join();
        stage.tell("", Wire.message("notification", "/notification/1", "{\"reason\":\"serverRotation\"}"));
        stage.tell("", Wire.message("offer", "/stream/s/subscriber/u", "{\"sdp\":\"v=0\"}"));
        stage.socket().feed(Frame.PING);
        stage.socket().feed(Frame.PONG);
        stage.socket().feed(Frame.status("c-me", "t-unknown", 200, Payload.EMPTY));
        stage.socket().feed(new Frame(FrameType.STATUS, List.of(), Headers.NONE, Payload.EMPTY));
        assertEquals(List.of(), seen);
        assertEquals(0, session.snapshot().malformed());
        assertEquals(Status.CONNECTED, session.snapshot().status());
    }

    @Test
    @DisplayName("S08 signals of senders who never came are reported when more than 100 wait")
    void orphans() {
        List<SessionException> seen = observe();
        stage.join();
        IntStream.range(0, 100).forEach(i -> stage.tell("c-nobody", Wire.signal("chat", "" + i)));
        assertEquals(List.of(), seen);
        stage.tell("c-nobody", Wire.signal("chat", "100"));
        assertEquals(1, seen.size());
        assertEquals(Operation.RECEIVE, seen.get(0).operation());
    }

    @Test
    @DisplayName("S08 a stream of nobody in the snapshot is reported once we are in")
    void orphanInSnapshot() {
        List<SessionException> seen = observe();
        session.connect(TOKEN).subscribe();
        stage.answer(200, Wire.snapshot(List.of(stage.ownId()), List.of(Wire.stream("s-1", "c-gone")), List.of()));
        assertEquals(Status.CONNECTED, session.snapshot().status());
        assertEquals(1, seen.size());
        assertTrue(seen.get(0).getMessage().contains("c-gone"), seen.get(0).getMessage());
    }

    @Test
    @DisplayName("S09 a slow reader loses the oldest, which are counted, and gets the newest 256")
    void slowReader() {
        stage.join();
        StepVerifier.create(stage.openTok.exceptions().map(SessionException::getMessage), 0)
                .then(() -> {
                    IntStream.range(0, 10).forEach(i -> stage.socket().feed(new byte[3]));
                    IntStream.range(0, 255).forEach(i -> stage.socket().feed(new byte[4]));
                    stage.socket().feed(new byte[5]);
                })
                .thenRequest(Long.MAX_VALUE)
                .expectNextCount(255)
                .assertNext(message -> assertTrue(message.contains("a frame of 5 bytes"), message))
                .thenCancel()
                .verify();
        assertEquals(10, stage.openTok.droppedExceptions());
        assertEquals(266, session.snapshot().malformed());
    }

    @Test
    @DisplayName("S09 while nobody is subscribed they are logged as warnings, once each; failed connects are not")
    void logged() {
        Logger logger = (Logger) LoggerFactory.getLogger(OpenTok.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        logger.setAdditive(false);
        try {
            stage.network.answer(200, Wire.refusal(403));
            StepVerifier.create(session.connect(TOKEN)).verifyError(SessionException.class);
            assertEquals(List.of(), log.list);

            stage.network.answer(200, Wire.information(false));
            stage.join();
            stage.socket().feed(NO_FRAME);
            assertEquals(1, log.list.size());
            assertEquals(Level.WARN, log.list.get(0).getLevel());
            String text = log.list.get(0).getFormattedMessage();
            assertTrue(text.contains(Wire.SESSION_ID) && text.contains("OT_UNEXPECTED_SERVER_RESPONSE"), text);

            observe();
            stage.socket().feed(NO_FRAME);
            assertEquals(1, log.list.size());
        } finally {
            logger.setAdditive(true);
            logger.detachAppender(log);
        }
    }

    @Test
    @DisplayName("S09 every reader gets all of them, from all sessions of the client, until the client ends")
    void allSessions() {
        List<SessionException> other = observe();
        Session second = stage.openTok.initSession(Wire.API_KEY, "1_other");
        StepVerifier.create(stage.openTok.exceptions().map(SessionException::sessionId))
                .then(() -> stage.network.answer(200, Wire.refusal(403)))
                .then(() -> session.connect(TOKEN).subscribe(own -> {}, failure -> {}))
                .expectNext(Wire.SESSION_ID)
                .then(() -> second.connect(TOKEN).subscribe(own -> {}, failure -> {}))
                .expectNext("1_other")
                .then(() -> stage.openTok.disposeLater().subscribe())
                .verifyComplete();
        assertEquals(2, other.size());
    }

    private List<SessionException> observe() {
        List<SessionException> seen = new ArrayList<>();
        stage.openTok.exceptions().subscribe(seen::add);
        return seen;
    }

    private void assertPassedOver(List<SessionException> seen, int count) {
        assertEquals(count, seen.size());
        SessionException newest = seen.get(count - 1);
        assertEquals(Operation.RECEIVE, newest.operation());
        assertEquals("OT_UNEXPECTED_SERVER_RESPONSE", newest.name());
        assertEquals(2001, newest.code());
        assertFalse(newest.getMessage().contains("io.sessionreactive"), newest.getMessage()); // no names of classes
        assertEquals(Wire.SESSION_ID, newest.sessionId());
        assertEquals(count, session.snapshot().malformed());
    }
}
