package io.sessionreactive.proof;

import io.sessionreactive.testkit.LocalSession;
import io.sessionreactive.testkit.LocalSessionService;
import io.sessionreactive.testkit.LocalSessionServiceOptions;
import io.sessionreactive.testkit.seen.Observation;
import io.sessionreactive.testkit.seen.Observation.MemberJoined;
import io.sessionreactive.testkit.seen.SeenMember;
import io.sessionreactive.transport.Transport;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import reactor.core.scheduler.Scheduler;

/** A service from its start to its end, with all that its session saw. */
final class Service {
    private final LocalSessionService service;
    private final String sessionId;
    private final Transport way;
    private final List<Observation> observed = new ArrayList<>();
    private final Set<String> everIn = new HashSet<>();

    /** Starts with that session, or with a new one if it is empty. */
    Service(Scheduler clock, String sessionId) {
        this.service = LocalSessionService.inMemory(
                clock, LocalSessionServiceOptions.defaults().frames(0));
        this.sessionId = sessionId.isEmpty() ? service.createSession() : sessionId;
        this.way = service.clientOptions().transport().orElseThrow().get();
        session().seen().subscribe(this::observed);
    }

    private void observed(Observation observation) {
        observed.add(observation);
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

    /** How clients get there. */
    Transport way() {
        return way;
    }

    LocalSession session() {
        return service.session(sessionId);
    }

    List<Observation> observed() {
        return observed;
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
