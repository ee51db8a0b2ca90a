package io.sessionreactive.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sessionreactive.ClientOptions;
import io.sessionreactive.OpenTok;
import io.sessionreactive.Session;
import io.sessionreactive.SessionException;
import io.sessionreactive.Signal;
import io.sessionreactive.testkit.LocalSessionService;
import io.sessionreactive.testkit.LocalSessionServiceOptions;
import io.sessionreactive.testkit.token.Role;
import io.sessionreactive.testkit.token.TokenSpec;
import io.sessionreactive.testkit.token.Tokens;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

/**
 * Where the browser client gives an error, ours has the same name and code. One page is for those who are not let in, with
 * a session for each test, since OT.js gives the same object for the same session id again; another one has joined.
 */
@BrowserTest
@TestInstance(Lifecycle.PER_CLASS)
class BrowserErrorsTest {
    private final Meeting meeting;
    private final LocalSessionService service;
    private final BrowserClient stranger;
    private final BrowserClient bob;
    private final Session ada;

    BrowserErrorsTest(Meeting meeting) {
        this.meeting = meeting;
        this.service = meeting.service();
        this.stranger = meeting.absentBrowser("Stranger");
        this.bob = meeting.browser("Bob");
        this.ada = meeting.jvm("Ada");
    }

    /** Tokens that let nobody in. */
    enum BadToken {
        NO_TOKEN_AT_ALL((service, sessionId) -> "nonsense"),
        EXPIRED((service, sessionId) -> expired(service, sessionId).jwt()),
        EXPIRED_IN_THE_OLDER_FORM(
                (service, sessionId) -> expired(service, sessionId).t1()),
        FORGED((service, sessionId) ->
                Tokens.of(service.apiKey(), "guessed").forSession(sessionId).jwt()),
        OF_ANOTHER_SESSION((service, sessionId) -> service.token(service.createSession())),
        OF_ANOTHER_KEY((service, sessionId) ->
                Tokens.of("200", "secret").forSession(sessionId).jwt());

        @SuppressWarnings("ImmutableEnumChecker") // lambdas that keep nothing
        private final BiFunction<LocalSessionService, String, String> token;

        BadToken(BiFunction<LocalSessionService, String, String> token) {
            this.token = token;
        }

