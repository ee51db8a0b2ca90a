package io.sessionreactive.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.Session;
import io.sessionreactive.SessionEvent.SignalReceived;
import io.sessionreactive.Signal;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** Signals between browsers and JVM clients, both ways. */
@BrowserTest
class BrowserSignalsTest {

    @Test
    @DisplayName("S39 S40 a browser's signal with type and data reaches all, itself included")
    void typedFromBrowser(Meeting meeting) {
        Session ada = meeting.jvm("Ada");
        BrowserClient bob = meeting.browser("Bob");

        StepVerifier.create(Meeting.signals(ada))
                .then(() -> bob.signal(Map.of("type", "chat", "data", "hello")))
                .assertNext(signal -> assertSignal("chat", "hello", bob, signal))
                .thenCancel()
                .verify(Meeting.PATIENCE);
        bob.await("signal:chat hello from Bob");
    }

    @Test
    @DisplayName("S39 S40 a browser's signals without type, and without anything, reach a JVM client as such")
    void untypedFromBrowser(Meeting meeting) {
        Session ada = meeting.jvm("Ada");
        BrowserClient bob = meeting.browser("Bob");

        StepVerifier.create(Meeting.signals(ada))
                .then(() -> bob.signal(Map.of("data", "hello")))
                .assertNext(signal -> assertSignal(null, "hello", bob, signal))
                .then(() -> bob.signal(Map.of("type", "nudge")))
                .assertNext(signal -> assertSignal("nudge", null, bob, signal))
                .then(() -> bob.signal(Map.of()))
                .assertNext(signal -> assertSignal(null, null, bob, signal))
                .thenCancel()
                .verify(Meeting.PATIENCE);
    }

    @Test
    @DisplayName("S39 data of a browser that is other JSON than a string reaches a JVM client as its JSON text")
    void jsonFromBrowser(Meeting meeting) {
        Session ada = meeting.jvm("Ada");
        BrowserClient bob = meeting.browser("Bob");

        StepVerifier.create(Meeting.signals(ada))
                .then(() -> bob.signal(Map.of("data", Map.of("x", List.of(1, true)))))
                .assertNext(signal -> {
                    assertTrue(signal.isJson());
                    assertEquals("{\"x\":[1,true]}", signal.data());
                })
                .thenCancel()
                .verify(Meeting.PATIENCE);
    }

    @Test
    @DisplayName("S39 a JVM client's signals with type, without and with nothing at all reach a browser as such")
    void fromJvm(Meeting meeting) {
        Session ada = meeting.jvm("Ada");
        BrowserClient bob = meeting.browser("Bob");

        List<Signal> signals =
                List.of(Signal.of("chat", "hello"), Signal.of("hello"), Signal.ofType("nudge"), Signal.ping());
        StepVerifier.create(Flux.fromIterable(signals).concatMap(ada::signal))
                .expectComplete()
                .verify(Meeting.PATIENCE);

        bob.await("signal from Ada");
        assertEquals(
                List.of(
                        "signal:chat hello from Ada",
                        "signal hello from Ada",
                        "signal:nudge from Ada",
                        "signal from Ada"),
                bob.seen("signal"));
    }

    @Test
    @DisplayName("S39 a browser's signal to one JVM client reaches nobody else")
    void toOneJvmClient(Meeting meeting) {
        Session ada = meeting.jvm("Ada");
        Session dan = meeting.jvm("Dan");
        BrowserClient bob = meeting.browser("Bob");
        bob.await("connectionCreated Ada");
        String toAda = own(ada);

        StepVerifier.create(Flux.merge(
                                Meeting.signals(ada).take(2),
                                Meeting.signals(dan).take(1))
                        .map(SignalReceived::data))
                .then(() -> bob.signal(Map.of("data", "for Ada", "to", toAda)))
                .expectNext("for Ada")
                .then(() -> bob.signal(Map.of("data", "for all")))
                .expectNext("for all", "for all")
                .expectComplete()
                .verify(Meeting.PATIENCE);
        bob.await("signal for all from Bob");
        assertEquals(List.of("signal for all from Bob"), bob.seen("signal"));
    }

