package io.sessionreactive.proof;

import io.sessionreactive.testkit.LocalSession;
import io.sessionreactive.testkit.LocalSessionService;
import io.sessionreactive.testkit.seen.Observation;
import io.sessionreactive.testkit.seen.Observation.MemberJoined;
import io.sessionreactive.testkit.seen.SeenMember;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A service from its start to its end, with all that its session saw. */
final class Service {
    private final LocalSessionService service;
    private final String sessionId;
    private final List<Observation> observed =
            new ArrayList<>(); // guarded by itself: the service has a thread of its own
    private final Set<String> everIn = ConcurrentHashMap.newKeySet();

    /** A service that has just started, with that session, or with a new one if it is empty. */
    Service(LocalSessionService service, String sessionId) {
        this.service = service;
        this.sessionId = sessionId.isEmpty() ? service.createSession() : sessionId;
        session().seen().subscribe(this::observed);
    }

    private void observed(Observation observation) {
        synchronized (observed) {
            observed.add(observation);
        }
        if (observation instanceof MemberJoined joined) {
            everIn.add(joined.member().connectionId());
        }
    }

    LocalSessionService service() {
        return service;
    }

    String sessionId() {
        return sessionId;
    }

    LocalSession session() {
        return service.session(sessionId);
    }

    List<Observation> observed() {
        synchronized (observed) {
            return List.copyOf(observed);
        }
    }

    /** Whether that connection was ever in the session here. */
    boolean hasSeen(String connectionId) {
        return everIn.contains(connectionId);
    }

    List<String> memberIds() {
        return session().members().stream().map(SeenMember::connectionId).toList();
    }

    /** Whether that connection is in the session and has a socket. */
    boolean isPresent(String connectionId) {
        return session().member(connectionId).filter(SeenMember::present).isPresent();
    }
}
