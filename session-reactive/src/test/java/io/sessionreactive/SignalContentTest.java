package io.sessionreactive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.SessionEvent.SignalReceived;
import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.Headers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.test.StepVerifier;

/** What signals carry, both ways, and how much of it. */
@Timeout(60)
class SignalContentTest {
    private static final String CHAT = "{\"type\":\"chat\",\"data\":\"hello\"}";

    private final Stage stage = new Stage();
    private final Session session = stage.session;

    static Stream<Arguments> contents() {
        return Stream.of(
                Arguments.of(Signal.of("chat", "hello"), "/signal/", CHAT),
                Arguments.of(Signal.of("hello"), "/signal/", "{\"data\":\"hello\"}"),
                Arguments.of(Signal.ofType("chat"), "/signal/", "{\"type\":\"chat\"}"),
                Arguments.of(Signal.ping(), "/signal/", "{}"),
                Arguments.of(Signal.of("a \"b\"\n\u00e9"), "/signal/", "{\"data\":\"a \\\"b\\\"\\n\u00e9\"}"),
                Arguments.of(Signal.of("chat", "hello").to("c-bob"), "/connection/c-bob/signal/", CHAT),
                Arguments.of(
                        Signal.of("chat", "hello").to(Members.onlyId("c-bob")), "/connection/c-bob/signal/", CHAT));
    }

    @ParameterizedTest
    @MethodSource("contents")
    @DisplayName("S39 a signal goes out with its type and data, neither of them needed, to all or to one")
    void onTheWire(Signal signal, String path, String content) {
        stage.join("c-bob");
        StepVerifier.create(session.signal(signal))
                .expectSubscription()
                .then(() -> {
                    Frame frame = stage.socket().lastMessage();
                    assertEquals(List.of(Wire.ADDRESS), frame.addresses());
                    assertEquals(stage.ownId(), frame.headers().get(Headers.FROM_ADDRESS));
                    String uuid = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
                    String json = frame.payload().utf8();
                    String begin = "{\"method\":\"signal\",\"uri\":\"" + Wire.SESSION_URI + path;
                    assertTrue(json.startsWith(begin), json);
                    String rest = json.substring(begin.length());
                    assertTrue(rest.substring(0, 36).matches(uuid), json);
                    assertEquals("\",\"content\":" + content + "}", rest.substring(36));
                })
                .then(() -> stage.answer(200, ""))
                .verifyComplete();
    }

    static Stream<Arguments> withinBounds() {
        return Stream.of(
                Arguments.of(Signal.of("a".repeat(8_190))),
                Arguments.of(Signal.of("\"".repeat(4_095))),
                Arguments.of(Signal.of("\u0001".repeat(1_365))),
                Arguments.of(Signal.of("\u20ac".repeat(8_190))),
                Arguments.of(Signal.of("")),
                Arguments.of(Signal.of("whole pairs: \ud83d\ude00")),
                Arguments.of(Signal.ofType("t".repeat(128))),
                Arguments.of(Signal.ofType("AZaz09-._~")));
    }

    @ParameterizedTest
    @MethodSource("withinBounds")
    @DisplayName("S39 data of 8,192 characters as JSON text and a type of 128 are sent")
    void withinBounds(Signal signal) {
        stage.join();
        StepVerifier.create(session.signal(signal))
                .expectSubscription()
                .then(() -> stage.answer(200, ""))
                .verifyComplete();
        assertEquals(1, stage.sentSignals().size());
    }

