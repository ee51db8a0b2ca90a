package io.sessionreactive.proof;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One stay of a client in the session, as its events told it. */
final class Visit {
    final Client client;
    final String connectionId;
    final long since;
    final Set<String> known = new LinkedHashSet<>();
    final List<Integer> received = new ArrayList<>();
    final List<Long> lostAt = new ArrayList<>(0);
    boolean away;
    boolean ownTold;
    boolean notWanted;
    boolean stayed;
    long endedAt = -1;

    Visit(Client client, String connectionId, long since) {
        this.client = client;
        this.connectionId = connectionId;
        this.since = since;
    }

    boolean isOver() {
        return endedAt >= 0;
    }

    @Override
    public String toString() {
        return client + " from " + since + (isOver() ? " to " + endedAt : " on");
    }
}
