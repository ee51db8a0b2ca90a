package io.sessionreactive.tests;

import static io.sessionreactive.support.Guest.PATIENCE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.sessionreactive.Connection;
import io.sessionreactive.Operation;
import io.sessionreactive.SessionEvent.SignalReceived;
import io.sessionreactive.Signal;
import io.sessionreactive.support.Guest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** Signals, from one to all and from one to one. */
@Timeout(120)
abstract class SignalContract extends SessionContract {
    private Guest red;
    private Guest blue;

    @BeforeEach
    final void makeGuests() {
        red = newGuest();
        blue = newGuest();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "chat, hello",
                "-, hello",
                "chat, -",
                "-, -",
                "a.B-c_d~9, 'quo\"te \\ \u00e4\u20ac\ud83d\ude00'",
                "chat, ''"
            })
    @DisplayName("S39 S40 a signal to all reaches all, its sender too, as it was said, and says who sent it")
    void signalToAll(String type, String data) {
        red.join(token("Red"));
        Connection me = blue.join(token("Blue"));
        blue.signal(signal(type, data));
        for (Guest guest : List.of(red, blue)) {
            SignalReceived received = guest.await(SignalReceived.class);
            assertEquals(type, received.type());
            assertEquals(data, received.data());
            assertFalse(received.isJson());
            assertEquals(me, received.from());
        }
    }

    @Test
    @DisplayName("S39 the longest type and the longest data arrive whole")
    void longestSignal() {
        red.join(token("Red"));
        String type = "t".repeat(Signal.MOST_TYPE);
        String data = "\"".repeat(Signal.MOST_DATA / 2 - 1); // each is two characters of JSON, and two quotes around
        red.signal(Signal.of(type, data));
        SignalReceived received = red.await(SignalReceived.class);
        assertEquals(type, received.type());
        assertEquals(data, received.data());
    }

    @Test
    @DisplayName("S39 a signal to one reaches that one only, addressed by its connection or by its id, or oneself")
    void signalToOne() {
        Connection redHere = red.join(token("Red"));
        Connection blueHere = blue.join(token("Blue"));
        Guest green = newGuest();
        green.join(token("Green"));
        green.signal(Signal.of("n", "1").to(redHere));
        green.signal(Signal.of("n", "2").to(redHere.connectionId()));
        green.signal(Signal.of("n", "3").to(blueHere));
        green.signal(Signal.of("n", "4").to(green.session().snapshot().connection()));
        green.signal(Signal.of("n", "all"));
        assertEquals(List.of("1", "2", "all"), red.signalsUntil("all"));
        assertEquals(List.of("3", "all"), blue.signalsUntil("all"));
        assertEquals(List.of("4", "all"), green.signalsUntil("all"));
    }

    @Test
    @DisplayName("S39 a signal that breaks the bounds fails before it is sent")
    void invalidSignals() {
        red.join(token("Red"));
        assertSignalFails("OT_INVALID_PARAMETER", 400, red, Signal.ofType("no spaces"));
        assertSignalFails("OT_INVALID_PARAMETER", 413, red, Signal.ofType("t".repeat(Signal.MOST_TYPE + 1)));
        assertSignalFails("OT_INVALID_PARAMETER", 413, red, Signal.of("x".repeat(Signal.MOST_DATA)));
        red.signal(Signal.of("n", "all"));
        assertEquals(List.of("all"), red.signalsUntil("all"));
    }

    @Test
    @DisplayName("S41 a signal to nobody is not found")
    void signalToNobody() {
        red.join(token("Red"));
        assertSignalFails("OT_NOT_FOUND", 404, red, Signal.of("x").to("d2c7f2d4-3f0b-4d6f-9c7b-000000000000"));
    }

    @Test
    @DisplayName("S21 before connect and after the end a signal fails at once")
    void signalOutside() {
        assertSignalFails("OT_NOT_CONNECTED", 500, red, Signal.ping());
        red.join(token("Red"));
        red.leave();
        assertSignalFails("OT_NOT_CONNECTED", 500, red, Signal.ping());
    }

    @Test
    @DisplayName("S26 signals of one sender arrive in their order, once each")
    void orderOfSignals() {
        red.join(token("Red"));
        blue.join(token("Blue"));
        List<String> numbers =
                IntStream.range(0, 300).mapToObj(Integer::toString).toList();
        StepVerifier.create(Flux.fromIterable(numbers)
                        .flatMapSequential(n -> blue.session().signal(Signal.of("n", n)), 32))
                .expectComplete()
                .verify(PATIENCE);
        blue.signal(Signal.of("n", "all"));
        List<String> expected = new ArrayList<>(numbers);
        expected.add("all");
        assertEquals(expected, red.signalsUntil("all"));
        assertEquals(expected, blue.signalsUntil("all"));
    }

    private static void assertSignalFails(String name, int code, Guest guest, Signal signal) {
        assertFails(Operation.SIGNAL, name, code, guest.session().signal(signal));
    }

    private static Signal signal(String type, String data) {
        if (type == null) {
            return data == null ? Signal.ping() : Signal.of(data);
        }
        return data == null ? Signal.ofType(type) : Signal.of(type, data);
    }
}
