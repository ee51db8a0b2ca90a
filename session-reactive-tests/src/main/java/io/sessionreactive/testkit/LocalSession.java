package io.sessionreactive.testkit;

import io.sessionreactive.testkit.seen.SeenMember;
import io.sessionreactive.testkit.seen.SeenSignal;
import io.sessionreactive.testkit.seen.SeenStream;
import io.sessionreactive.testkit.service.SessionLog;
import java.util.List;
import java.util.Optional;

/**
 * What one session of a {@link LocalSessionService} saw. Every method gives what is known at the moment of the call, as
 * an immutable value, and may be called from any thread, also before anybody joined and after the service was closed.
 */
public final class LocalSession {
    private final String id;
    private final SessionLog log;

    LocalSession(String id, SessionLog log) {
        this.id = id;
        this.log = log;
    }

    /** The session's id. */
    public String id() {
        return id;
    }

    /** Who is in the session now, absent ones who are still waited for included, in the order of joining. */
    public List<SeenMember> members() {
        return log.members();
    }

    /** The member of that connection; empty if it is not in the session now. */
    public Optional<SeenMember> member(String connectionId) {
        return members().stream()
                .filter(member -> member.connectionId().equals(connectionId))
                .findFirst();
    }

    /**
     * All signals that the service accepted in this session, in that order, each once; after 100,000 of them only the
     * newest.
     */
    public List<SeenSignal> signals() {
        return log.signals();
    }

    /** Those of {@link #signals()} that came from that connection. */
    public List<SeenSignal> signalsFrom(String connectionId) {
        return signals().stream()
                .filter(signal -> signal.from().equals(connectionId))
                .toList();
    }

    /** What is published in the session now, in the order of publishing. */
    public List<SeenStream> streams() {
        return log.streams();
    }

    @Override
    public String toString() {
        return "LocalSession[" + id + ", " + members().size() + " members]";
    }
}
