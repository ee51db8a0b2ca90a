package io.sessionreactive.proof;

import io.sessionreactive.Connection;
import io.sessionreactive.DisconnectReason;
import io.sessionreactive.SessionEvent;
import io.sessionreactive.SessionEvent.ConnectionCreated;
import io.sessionreactive.SessionEvent.ConnectionDestroyed;
import io.sessionreactive.SessionEvent.SessionConnected;
import io.sessionreactive.SessionEvent.SessionDisconnected;
import io.sessionreactive.SessionEvent.SessionReconnected;
import io.sessionreactive.SessionEvent.SessionReconnecting;
import io.sessionreactive.SessionEvent.SignalReceived;
import io.sessionreactive.SessionSnapshot;
import io.sessionreactive.SessionSnapshot.Status;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All events that a client is told, held against the order in which they may come. */
final class Diary {
    private final World world;
    private final Client client;
    private final List<SessionEvent> events = new ArrayList<>();
    private final List<Visit> visits = new ArrayList<>();
    private @Nullable Visit visit;
    private long deadline;

    Diary(World world, Client client) {
        this.world = world;
        this.client = client;
    }

    @Nullable
    Visit visit() {
        return visit;
    }

    List<Visit> visits() {
        return visits;
    }

    List<SessionEvent> events() {
        return events;
    }

    int size() {
        return events.size();
    }

    /** Whoever is in the session now has stayed to the end. */
    void stays() {
        if (visit != null) {
            visit.stayed = true;
        }
    }

    void told(SessionEvent event) {
        events.add(event);
        world.trace(() -> client + " is told " + event);
        Visit now = visit;
        if (event instanceof SessionConnected connected) {
            need(now == null, "connected twice");
            entered(connected.connection());
        } else if (now == null) {
            need(false, event + " while not in the session");
        } else if (event instanceof SessionDisconnected ended) {
            ended(now, ended.reason());
        } else if (event instanceof SessionReconnected) {
            reconnected(now);
        } else if (event instanceof SessionReconnecting lost) {
            need(!now.away, "reconnecting told twice in one outage");
            reconnecting(now, lost);
        } else {
            need(!now.away, event + " while reconnecting");
            changed(now, event);
        }
    }

    private void entered(Connection own) {
        world.tally().count("joins");
        need(own.equals(client.session().snapshot().connection()), "the snapshot does not show our connection yet");
        needStatus(Status.CONNECTED);
        visit = new Visit(client, own.connectionId(), world.now());
        visits.add(visit);
    }

    private void ended(Visit now, DisconnectReason reason) {
        now.endedAt = world.now();
        visit = null;
        needStatus(Status.DISCONNECTED);
        boolean left = reason.equals(DisconnectReason.CLIENT_DISCONNECTED);
        need(left == client.isLeaving(), "ended with " + reason + (client.isLeaving() ? " while leaving" : ""));
        if (!left) {
            world.tally().count("sessions ended by the network");
            need(reason.equals(DisconnectReason.NETWORK_DISCONNECTED), "ended with " + reason);
            boolean tooLong = now.away && world.now() >= deadline;
            boolean gone = now.notWanted || world.isGone(now);
            need(tooLong || gone, "given up at " + world.now() + " although the service has it and the window is open");
        }
        client.left();
    }

    private void reconnecting(Visit now, SessionReconnecting lost) {
        needStatus(Status.RECONNECTING);
        now.away = true;
        now.lostAt.add(world.now());
        deadline = lost.deadline().toEpochMilli();
        need(!World.isFinal(lost.cause()), "comes back although it is not wanted: " + lost.cause());
        long lostAt = deadline - World.WINDOW.toMillis();
        need(world.isExact() ? lostAt == world.now() : lostAt <= world.now(), "the deadline is " + deadline);
    }

    private void reconnected(Visit now) {
        Network.Carrier newest = client.network().newest();
        need(now.away, "reconnected without reconnecting");
        need(newest != null && newest.hasSpoken(), "reconnected before the service said anything");
        need(world.now() <= deadline, "reconnected after the deadline");
        needStatus(Status.CONNECTED);
        Connection own = client.session().snapshot().connection();
        need(own != null && own.connectionId().equals(now.connectionId), "reconnected as another connection");
        now.away = false;
    }

    private void changed(Visit now, SessionEvent event) {
        SessionSnapshot snapshot = client.session().snapshot();
        if (event instanceof ConnectionCreated created) {
            Connection connection = created.connection();
            boolean own = connection.connectionId().equals(now.connectionId);
            need(now.known.add(connection.connectionId()), "a connection was created twice");
            need(created.own() == own, "own is marked wrong");
            need(snapshot.connections().contains(connection), "the snapshot does not show who came");
            now.ownTold |= own;
        } else if (event instanceof ConnectionDestroyed destroyed) {
            String id = destroyed.connection().connectionId();
            need(now.known.remove(id) && !id.equals(now.connectionId), "one left who was not there, or ourselves");
            need(!snapshot.connections().contains(destroyed.connection()), "the snapshot still shows who left");
        } else if (event instanceof SignalReceived signal) {
            Connection from = signal.from();
            need(from != null && now.known.contains(from.connectionId()), "a signal before its sender");
            need(now.ownTold, "a signal before we were told of ourselves");
            received(now, signal);
        } else {
            need(false, "unexpected " + event);
        }
    }

    private void received(Visit now, SignalReceived signal) {
        String data = String.valueOf(signal.data());
        now.received.add(Sent.number(data));
        world.tally().count("signals received");
        if (data.endsWith(World.echoTo(client))) {
            client.signal(null, true, true, "");
        }
    }

    private void needStatus(Status status) {
        need(client.status() == status, "the snapshot says " + client.status() + " instead of " + status);
    }

    private void need(boolean holds, String otherwise) {
        if (!holds) {
            world.wrong(Wrong.EVENTS, client + ": " + otherwise);
        }
    }
}