        private static TokenSpec expired(LocalSessionService service, String sessionId) {
            return service.tokens().forSession(sessionId).expiredFor(Duration.ofMinutes(3));
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("S32 a bad token is OT_AUTHENTICATION_ERROR 1004 in the browser and here")
    void badToken(BadToken bad) {
        String sessionId = service.createSession();
        assertRefused(
                new BrowserError("OT_AUTHENTICATION_ERROR", 1004),
                service.apiKey(),
                sessionId,
                bad.token.apply(service, sessionId));
    }

    @Test
    @DisplayName("S32 an API key that is not the session's is OT_AUTHENTICATION_ERROR 1004 in the browser and here")
    void otherKey() {
        String sessionId = service.createSession();
        assertRefused(new BrowserError("OT_AUTHENTICATION_ERROR", 1004), "200", sessionId, service.token(sessionId));
    }

    @Test
    @DisplayName("a session id that is none is OT_INVALID_SESSION_ID 1005 in the browser and here")
    void noSession() {
        String sessionId = "nonsense";
        assertRefused(
                new BrowserError("OT_INVALID_SESSION_ID", 1005), service.apiKey(), sessionId, service.token(sessionId));
    }

    @Test
    @DisplayName("a session of another API key is OT_INVALID_SESSION_ID 1005 in the browser and here")
    void sessionOfAnotherKey() {
        LocalSessionServiceOptions options =
                LocalSessionServiceOptions.defaults().apiKey("200");
        try (LocalSessionService other = LocalSessionService.start(options)) {
            String sessionId = other.createSession();
            assertRefused(
                    new BrowserError("OT_INVALID_SESSION_ID", 1005),
                    service.apiKey(),
                    sessionId,
                    service.token(sessionId));
        }
    }

    private void assertRefused(BrowserError expected, String apiKey, String sessionId, String token) {
        stranger.initSession(apiKey, sessionId);
        assertEquals(expected, stranger.refused("connect", token));
        assertEquals(
                expected, error(session(service.apiUrl(), apiKey, sessionId).connect(token)));
    }

    @Test
    @DisplayName("S33 a service that nobody runs is OT_CONNECT_FAILED 1006 in the browser and here")
    void unreachable(Chromium chromium) {
        LocalSessionService gone = LocalSessionService.start();
        gone.close();
        String sessionId = gone.createSession();
        try (BrowserClient lost = chromium.open("Lost", gone.apiUrl())) {
            lost.initSession(gone.apiKey(), sessionId);

            BrowserError theirs = lost.refused("connect", gone.token(sessionId));

            assertEquals(new BrowserError("OT_CONNECT_FAILED", 1006), theirs);
            Session ours = session(gone.apiUrl(), gone.apiKey(), sessionId);
            assertEquals(theirs, error(ours.connect(gone.token(sessionId))));
        }
    }

    /** Signals that break the bounds. */
    enum BadSignal {
        TYPE_TOO_LONG(413, Map.of("type", "t".repeat(129)), Signal.ofType("t".repeat(129))),
        TYPE_WITH_A_SPACE(400, Map.of("type", "a b"), Signal.ofType("a b")),
        TYPE_WITH_AN_UMLAUT(400, Map.of("type", "\u00fc"), Signal.ofType("\u00fc")),
        DATA_TOO_LONG(413, Map.of("data", "x".repeat(8191)), Signal.of("x".repeat(8191))),
        DATA_TOO_LONG_BECAUSE_OF_ESCAPES(413, Map.of("data", "\"".repeat(4096)), Signal.of("\"".repeat(4096)));

        private final int code;

        @SuppressWarnings("ImmutableEnumChecker") // of Map.of
        private final Map<String, String> theirs;

        @SuppressWarnings("ImmutableEnumChecker") // a Signal is
        private final Signal ours;

        BadSignal(int code, Map<String, String> theirs, Signal ours) {
            this.code = code;
            this.theirs = theirs;
            this.ours = ours;
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("S39 S41 a signal that breaks the bounds is OT_INVALID_PARAMETER, 400 or 413, in the browser and here")
    void badSignal(BadSignal bad) {
        BrowserError expected = new BrowserError("OT_INVALID_PARAMETER", bad.code);
        assertEquals(expected, bob.refused("signal", bad.theirs));
        assertEquals(expected, error(ada.signal(bad.ours)));
    }

    @Test
    @DisplayName("S41 a signal to somebody who has left is OT_NOT_FOUND 404 in the browser and here")
    void signalToNobody() {
        Session dan = meeting.jvm("Dan");
        String gone = dan.snapshot().connection().connectionId();
        bob.await("connectionCreated Dan");
        dan.disconnect().block(Meeting.PATIENCE);
        bob.await("connectionDestroyed Dan clientDisconnected");

        BrowserError expected = new BrowserError("OT_NOT_FOUND", 404);
        assertEquals(expected, bob.refused("signal", Map.of("data", "hello", "to", gone)));
        assertEquals(expected, error(ada.signal(Signal.of("hello").to(gone))));
    }

    @Test
    @DisplayName("S21 a signal before connecting and after leaving is OT_NOT_CONNECTED 500 in the browser and here")
    void signalOutside() {
        BrowserClient carol = meeting.absentBrowser("Carol");
        Session eve = meeting.absentJvm();
        BrowserError expected = new BrowserError("OT_NOT_CONNECTED", 500);

        assertEquals(expected, carol.refused("signal", Map.of("data", "early")));
        assertEquals(expected, error(eve.signal(Signal.of("early"))));

        carol.connect(meeting.token("Carol", Role.PUBLISHER));
        carol.act("disconnect", null);
        carol.await("sessionDisconnected clientDisconnected");
        eve.connect(meeting.token("Eve", Role.PUBLISHER)).then(eve.disconnect()).block(Meeting.PATIENCE);

        assertEquals(expected, carol.refused("signal", Map.of("data", "late")));
        assertEquals(expected, error(eve.signal(Signal.of("late"))));
    }

    private static Session session(URI apiUrl, String apiKey, String sessionId) {
        return OpenTok.create(ClientOptions.defaults().apiUrl(apiUrl)).initSession(apiKey, sessionId);
    }

    private static BrowserError error(Mono<?> failing) {
        return failing.then(Mono.<BrowserError>error(() -> new AssertionError("it did not fail")))
                .onErrorResume(
                        SessionException.class, failure -> Mono.just(new BrowserError(failure.name(), failure.code())))
                .block(Meeting.PATIENCE);
    }
}
