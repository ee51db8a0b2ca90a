package io.sessionreactive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.SessionEvent.ConnectionCreated;
import io.sessionreactive.SessionEvent.ConnectionDestroyed;
import io.sessionreactive.SessionEvent.SignalReceived;
import io.sessionreactive.SessionEvent.StreamCreated;
import io.sessionreactive.raptor.Notification;
import io.sessionreactive.raptor.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A session's state under one notification after the other. At each step it holds what users rely on: whoever counts by
 * the events counts what the state shows (S30), and nobody speaks or publishes before being announced (S08).
 */
final class StateScript {
    static final String OWN = "c-me";

    private final Set<String> counted = new LinkedHashSet<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> entry;
    private SessionState state;

    private StateScript(Snapshot snapshot) {
        entry = step(SessionState.joined(snapshot, OWN, false));
    }

    /** Begins with this snapshot. */
    static StateScript joined(Snapshot snapshot) {
        return new StateScript(snapshot);
    }

    /** Begins with ourselves and these others. */
    static StateScript with(String... others) {
        List<String> ids = new ArrayList<>(List.of(OWN));
        ids.addAll(List.of(others));
        return joined(Told.snapshot(ids, List.of(), List.of()));
    }

    /** What joining told. */
    List<String> entry() {
        return entry;
    }

    /** What this notification tells the user, as {@link EventText} has it. */
    List<String> tell(Notification notification) {
        return step(state.apply(notification));
    }

    SessionState state() {
        return state;
    }

    /** All problems so far. */
    List<String> problems() {
        return problems;
    }

    private List<String> step(Transition transition) {
        state = transition.next();
        problems.addAll(transition.problems());
        transition.events().forEach(this::count);
        assertEquals(
                List.copyOf(counted),
                state.connections().stream().map(Connection::connectionId).toList());
        return EventText.of(transition.events());
    }

    private void count(SessionEvent event) {
        if (event instanceof ConnectionCreated created) {
            assertTrue(counted.add(created.connection().connectionId()), "counted twice: " + event);
        } else if (event instanceof ConnectionDestroyed destroyed) {
            assertTrue(counted.remove(destroyed.connection().connectionId()), "was not counted: " + event);
        } else if (event instanceof StreamCreated created) {
            assertAnnounced(created.stream().connection(), event);
        } else if (event instanceof SignalReceived signal && signal.from() != null) {
            assertAnnounced(signal.from(), event);
        }
    }

    private void assertAnnounced(Connection connection, SessionEvent event) {
        assertTrue(counted.contains(connection.connectionId()), "not announced yet: " + event);
    }
}