    @Test
    @DisplayName("S39 a JVM client's signal to one browser reaches nobody else")
    void toOneBrowser(Meeting meeting) {
        Session ada = meeting.jvm("Ada");
        BrowserClient bob = meeting.browser("Bob");
        BrowserClient carol = meeting.browser("Carol");

        StepVerifier.create(Meeting.signals(ada).map(SignalReceived::data))
                .then(() -> ada.signal(Signal.of("secret", "for Bob").to(bob.connectionId()))
                        .then(ada.signal(Signal.of("for all")))
                        .block(Meeting.PATIENCE))
                .expectNext("for all")
                .thenCancel()
                .verify(Meeting.PATIENCE);

        bob.await("signal for all from Ada");
        carol.await("signal for all from Ada");
        assertEquals(List.of("signal:secret for Bob from Ada", "signal for all from Ada"), bob.seen("signal"));
        assertEquals(List.of("signal for all from Ada"), carol.seen("signal"));
    }

    @Test
    @DisplayName("S39 a browser's signal to itself reaches it, and nobody else")
    void toItself(Meeting meeting) {
        Session ada = meeting.jvm("Ada");
        BrowserClient bob = meeting.browser("Bob");

        StepVerifier.create(Meeting.signals(ada).map(SignalReceived::data))
                .then(() -> bob.signal(Map.of("data", "note", "to", bob.connectionId())))
                .then(() -> bob.signal(Map.of("data", "for all")))
                .expectNext("for all")
                .thenCancel()
                .verify(Meeting.PATIENCE);
        bob.await("signal note from Bob");
    }

    @Test
    @DisplayName("S39 text beyond ASCII and the longest data there may be arrive unchanged, both ways")
    void allOfTheText(Meeting meeting) {
        Session ada = meeting.jvm("Ada");
        BrowserClient bob = meeting.browser("Bob");
        String text = "gr\u00fc\u00dfe \u65e5\u672c \ud83c\udf89 \"quoted\" \\ \u0001\n\u2028 end";
        String longest = "x".repeat(Signal.MOST_DATA - 2);

        StepVerifier.create(Meeting.signals(ada).map(SignalReceived::data))
                .then(() -> bob.signal(Map.of("data", text)))
                .expectNext(text)
                .then(() -> bob.signal(Map.of("data", longest)))
                .expectNext(longest)
                .thenCancel()
                .verify(Meeting.PATIENCE);
        ada.signal(Signal.of(text)).then(ada.signal(Signal.of(longest))).block(Meeting.PATIENCE);
        bob.await("signal " + text + " from Ada");
        bob.await("signal " + longest + " from Ada");
    }

    @Test
    @DisplayName("S26 many signals at once keep the order of their sender, both ways")
    void order(Meeting meeting) {
        Session ada = meeting.jvm("Ada");
        BrowserClient bob = meeting.browser("Bob");
        List<String> numbers =
                IntStream.range(0, 100).mapToObj(Integer::toString).toList();

        StepVerifier.create(
                        Meeting.signals(ada).map(SignalReceived::data).take(100).collectList())
                .then(() -> numbers.forEach(number -> bob.begin("signal", Map.of("type", "browser", "data", number))))
                .expectNext(numbers)
                .expectComplete()
                .verify(Meeting.PATIENCE);

        StepVerifier.create(Flux.fromIterable(numbers).flatMap(number -> ada.signal(Signal.of("jvm", number)), 100))
                .expectComplete()
                .verify(Meeting.PATIENCE);
        bob.await("signal:jvm 99 from Ada");
        assertEquals(
                numbers.stream()
                        .map(number -> "signal:jvm " + number + " from Ada")
                        .toList(),
                bob.seen("signal:jvm"));
    }

    private static String own(Session session) {
        return session.snapshot().connection().connectionId();
    }

    private static void assertSignal(
            @Nullable String type, @Nullable String data, BrowserClient from, SignalReceived signal) {
        assertEquals(type, signal.type());
        assertEquals(data, signal.data());
        assertFalse(signal.isJson());
        assertEquals(from.connectionId(), signal.from().connectionId());
        assertEquals(from.name(), signal.from().data());
    }
}
