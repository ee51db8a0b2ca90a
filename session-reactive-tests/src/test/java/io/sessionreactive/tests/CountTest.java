package io.sessionreactive.tests;

import static io.sessionreactive.support.Guest.PATIENCE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sessionreactive.Connection;
import io.sessionreactive.OpenTok;
import io.sessionreactive.Session;
import io.sessionreactive.SessionEvent;
import io.sessionreactive.SessionEvent.ConnectionCreated;
import io.sessionreactive.SessionEvent.ConnectionDestroyed;
import io.sessionreactive.Signal;
import io.sessionreactive.support.Guest;
import io.sessionreactive.support.Party;
import io.sessionreactive.testkit.fault.Ending;
import io.sessionreactive.testkit.seen.Observation;
import io.sessionreactive.testkit.seen.Observation.MemberJoined;
import io.sessionreactive.testkit.seen.Observation.MemberLeft;
import io.sessionreactive.testkit.seen.SeenMember;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Many clients that come and go at the same time, counted by those who stay. */
@Timeout(180)
class CountTest {
    private static final int CLIENTS = 15;
    private static final int STAYS = 6;

    private final Party party = new Party(false); // so that a cut socket is an end, too
    private final OpenTok others = OpenTok.create(party.service().clientOptions());

    @AfterEach
    void close() {
        others.disposeLater().block(PATIENCE);
        party.close();
    }

    @Test
    @DisplayName("S30 who counts by events is right at every moment, and each hears of all in the service's order")
    void count() {
        Watcher first = new Watcher("First watcher");
        Watcher second = new Watcher("Second watcher");
        StepVerifier.create(Flux.range(0, CLIENTS).flatMap(this::comeAndGo, CLIENTS))
                .expectComplete()
                .verify(PATIENCE.multipliedBy(2));
        Guest third = party.join("Third");
        third.signal(Signal.of("that was all"));
        List<String> changes = serviceChanges();
        assertEquals(2 * CLIENTS * STAYS + 3, changes.size());
        for (Watcher watcher : List.of(first, second)) {
            watcher.guest.signalsUntil("that was all");
            assertEquals(List.of(), List.copyOf(watcher.mistakes));
            assertEquals(changes, List.copyOf(watcher.changes));
            assertEquals(serviceMembers(), ids(watcher.guest.session()));
        }
        assertEquals(serviceMembers(), ids(third.session()));
    }

    /** Joins and leaves again and again, in one of three ways. */
    private Mono<Void> comeAndGo(int client) {
        Session session = party.newSession(others);
        Mono<Void> stay = Mono.when(
                session.events(), // from before the join to the end of the stay
                session.connect(party.token("Guest " + client)).flatMap(me -> leave(client, session, me)));
        return stay.repeat(STAYS - 1).then();
    }

    private Mono<Void> leave(int client, Session session, Connection me) {
        return switch (client % 3) {
            case 0 -> session.disconnect();
            case 1 -> session.signal(Signal.of("goodbye")).then(session.disconnect());
            default ->
                Mono.fromRunnable(
                        () -> party.service().faults().on(me.connectionId()).drop(Ending.RST));
        };
    }

    private List<String> serviceChanges() {
        return party.seen()
                .seen()
                .takeUntil(seen -> seen instanceof MemberJoined joined
                        && joined.member().data().equals("Third"))
                .flatMapIterable(CountTest::change)
                .collectList()
                .block(PATIENCE);
    }

    private static List<String> change(Observation seen) {
        if (seen instanceof MemberJoined joined) {
            return List.of("+" + joined.member().connectionId());
        } else if (seen instanceof MemberLeft left) {
            return List.of("-" + left.member().connectionId() + " " + left.reason());
        }
        return List.of();
    }

    private List<String> serviceMembers() {
        return party.seen().members().stream().map(SeenMember::connectionId).toList();
    }

    private static List<String> ids(Session session) {
        return session.snapshot().connections().stream()
                .map(Connection::connectionId)
                .toList();
    }

    /** Somebody who stays, and counts by the events alone. */
    private final class Watcher {
        private final Guest guest = party.newGuest();
        private final Queue<String> changes = new ConcurrentLinkedQueue<>();
        private final Queue<String> mistakes = new ConcurrentLinkedQueue<>();
        private final Set<String> present = new LinkedHashSet<>(); // used on the session's worker only
        private boolean inside;

        Watcher(String name) {
            guest.session().events().subscribe(this::told);
            guest.join(party.token(name));
        }

        private void told(SessionEvent event) {
            if (event instanceof ConnectionCreated created) {
                present.add(created.connection().connectionId());
                changes.add("+" + created.connection().connectionId());
                inside = inside || created.own(); // last of those who were there before
            } else if (event instanceof ConnectionDestroyed destroyed) {
                present.remove(destroyed.connection().connectionId());
                changes.add("-" + destroyed.connection().connectionId() + " " + destroyed.reason());
            }
            if (inside && !List.copyOf(present).equals(ids(guest.session()))) {
                mistakes.add("after " + event + " the snapshot has " + ids(guest.session()));
            }
        }
    }
}
