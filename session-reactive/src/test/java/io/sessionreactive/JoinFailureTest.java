package io.sessionreactive;

import static io.sessionreactive.Stage.TOKEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.SessionSnapshot.Status;
import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.FrameType;
import io.sessionreactive.rumor.Headers;
import io.sessionreactive.rumor.Payload;
import io.sessionreactive.transport.SocketClosedException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** The ways in which connect fails. */
@Timeout(60)
class JoinFailureTest {
    private final Stage stage = new Stage();
    private final Session session = stage.session;
    private final List<SessionException> failures = new ArrayList<>();
    private final List<String> heard = stage.listen();

    @ParameterizedTest
    @CsvSource({
        "400, OT_INVALID_SESSION_ID, 1005, 1",
        "404, OT_INVALID_SESSION_ID, 1005, 1",
        "403, OT_AUTHENTICATION_ERROR, 1004, 1",
        "409, OT_TERMS_OF_SERVICE_FAILURE, 1026, 1",
        "500, OT_UNEXPECTED_SERVER_RESPONSE, 2001, 1",
        "429, OT_UNEXPECTED_SERVER_RESPONSE, 2001, 3",
        "503, OT_UNEXPECTED_SERVER_RESPONSE, 2001, 3"
    })
    @DisplayName("S06 a refusal in place of session information has the browser client's name, code and attempts")
    void informationRefused(int code, String name, int expected, int attempts) {
        stage.network.answer(200, Wire.refusal(code));
        fail(name, expected);
        assertFalse(failures.get(0).isNetworkFailure());
        assertEquals(attempts, stage.network.questions().size());
    }

    @ParameterizedTest
    @CsvSource({
        "401, OT_AUTHENTICATION_ERROR, 1004",
        "403, OT_AUTHENTICATION_ERROR, 1004",
        "400, OT_INVALID_SESSION_ID, 1005",
        "404, OT_INVALID_SESSION_ID, 1005",
        "502, OT_UNEXPECTED_SERVER_RESPONSE, 2001"
    })
    @DisplayName("S06 so has an HTTP status")
    void httpStatus(int status, String name, int expected) {
        stage.network.answer(status, "<html>");
        fail(name, expected);
    }

    @Test
    @DisplayName("S33 an unreachable service is OT_CONNECT_FAILED, a network failure, retryable, with its cause")
    void unreachable() {
        stage.network.unreachable();
        fail("OT_CONNECT_FAILED", 1006);
        SessionException failure = failures.get(0);
        assertTrue(failure.isNetworkFailure());
        assertTrue(failure.isRetryable());
        assertEquals(Operation.CONNECT, failure.operation());
        assertEquals(Wire.SESSION_ID, failure.sessionId());
        assertInstanceOf(ConnectException.class, failure.getCause().getCause());
    }

    @ParameterizedTest
    @CsvSource({
        "400, OT_CONNECT_FAILED, 1006, false",
        "403, OT_CONNECT_FAILED, 1006, false",
        "409, OT_CONNECT_FAILED, 1006, false",
        "404, OT_UNEXPECTED_SERVER_RESPONSE, 2001, true",
        "500, OT_UNEXPECTED_SERVER_RESPONSE, 2001, true",
        "503, OT_UNEXPECTED_SERVER_RESPONSE, 2001, true"
    })
    @DisplayName("S06 S35 a refused connection create closes the socket and tells name and code by its status")
    void createRefused(int status, String name, int expected, boolean retryable) {
        connect();
        stage.answer(status, "");
        assertFailed(name, expected);
        assertEquals(retryable, failures.get(0).isRetryable());
        assertFalse(failures.get(0).isNetworkFailure());
        assertTrue(
                failures.get(0).getMessage().contains("status " + status),
                failures.get(0).getMessage());
    }

    @ParameterizedTest
    @CsvSource({"403", "409", "500"})
    @DisplayName("S06 a full session is OT_CONNECTION_LIMIT_EXCEEDED, whatever the status that says so")
    void connectionLimit(int status) {
        connect();
        stage.answer(status, "{\"reason\":\"connectionLimitExceeded\"}");
        assertFailed("OT_CONNECTION_LIMIT_EXCEEDED", 1027);
        assertTrue(failures.get(0).isRetryable());
    }

    static Stream<Arguments> senseless() {
        return Stream.of(
                Arguments.of(null, ""),
                Arguments.of("fine", ""),
                Arguments.of("200", "{\"connection\":["),
                Arguments.of("200", "{\"connection\":[{\"data\":\"no id\"}]}"));
    }

    @ParameterizedTest
    @MethodSource("senseless")
    @DisplayName("S06 an answer that makes no sense is OT_UNEXPECTED_SERVER_RESPONSE")
    void senselessAnswer(String status, String json) {
        connect();
        String transactionId = stage.socket().lastMessage().transactionId();
        Headers headers = status == null
                ? Headers.of(Headers.TRANSACTION_ID, transactionId)
                : Headers.of(Headers.TRANSACTION_ID, transactionId, Headers.STATUS, status);
        stage.socket().feed(new Frame(FrameType.STATUS, List.of("c-me"), headers, Payload.ofUtf8(json)));
        assertFailed("OT_UNEXPECTED_SERVER_RESPONSE", 2001);
    }

