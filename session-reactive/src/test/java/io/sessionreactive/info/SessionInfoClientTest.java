package io.sessionreactive.info;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.ScriptedTransport;
import io.sessionreactive.info.SessionInfoException.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class SessionInfoClientTest {
    private static final String GOOD =
            "[{\"session_id\":\"1_MX\",\"partner_id\":\"100\",\"messaging_url\":\"wss://msg.example.com\"}]";

    private final ScriptedTransport network = new ScriptedTransport();
    private final AtomicReference<Object> outcome = new AtomicReference<>();

    @Test
    @DisplayName("asks once, with the token in both headers, and reads the answer")
    void question() {
        network.answer(200, GOOD);
        fetch("https://api.example.com/");
        assertEquals("1_MX", assertInstanceOf(SessionInfo.class, outcome.get()).sessionId());
        ScriptedTransport.Question asked = network.questions().get(0);
        assertEquals(URI.create("https://api.example.com/session/1_MX%2F4?extended=true"), asked.uri());
        assertEquals("token", asked.headers().get("X-OPENTOK-AUTH"));
        assertEquals("token", asked.headers().get("X-TB-TOKEN-AUTH"));
        assertEquals("1", asked.headers().get("X-TB-VERSION"));
        assertEquals("java-test", asked.headers().get("X-TB-CLIENT-VERSION"));
        assertEquals("c-1", asked.headers().get("X-TB-CONNECTIONID"));
        assertEquals("application/json", asked.headers().get("Accept"));
    }

    @Test
    @DisplayName("S33 no network: attempts at 0, 600 and 1800 ms, then unreachable with the cause")
    void attempts() {
        network.unreachable();
        fetch("https://api.example.com");
        network.pass(Duration.ofMillis(599));
        assertEquals(List.of(0L), times());
        network.pass(Duration.ofMillis(1));
        network.pass(Duration.ofMillis(1_199));
        assertEquals(List.of(0L, 600L), times());
        assertEquals(null, outcome.get());
        network.pass(Duration.ofMillis(1));
        assertEquals(List.of(0L, 600L, 1_800L), times());
        SessionInfoException failure = failure();
        assertEquals(Kind.UNREACHABLE, failure.kind());
        assertEquals(
                "https://api.example.com could not be reached: java.net.ConnectException: nobody there (after 3"
                        + " attempts)",
                failure.getMessage());
        assertEquals("nobody there", failure.getCause().getMessage());
    }

    @Test
    @DisplayName("an attempt that succeeds ends the asking")
    void secondAttemptSucceeds() {
        network.unreachable();
        fetch("https://api.example.com");
        network.answer(200, GOOD);
        network.pass(Duration.ofSeconds(10));
        assertEquals(List.of(0L, 600L), times());
        assertInstanceOf(SessionInfo.class, outcome.get());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 401, 410, 429, 503})
    @DisplayName("refusals that asking again may help are asked three times")
    void retriedRefusals(int code) {
        network.answer(200, "[{\"error\":{\"code\":" + code + "}}]");
        fetch("https://api.example.com");
        network.pass(Duration.ofSeconds(10));
        assertEquals(List.of(0L, 600L, 1_800L), times());
        assertEquals(Kind.SERVICE_FAILURE, failure().kind());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 409, 500})
    @DisplayName("refusals that will stay are asked once")
    void finalRefusals(int code) {
        network.answer(200, "[{\"error\":{\"code\":" + code + "}}]");
        fetch("https://api.example.com");
        network.pass(Duration.ofSeconds(10));
        assertEquals(List.of(0L), times());
        assertEquals("the service answered " + code, failure().getMessage());
    }

    @Test
    @DisplayName("what stays until somebody changes it is asked once, and told in its own words")
    void barred() {
        network.barred("its certificate is another's");
        fetch("https://api.example.com");
        network.pass(Duration.ofSeconds(10));
        assertEquals(List.of(0L), times());
        assertEquals(Kind.BARRED, failure().kind());
        assertEquals(
                "https://api.example.com could not be reached: its certificate is another's",
                failure().getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"T1==abc\n", "T1==ä", "T1==\u0000"})
    @DisplayName("a token that no header can carry is refused here, and is not told")
    void unsendable(String token) {
        network.answer(200, GOOD);
        client("https://api.example.com").fetch("100", "1_MX", token, "c-1").subscribe(outcome::set, outcome::set);
        assertEquals(List.of(), network.questions());
        assertEquals(Kind.AUTHENTICATION, failure().kind());
        assertFalse(failure().getMessage().contains("T1==")
                || failure().getMessage().contains("\n"));
    }

    @Test
    @DisplayName("a token that the service quotes is left out of the message")
    void quoted() {
        String token = "T1==cGFydG5lcl9pZD0xMDA";
        network.answer(200, "[{\"error\":{\"code\":403,\"errorMessage\":{\"message\":\"" + token + " is bad\"}}}]");
        client("https://api.example.com").fetch("100", "1_MX", token, "c-1").subscribe(outcome::set, outcome::set);
        assertEquals("the service answered 403 ((the token) is bad)", failure().getMessage());
    }

    @Test
    @DisplayName("an empty answer and a bad HTTP status are asked three times")
    void retriedAnswers() {
        network.answer(200, "[]");
        fetch("https://api.example.com");
        network.pass(Duration.ofSeconds(10));
        assertEquals(3, times().size());
        assertEquals(Kind.EMPTY, failure().kind());

        network.answer(502, "");
        fetch("https://api.example.com");
        network.pass(Duration.ofSeconds(10));
        assertEquals(6, times().size());
        assertTrue(failure().getMessage().endsWith("with HTTP status 502 (after 3 attempts)"));
    }

    @Test
    @DisplayName("S42 no answer within the limit is a time-out, not asked again")
    void timeout() {
        network.silent();
        fetch("https://api.example.com");
        network.pass(Duration.ofMillis(14_999));
        assertEquals(null, outcome.get());
        network.pass(Duration.ofMillis(1));
        assertEquals(Kind.TIMEOUT, failure().kind());
        assertEquals(
                "https://api.example.com did not answer within 15000 ms",
                failure().getMessage());
        network.pass(Duration.ofSeconds(10));
        assertEquals(List.of(0L), times());
    }

    private SessionInfoClient client(String api) {
        return new SessionInfoClient(network, URI.create(api), "java-test", Duration.ofSeconds(15));
    }

    private void fetch(String api) {
        client(api).fetch("100", "1_MX/4", "token", "c-1").subscribe(outcome::set, outcome::set);
    }

    private SessionInfoException failure() {
        return assertInstanceOf(SessionInfoException.class, outcome.get());
    }

    private List<Long> times() {
        return network.questions().stream().map(ScriptedTransport.Question::at).toList();
    }
}
