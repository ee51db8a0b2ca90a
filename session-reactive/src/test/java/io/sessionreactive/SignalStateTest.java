package io.sessionreactive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.sessionreactive.SessionEvent.SignalReceived;
import io.sessionreactive.raptor.Notification;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Signals and those who sent them, as the session's state tells them. */
@Timeout(60)
class SignalStateTest {

    static java.util.stream.Stream<Arguments> contents() {
        return java.util.stream.Stream.of(
                Arguments.of("chat", "hello", false),
                Arguments.of("chat", null, false),
                Arguments.of(null, "hello", false),
                Arguments.of(null, null, false),
                Arguments.of("place", "{\"x\":1}", true));
    }

    @ParameterizedTest
    @MethodSource("contents")
    @DisplayName("S39 S40 a signal is told as it came, with its sender's connection")
    void told(String type, String data, boolean isJson) {
        SessionState state = StateScript.with("c-bob").state();
        Connection bob = state.connections().stream().skip(1).findFirst().orElseThrow();
        Transition transition = state.apply(new Notification.SignalReceived("c-bob", type, data, isJson));
        assertEquals(List.of(new SignalReceived(type, data, isJson, bob)), transition.events());
        assertSame(state, transition.next());
    }

    @Test
    @DisplayName("S40 a signal from a server is told at once and has no sender; one of ours has ourselves")
    void serverAndOwn() {
        StateScript script = StateScript.with();
        assertEquals(List.of("signal chat=hi from a server"), script.tell(Told.signal(null, "hi")));
        assertEquals(List.of("signal chat=hi from c-me"), script.tell(Told.signal("c-me", "hi")));
    }

    @Test
    @DisplayName("S08 signals of an unknown sender wait for its connection, in order, and hold up nobody else")
    void unknownSenders() {
        StateScript script = StateScript.with("c-bob");
        assertEquals(List.of(), script.tell(Told.signal("c-ann", "1")));
        assertEquals(List.of(), script.tell(Told.signal("c-zoe", "2")));
        assertEquals(List.of("signal chat=3 from c-bob"), script.tell(Told.signal("c-bob", "3")));
        assertEquals(List.of(), script.tell(Told.published("s-1", "c-ann")));
        assertEquals(List.of(), script.tell(Told.signal("c-ann", "4")));
        assertEquals(
                List.of(
                        "c-ann is here",
                        "signal chat=1 from c-ann",
                        "s-1 of c-ann is here",
                        "signal chat=4 from c-ann"),
                script.tell(Told.created("c-ann")));
        assertEquals(List.of("c-zoe is here", "signal chat=2 from c-zoe"), script.tell(Told.created("c-zoe")));
        assertEquals(List.of("signal chat=5 from c-ann"), script.tell(Told.signal("c-ann", "5")));
        assertEquals(List.of(), script.problems());
    }

    @Test
    @DisplayName("S08 at most 100 signals wait: for each one more, the oldest is dropped and reported")
    void atMost100() {
        StateScript script = StateScript.with();
        for (int i = 1; i <= 100; i++) {
            script.tell(Told.signal("c-ann", "" + i));
        }
        assertEquals(List.of(), script.problems());
        script.tell(Told.signal("c-ann", "101"));
        script.tell(Told.signal("c-ann", "102"));
        String problem = "a signal or stream of an unknown connection was dropped: 100 more wait";
        assertEquals(List.of(problem, problem), script.problems());

        List<String> expected = new ArrayList<>(List.of("c-ann is here"));
        for (int i = 3; i <= 102; i++) {
            expected.add("signal chat=" + i + " from c-ann");
        }
        assertEquals(expected, script.tell(Told.created("c-ann")));
        assertEquals(2, script.problems().size());
    }

    @Test
    @DisplayName("S08 what was delivered waits no more: there is room for 100 again")
    void roomAgain() {
        StateScript script = StateScript.with();
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 100; i++) {
                script.tell(Told.signal("c-ann", "" + i));
            }
            assertEquals(101, script.tell(Told.created("c-ann")).size());
            script.tell(Told.deleted("c-ann"));
        }
        assertEquals(List.of(), script.problems());
    }

    @Test
    @DisplayName("S40 a sender that left is unknown again")
    void leftAgain() {
        StateScript script = StateScript.with("c-bob");
        script.tell(Told.deleted("c-bob"));
        assertEquals(List.of(), script.tell(Told.signal("c-bob", "late")));
        assertEquals(List.of("c-bob is here", "signal chat=late from c-bob"), script.tell(Told.created("c-bob")));
    }
}
