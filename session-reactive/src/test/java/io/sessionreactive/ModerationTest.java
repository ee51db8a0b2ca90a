package io.sessionreactive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.FrameType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

/** What a moderator asks for, what comes back, and what those without the role are told instead. */
@Timeout(60)
class ModerationTest {
    private static final String ALL =
            "\"publish\",\"subscribe\",\"signal\",\"forceunpublish\",\"forcedisconnect\",\"forcemute\"";
    private static final String PUBLISHER = "\"publish\",\"subscribe\",\"signal\"";

    private final LostLink link = new LostLink();
    private final Stage stage = link.stage;
    private final Session session = stage.session;

    @ParameterizedTest
    @EnumSource
    @DisplayName("nothing is sent before the subscription; then one request, and the answer completes the Mono")
    void done(Act act) {
        join("moderator", ALL);
        Mono<Void> call = act.call.apply(session);
        assertEquals(List.of(), requests());
        List<String> outcomes = outcomes(call);
        assertEquals(List.of(act.message), requests());
        assertEquals(List.of(), outcomes);
        stage.answer(200, "");
        assertEquals(List.of("done"), outcomes);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("what our role rules out is refused before anything is sent, with the token's role and the one needed")
    void deniedHere(Act act) {
        join("publisher", PUBLISHER);
        SessionException failure = failure(act.call.apply(session), () -> {});
        assertTriple(act.operation, "OT_PERMISSION_DENIED", act.denied, failure);
        assertEquals(
                act.operation + ": OT_PERMISSION_DENIED (" + act.denied
                        + "): the role in the token is publisher, and the"
                        + " service lets this connection publish, signal, subscribe only; nothing was sent. The role in"
                        + " the token does not allow it: connect with a token of the role moderator",
                failure.getMessage());
        assertFalse(failure.isNetworkFailure() || failure.isRetryable() || failure.isDeliveryUnknown());
        assertEquals(List.of(), requests());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("where the service told nothing of what we may do, it decides; its refusal names the role needed")
    void deniedThere(Act act) {
        session.connect(Stage.TOKEN).subscribe();
        stage.answer(200, Wire.snapshot(List.of()));
        assertEquals(
                new Capabilities(false, false, false, false, false, false),
                session.snapshot().capabilities());
        SessionException failure = failure(act.call.apply(session), () -> stage.answer(403, ""));
        assertTriple(act.operation, "OT_PERMISSION_DENIED", act.denied, failure);
        assertTrue(failure.getMessage().endsWith("a token of the role moderator"), failure.getMessage());
        assertEquals(1, requests().size());
    }

    @Test
    @DisplayName(
            "S41 a signal that our role rules out is refused before it is sent, also where the token is unreadable")
    void signalDenied() {
        session.connect(Stage.TOKEN).subscribe();
        stage.answer(200, Wire.snapshot(List.of(stage.ownId())).replace(PUBLISHER, "\"subscribe\""));
        SessionException failure = failure(session.signal(Signal.of("secret")), () -> {});
        assertTriple(Operation.SIGNAL, "OT_PERMISSION_DENIED", 403, failure);
        assertEquals(
                "signal: OT_PERMISSION_DENIED (403): the service lets this connection subscribe only; nothing was sent."
                        + " The role in the token does not allow it: connect with a token of the role publisher or"
                        + " moderator",
                failure.getMessage());
        assertEquals(List.of(), stage.sentSignals());
    }

    @ParameterizedTest
    @CsvSource({
        "FORCE_DISCONNECT, 400, OT_INVALID_PARAMETER, 1011",
        "FORCE_DISCONNECT, 404, OT_INVALID_PARAMETER, 1011",
        "FORCE_UNPUBLISH, 404, OT_NOT_FOUND, 404",
        "FORCE_UNPUBLISH, 400, OT_INVALID_PARAMETER, 1011",
        "FORCE_MUTE, 404, OT_NOT_FOUND, 404",
        "FORCE_MUTE_ALL, 429, OT_RATE_LIMIT_EXCEEDED, 429",
        "FORCE_MUTE, 500, OT_UNEXPECTED_SERVER_RESPONSE, 2001",
        "DISABLE_FORCE_MUTE, 501, OT_UNEXPECTED_SERVER_RESPONSE, 2001"
    })
    @DisplayName("a refusal has the name and number that the browser client gives it")
    void refused(Act act, int status, String name, int code) {
        join("moderator", ALL);
        SessionException failure = failure(act.call.apply(session), () -> stage.answer(status, ""));
        assertTriple(act.operation, name, code, failure);
        assertTrue(failure.getMessage().contains("the service answered status " + status), failure.getMessage());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("before connect, while connecting and after the end it fails at once: OT_NOT_CONNECTED 1010")
    void notConnected(Act act) {
        assertNotConnected(act, "not connected");
        session.connect(Stage.TOKEN).subscribe();
        assertNotConnected(act, "connecting");
        stage.letIn();
        session.disconnect().subscribe();
        stage.pass(Duration.ofSeconds(1));
        assertNotConnected(act, "not connected");
    }

    private void assertNotConnected(Act act, String state) {
        SessionException failure = failure(act.call.apply(session), () -> {});
        assertTriple(act.operation, "OT_NOT_CONNECTED", 1010, failure);
        assertTrue(failure.getMessage().contains("the session is " + state + ", nothing was sent"));
        assertFalse(failure.isNetworkFailure() || failure.isDeliveryUnknown());
        assertTrue(failure.isRetryable());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("S42 no answer for 15 s is OT_TIMEOUT, and whether it was done is not known")
    void timesOut(Act act) {
        join("moderator", ALL);
        SessionException failure = failure(act.call.apply(session), () -> stage.pass(Duration.ofSeconds(15)));
        assertTriple(act.operation, "OT_TIMEOUT", 408, failure);
        assertTrue(failure.isDeliveryUnknown() && failure.isRetryable());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("S23 while reconnecting it is held, and what was sent without an answer is sent again, byte by byte")
    void held(Act act) {
        join("moderator", ALL);
        List<String> sent = outcomes(act.call.apply(session));
        Frame before = stage.socket().lastMessage();
        link.cut();
        List<String> held = outcomes(act.call.apply(session));
        assertEquals(2, session.snapshot().waiting());
        link.restore();
        List<Frame> after = stage.socket().sent(FrameType.MESSAGE);
        assertEquals(List.of(act.message, act.message), requests());
        assertEquals(before.transactionId(), after.get(0).transactionId());
        after.forEach(frame -> stage.socket().answer(frame, 200, ""));
        assertEquals(List.of("done"), sent);
        assertEquals(List.of("done"), held);
    }

    @Test
    @DisplayName("S23 if the session ends first it fails: unknown if it was sent, certain if it was held")
    void endsFirst() {
        join("moderator", ALL);
        List<String> sent = outcomes(session.forceDisconnect("c-bob"));
        link.cut();
        List<String> held = outcomes(session.forceMuteAll());
        stage.network.holdSockets();
        stage.pass(Duration.ofSeconds(30));
        assertEquals(List.of("OT_NOT_CONNECTED 1010 N R U"), sent);
        assertEquals(List.of("OT_NOT_CONNECTED 1010 N R"), held);
        link.nothingIsLeft();
    }

    @Test
    @DisplayName("cancelling forgets what is held, and does not recall what was sent")
    void cancelled() {
        join("moderator", ALL);
        session.forceDisconnect("c-bob").subscribe().dispose();
        assertEquals(1, requests().size());
        link.cut();
        session.forceMuteAll().subscribe().dispose();
        link.restore();
        assertEquals(List.of(Act.FORCE_DISCONNECT.message), requests());
    }

    @ParameterizedTest
    @CsvSource({"''", "a/b", "\ud800"})
    @DisplayName("what cannot be an id is OT_INVALID_PARAMETER 1011, before anything is sent; null fails at once")
    void noId(String id) {
        join("moderator", ALL);
        for (Mono<Void> call : List.of(
                session.forceDisconnect(id),
                session.forceUnpublish(Act.stream(id)),
                session.forceMute(Act.stream(id)),
                session.forceMuteAll(Act.stream("s-1"), Act.stream(id)))) {
            SessionException failure = failure(call, () -> {});
            assertEquals("OT_INVALID_PARAMETER", failure.name());
            assertEquals(1011, failure.code());
        }
        assertEquals(List.of(), requests());
        assertThrows(NullPointerException.class, () -> session.forceDisconnect((String) null));
        assertThrows(NullPointerException.class, () -> session.forceUnpublish(null));
    }

    @Test
    @DisplayName("streams that are left out of a mute of all go along by their ids; a connection goes by its own")
    void arguments() {
        join("moderator", ALL);
        session.forceMuteAll(Act.stream("s-1"), Act.stream("s-2")).subscribe();
        session.forceDisconnect(Act.stream("s-1").connection()).subscribe();
        assertTrue(
                requests().get(0).contains("\"exclusion\":[\"s-1\",\"s-2\"]"),
                requests().get(0));
        assertEquals(Act.FORCE_DISCONNECT.message, requests().get(1));
    }

    @Test
    @DisplayName("a mute of all and its end are told; it says nothing of any stream")
    void muteForced() {
        List<String> heard = stage.listen();
        join("publisher", PUBLISHER);
        stage.tell(Act.FORCE_MUTE_ALL.message);
        stage.tell(Act.DISABLE_FORCE_MUTE.message);
        assertEquals(List.of("MuteForced[active=true]", "MuteForced[active=false]"), heard.subList(2, heard.size()));
    }

    @Test
    @DisplayName("S11 S15 S28 who is removed is told so once, and does not come back by itself")
    void victim() {
        List<String> heard = stage.listen();
        join("publisher", PUBLISHER);
        stage.tell(Wire.deleted(stage.ownId(), "forceDisconnected"));
        stage.pass(Duration.ofMinutes(2));
        assertEquals(
                List.of("connected as me", "me is here (own)", "disconnected: forceDisconnected", "completed"), heard);
        assertEquals(1, stage.network.sockets().size());
        assertTrue(stage.socket().isGone());
        assertEquals(1, stage.socket().sent(FrameType.DISCONNECT).size(), "as the browser client says it");
    }

    private void join(String role, String permissions) {
        String text = "partner_id=100&sig=x:session_id=1_MX4&role=" + role;
        String token = "T1==" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        session.connect(token).subscribe();
        stage.answer(200, Wire.snapshot(List.of(stage.ownId())).replace(PUBLISHER, permissions));
    }

    /** What went over the newest socket after the request to be let in. */
    private List<String> requests() {
        return stage.socket().sent(FrameType.MESSAGE).stream()
                .map(frame -> frame.payload().utf8())
                .filter(text -> !text.startsWith("{\"method\":\"create\""))
                .toList();
    }

    private static List<String> outcomes(Mono<Void> call) {
        List<String> outcomes = new ArrayList<>();
        call.subscribe(
                any -> {}, failure -> outcomes.add(words((SessionException) failure)), () -> outcomes.add("done"));
        return outcomes;
    }

    private static String words(SessionException failure) {
        return failure.name() + " " + failure.code() + (failure.isNetworkFailure() ? " N" : "")
                + (failure.isRetryable() ? " R" : "") + (failure.isDeliveryUnknown() ? " U" : "");
    }

    private static SessionException failure(Mono<Void> call, Runnable then) {
        List<Throwable> failures = new ArrayList<>();
        call.subscribe(any -> {}, failures::add);
        then.run();
        assertEquals(1, failures.size());
        return assertInstanceOf(SessionException.class, failures.get(0));
    }

    private static void assertTriple(Operation operation, String name, int code, SessionException failure) {
        assertEquals(operation, failure.operation());
        assertEquals(name, failure.name());
        assertEquals(code, failure.code());
    }
}
