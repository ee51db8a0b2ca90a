package io.sessionreactive;

import java.util.List;

/**
 * What one notification does to a session.
 *
 * @param next the state from now on
 * @param events what the user is told, in order
 * @param problems what is wrong without belonging to a call
 */
record Transition(SessionState next, List<SessionEvent> events, List<String> problems) {
    static Transition to(SessionState next, List<SessionEvent> events) {
        return new Transition(next, events, List.of());
    }

    static Transition to(SessionState next, SessionEvent event) {
        return new Transition(next, List.of(event), List.of());
    }

    static Transition silentlyTo(SessionState next) {
        return new Transition(next, List.of(), List.of());
    }
}