    static Stream<Arguments> outOfBounds() {
        return Stream.of(
                Arguments.of(413, Signal.of("a".repeat(8_191))),
                Arguments.of(413, Signal.of("a".repeat(100_000))),
                Arguments.of(413, Signal.of("\"".repeat(4_096))),
                Arguments.of(413, Signal.of("\\".repeat(4_096))),
                Arguments.of(413, Signal.of("\u0001".repeat(1_366))),
                Arguments.of(413, Signal.ofType("t".repeat(129))),
                Arguments.of(413, Signal.ofType("!".repeat(129))),
                Arguments.of(400, Signal.ofType("")),
                Arguments.of(400, Signal.ofType("two words")),
                Arguments.of(400, Signal.ofType("a:b")),
                Arguments.of(400, Signal.ofType("caf\u00e9")),
                Arguments.of(400, Signal.ofType("line\n")),
                Arguments.of(400, Signal.of("half a pair: \ud83d")),
                Arguments.of(400, Signal.of("\ude00\ud83d")),
                Arguments.of(400, Signal.of("hello").to("c-\ud83d")),
                Arguments.of(400, Signal.of("hello").to("")),
                Arguments.of(400, Signal.of("hello").to("c-bob/stream/s")));
    }

    @ParameterizedTest
    @MethodSource("outOfBounds")
    @DisplayName("S39 what breaks the bounds fails before sending: 400 or 413 OT_INVALID_PARAMETER, connected or not")
    void outOfBounds(int code, Signal signal) {
        assertInvalid(code, signal);
        stage.join();
        assertInvalid(code, signal);
        assertEquals(List.of(), stage.sentSignals());
        assertEquals(1, session.snapshot().connections().size());
    }

    private void assertInvalid(int code, Signal signal) {
        StepVerifier.create(session.signal(signal)).verifyErrorSatisfies(thrown -> {
            SessionException failure = assertInstanceOf(SessionException.class, thrown);
            assertEquals(Operation.SIGNAL, failure.operation());
            assertEquals("OT_INVALID_PARAMETER", failure.name());
            assertEquals(code, failure.code());
            assertTrue(!failure.isRetryable() && !failure.isNetworkFailure() && !failure.isDeliveryUnknown());
        });
    }

    @Test
    @DisplayName("S39 nothing over 1 MiB is sent, whatever makes it so large: 413 OT_INVALID_PARAMETER")
    void outgoingLimit() {
        stage.join();
        assertInvalid(413, Signal.of("hello").to("c".repeat(1024 * 1024)));
        assertEquals(List.of(), stage.sentSignals());
    }

    static Stream<Arguments> received() {
        return Stream.of(
                Arguments.of("{}", null, null, false),
                Arguments.of(CHAT, "chat", "hello", false),
                Arguments.of("{\"data\":\"\"}", null, "", false),
                Arguments.of("{\"data\":{\"x\": [1, 2]}}", null, "{\"x\": [1, 2]}", true),
                Arguments.of("{\"data\":7}", null, "7", true),
                Arguments.of("{\"data\":null}", null, null, false));
    }

    @ParameterizedTest
    @MethodSource("received")
    @DisplayName("S39 S40 a signal comes in with type and data as text, other JSON marked so, and its sender")
    void received(String content, String type, String data, boolean isJson) {
        stage.join("c-bob");
        StepVerifier.create(session.events().ofType(SignalReceived.class))
                .then(() -> stage.tell("c-bob", Wire.message("signal", "/signal/any", content)))
                .assertNext(signal -> {
                    assertEquals(type, signal.type());
                    assertEquals(data, signal.data());
                    assertEquals(isJson, signal.isJson());
                    assertEquals("c-bob", signal.from().connectionId());
                    assertEquals("data of c-bob", signal.from().data());
                })
                .then(() -> stage.tell("", Wire.message("signal", "/signal/any", content)))
                .assertNext(signal -> assertEquals(new SignalReceived(type, data, isJson, null), signal))
                .thenCancel()
                .verify();
    }

    @Test
    @DisplayName("neither a signal nor its event tells its data as text")
    void text() {
        assertEquals("Signal[type=chat, to=all]", Signal.of("chat", "secret").toString());
        assertEquals(
                "Signal[type=null, to=c-bob]", Signal.of("secret").to("c-bob").toString());
        assertEquals(
                "SignalReceived[type=chat, from=a server]",
                new SignalReceived("chat", "secret", false, null).toString());
    }
}