    @Test
    @DisplayName("a refused session read fails connect too")
    void readRefused() {
        connect();
        stage.answer(200, "");
        stage.answer(500, "");
        assertFailed("OT_UNEXPECTED_SERVER_RESPONSE", 2001);
    }

    @Test
    @DisplayName("S38 opening the socket is tried three times, at 0, 600 and 1800 ms; the third success is one")
    void thirdSocketOpens() {
        stage.network.refuseSockets(2);
        connect();
        assertEquals(1, stage.network.sockets().size());
        stage.pass(Duration.ofSeconds(10));
        assertEquals(
                List.of(0L, 600L, 1_800L),
                stage.network.sockets().stream().map(ScriptedSocket::openedAt).toList());
        stage.letIn();
        assertEquals(Status.CONNECTED, session.snapshot().status());
        assertEquals(List.of(), failures);
        assertEquals(1, stage.network.questions().size());
    }

    @Test
    @DisplayName("S38 three sockets that do not open are OT_CONNECT_FAILED, a network failure with its cause")
    void noSocketOpens() {
        stage.network.refuseSockets(99);
        fail("OT_CONNECT_FAILED", 1006);
        assertEquals(3, stage.network.sockets().size());
        assertTrue(failures.get(0).isNetworkFailure());
        assertInstanceOf(SocketClosedException.class, failures.get(0).getCause());
        assertTrue(
                failures.get(0).getMessage().contains("the peer refused"),
                failures.get(0).getMessage());
    }

    @Test
    @DisplayName("S36 a socket that is lost before we are in fails connect as a network failure, at once")
    void lostWhileJoining() {
        connect();
        stage.socket().cut();
        assertFailed("OT_CONNECT_FAILED", 1006);
        assertTrue(failures.get(0).isNetworkFailure());
        assertEquals(1, stage.network.sockets().size());
    }

    @Test
    @DisplayName("S42 no session information within 15 s is OT_TIMEOUT")
    void informationTimesOut() {
        stage.network.silent();
        connect();
        assertTimesOut(Duration.ofSeconds(15));
    }

    @Test
    @DisplayName("S42 connection create or session read unanswered for 15 s is OT_TIMEOUT, delivery unknown")
    void answerTimesOut() {
        connect();
        assertTimesOut(Duration.ofSeconds(15));
        assertTrue(failures.get(0).isDeliveryUnknown());

        connect();
        stage.pass(Duration.ofSeconds(10));
        stage.answer(200, "");
        failures.clear();
        assertTimesOut(Duration.ofSeconds(15));
        assertTrue(failures.get(0).isDeliveryUnknown());
    }

    @Test
    @DisplayName("S42 the time is an option")
    void replyTimeout() {
        Stage impatient =
                new Stage(SessionOptions.of(Wire.API_KEY, Wire.SESSION_ID).replyTimeout(Duration.ofSeconds(2)));
        StepVerifier.create(impatient.session.connect(TOKEN))
                .then(() -> impatient.pass(Duration.ofSeconds(2)))
                .verifyErrorSatisfies(failure -> assertEquals(
                        "OT_TIMEOUT",
                        assertInstanceOf(SessionException.class, failure).name()));
    }

    @Test
    @DisplayName("S08 a service that tells and tells and never lets in fails connect instead of filling the memory")
    void endlessTelling() {
        connect();
        for (int i = 0; i < 10_001; i++) {
            stage.tell(Wire.created("c-" + i));
        }
        assertFailed("OT_UNEXPECTED_SERVER_RESPONSE", 2001);
    }

    @Test
    @DisplayName("S02 after a failure the session can be joined: retrying works on the very Mono")
    void retry() {
        stage.network.answer(200, Wire.refusal(500));
        Mono<Connection> connect = session.connect(TOKEN).retry(1);
        StepVerifier.create(connect)
                .then(() -> assertEquals(2, stage.network.questions().size()))
                .verifyError(SessionException.class);
        stage.network.answer(200, Wire.information(false));
        StepVerifier.create(connect).then(stage::letIn).expectNextCount(1).verifyComplete();
        assertEquals(List.of("connected as me", "me is here (own)"), heard);
    }

    private void connect() {
        session.connect(TOKEN).subscribe(own -> {}, failure -> failures.add((SessionException) failure));
    }

    /** Connects and lets time pass. */
    private void fail(String name, int code) {
        connect();
        stage.pass(Duration.ofSeconds(10));
        assertFailed(name, code);
    }

    private void assertTimesOut(Duration limit) {
        stage.pass(limit.minusMillis(1));
        assertEquals(List.of(), failures);
        stage.pass(Duration.ofMillis(1));
        assertFailed("OT_TIMEOUT", 1021);
        assertTrue(failures.get(0).isNetworkFailure());
    }

    /** Holds that connect failed so, and that nothing else is left of it. */
    private void assertFailed(String name, int code) {
        assertEquals(1, failures.size());
        assertEquals(name, failures.get(0).name());
        assertEquals(code, failures.get(0).code());
        assertEquals(Status.DISCONNECTED, session.snapshot().status());
        assertEquals(List.of(), heard);
        assertTrue(stage.network.sockets().stream().allMatch(ScriptedSocket::isGone));
    }
}
