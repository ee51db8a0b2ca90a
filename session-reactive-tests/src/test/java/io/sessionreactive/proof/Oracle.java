package io.sessionreactive.proof;

import io.sessionreactive.SessionSnapshot;
import io.sessionreactive.SessionSnapshot.Status;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Knows what must hold when nothing goes on, and when all is over. */
final class Oracle {
    private final World world;

    Oracle(World world) {
        this.world = world;
    }

    /** Nothing has gone wrong for a while: whoever is in the session counts the same clients as the service. */
    void atQuiet() {
        Set<String> members = new TreeSet<>(world.service().memberIds());
        for (Client client : world.clients()) {
            SessionSnapshot snapshot = client.session().snapshot();
            Visit visit = client.visit();
            need(
                    snapshot.status() == (visit == null ? Status.DISCONNECTED : Status.CONNECTED),
                    Wrong.EVENTS,
                    client + " is still " + snapshot.status());
            need(snapshot.waiting() == 0, Wrong.LEFT_OVER, snapshot.waiting() + " requests of " + client + " wait");
            int owed = client.network().owed();
            need(owed == 0, Wrong.WIRE, client + " did not acknowledge " + owed + " messages");
            if (visit != null) {
                Set<String> counted = snapshot.connections().stream()
                        .map(connection -> connection.connectionId())
                        .collect(Collectors.toCollection(TreeSet::new));
                need(counted.equals(members), Wrong.COUNT, client + " counts " + counted + ", there are " + members);
                need(counted.equals(new TreeSet<>(visit.known)), Wrong.COUNT, client + " was told of " + visit.known);
            }
        }
        world.tally().count("counts compared", world.clients().size());
    }

    /** All have left, and the service has waited for those who did not say so. */
    void atTheEnd() {
        for (Client client : world.clients()) {
            need(client.visit() == null, Wrong.LEFT_OVER, client + " is still in the session");
            need(client.network().open() == 0, Wrong.LEFT_OVER, client.network().open() + " sockets of " + client);
            need(client.session().snapshot().waiting() == 0, Wrong.LEFT_OVER, "requests of " + client + " wait");
            client.late()
                    .forEach(late -> need(
                            late.agreesWith(client.diary().events()),
                            Wrong.EVENTS,
                            client + " told a late one otherwise"));
        }
        List<String> members = world.service().memberIds();
        need(members.isEmpty(), Wrong.LEFT_OVER, "the service still has " + members);
        new Deliveries(world).check();
        Outcomes outcomes = new Outcomes(world);
        world.signals().forEach(outcomes::check);
        world.clients().forEach(client -> client.calls().forEach(call -> outcomes.check(client, call)));
    }

    private void need(boolean holds, Wrong kind, String otherwise) {
        if (!holds) {
            world.wrong(kind, otherwise);
        }
    }
}
