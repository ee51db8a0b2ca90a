package io.sessionreactive;

import io.sessionreactive.SessionEvent.ArchiveStarted;
import io.sessionreactive.SessionEvent.ArchiveStopped;
import io.sessionreactive.SessionEvent.ConnectionCreated;
import io.sessionreactive.SessionEvent.ConnectionDestroyed;
import io.sessionreactive.SessionEvent.MuteForced;
import io.sessionreactive.SessionEvent.SessionConnected;
import io.sessionreactive.SessionEvent.SignalReceived;
import io.sessionreactive.SessionEvent.StreamCreated;
import io.sessionreactive.SessionEvent.StreamDestroyed;
import io.sessionreactive.SessionEvent.StreamPropertyChanged;
import io.sessionreactive.raptor.ArchiveInfo;
import io.sessionreactive.raptor.ConnectionInfo;
import io.sessionreactive.raptor.Notification;
import io.sessionreactive.raptor.Snapshot;
import io.sessionreactive.raptor.StreamInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Who and what is in a session once we are in it, and how each notification changes that. Immutable; decides what
 * users are told and in which order, so that no stream comes before its connection and no signal before its sender.
 */
final class SessionState {
    /** How many signals of unknown senders wait for them. */
    static final int MOST_ORPHANS = 100;

    private final Roster roster;
    private final Map<String, Published> streams;
    private final Map<String, Archive> archives;
    private final List<Notification> orphans;

    private SessionState(
            Roster roster, Map<String, Published> streams, Map<String, Archive> archives, List<Notification> orphans) {
        this.roster = roster;
        this.streams = streams;
        this.archives = archives;
        this.orphans = orphans;
    }

    /**
     * The state at the moment of joining, with the events that tell it.
     *
     * @param ownId our own connection, added to the snapshot where the service left it out
     * @param suppressed whether the coming and going of others is not told
     */
    static Transition joined(Snapshot snapshot, String ownId, boolean suppressed) {
        Roster roster = Roster.joined(snapshot.connections(), ownId, suppressed);
        Map<String, Published> streams = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (StreamInfo info : snapshot.streams()) {
            Connection owner = roster.find(info.connectionId(), info.connection());
            if (owner == null) {
                problems.add("a stream of the unknown connection " + info.connectionId() + " was passed over");
            } else {
                streams.put(info.id(), new Published(info, Members.stream(info, owner)));
            }
        }
        Map<String, Archive> archives = new LinkedHashMap<>();
        for (ArchiveInfo info : snapshot.archives()) {
            if ("started".equals(info.status())) {
                archives.put(info.id(), Members.archive(info));
            }
        }
        SessionState state = new SessionState(
                roster,
                streams.isEmpty() ? Map.of() : Collections.unmodifiableMap(streams),
                archives.isEmpty() ? Map.of() : Collections.unmodifiableMap(archives),
                List.of());
        return new Transition(state, state.asEvents(), problems);
    }

    /** This state told as events, as a late subscriber needs it. */
    List<SessionEvent> asEvents() {
        List<SessionEvent> events = new ArrayList<>(1 + connections().size() + streams.size() + archives.size());
        events.add(new SessionConnected(own()));
        connections().forEach(connection -> events.add(created(connection)));
        others(streams.values()).forEach(stream -> events.add(new StreamCreated(stream)));
        archives.values().forEach(archive -> events.add(new ArchiveStarted(archive)));
        return events;
    }

    Transition apply(Notification notification) {
        if (notification instanceof Notification.SignalReceived signal) {
            return signal(signal);
        } else if (notification instanceof Notification.ConnectionCreated created) {
            return connectionCreated(created.connection());
        } else if (notification instanceof Notification.ConnectionDeleted deleted) {
            return connectionDeleted(deleted);
        } else if (notification instanceof Notification.StreamCreated created) {
            return streamCreated(created);
        } else if (notification instanceof Notification.StreamDeleted deleted) {
            return streamDeleted(deleted);
        } else if (notification instanceof Notification.StreamRenamed renamed) {
            return streamChanged(renamed.streamId(), stream -> stream.renamed(renamed.name()));
        } else if (notification instanceof Notification.ChannelUpdated updated) {
            return streamChanged(updated.streamId(), stream -> stream.with(updated.change()));
        } else if (notification instanceof Notification.ArchiveChanged changed) {
            return archiveChanged(changed.archive());
        } else if (notification instanceof Notification.MuteForced mute) {
            return Transition.to(this, new MuteForced(mute.active()));
        }
        return Transition.silentlyTo(this);
    }

    Connection own() {
        return roster.own();
    }

    Collection<Connection> connections() {
        return roster.connections();
    }

    Collection<Stream> streams() {
        return Collections.unmodifiableList(others(streams.values()));
    }

    Collection<Archive> archives() {
        return archives.values();
    }

    private Transition connectionCreated(ConnectionInfo info) {
        Roster next = roster.with(info);
        Connection connection = next.get(info.id());
        if (roster.get(info.id()) != null || connection == null) { // told before, or not to be told
            return Transition.silentlyTo(next == roster ? this : withRoster(next));
        }
        return withRoster(next).adopt(new ArrayList<>(List.of(created(connection))));
    }

    /** Gives what waited for a connection another turn, in order, after {@code events}. */
    private Transition adopt(List<SessionEvent> events) {
        List<Notification> waiting = orphans;
        SessionState state = withOrphans(List.of());
        List<String> problems = new ArrayList<>();
        for (Notification orphan : waiting) {
            Transition step = state.apply(orphan); // what still has no owner goes back to where it waited
            state = step.next();
            events.addAll(step.events());
            problems.addAll(step.problems());
        }
        return new Transition(state, events, problems);
    }

    private Transition connectionDeleted(Notification.ConnectionDeleted deleted) {
        Connection connection = roster.get(deleted.connectionId());
        if (connection == null) {
            return Transition.silentlyTo(this);
        }
        SessionState next = withRoster(roster.without(deleted.connectionId()));
        return Transition.to(next, new ConnectionDestroyed(connection, new DisconnectReason(deleted.reason())));
    }

    private Transition streamCreated(Notification.StreamCreated created) {
        StreamInfo info = created.stream();
        if (streams.containsKey(info.id())) {
            return Transition.silentlyTo(this);
        }
        Connection owner = roster.find(info.connectionId(), info.connection());
        if (owner == null) {
            return orphan(created);
        }
        Stream stream = Members.stream(info, owner);
        SessionState next = withStreams(with(streams, info.id(), new Published(info, stream)));
        return isOwn(stream) ? Transition.silentlyTo(next) : Transition.to(next, new StreamCreated(stream));
    }

    private Transition streamDeleted(Notification.StreamDeleted deleted) {
        Published published = streams.get(deleted.streamId());
        if (published == null) {
            return Transition.silentlyTo(this);
        }
        SessionState next = withStreams(without(streams, deleted.streamId()));
        Stream stream = published.stream();
        return isOwn(stream)
                ? Transition.silentlyTo(next)
                : Transition.to(next, new StreamDestroyed(stream, new DisconnectReason(deleted.reason())));
    }

    private Transition streamChanged(String streamId, UnaryOperator<StreamInfo> change) {
        Published before = streams.get(streamId);
        if (before == null) {
            return Transition.silentlyTo(this);
        }
        StreamInfo info = change.apply(before.info());
        Stream stream = Members.stream(info, before.stream().connection());
        if (stream.equals(before.stream())) {
            return Transition.silentlyTo(this); // browsers repeat what has not changed
        }
        SessionState next = withStreams(with(streams, streamId, new Published(info, stream)));
        return Transition.to(next, new StreamPropertyChanged(before.stream(), stream));
    }

    private Transition archiveChanged(ArchiveInfo info) {
        Archive known = archives.get(info.id());
        if (known == null && "started".equals(info.status())) {
            Archive archive = Members.archive(info);
            return Transition.to(withArchives(with(archives, info.id(), archive)), new ArchiveStarted(archive));
        }
        if (known != null && "stopped".equals(info.status())) {
            return Transition.to(withArchives(without(archives, info.id())), new ArchiveStopped(known));
        }
        return Transition.silentlyTo(this);
    }

    private Transition signal(Notification.SignalReceived signal) {
        Connection from = signal.from() == null ? null : roster.find(signal.from(), null);
        if (signal.from() != null && from == null) {
            return orphan(signal);
        }
        return Transition.to(this, new SignalReceived(signal.type(), signal.data(), signal.isJson(), from));
    }

    private Transition orphan(Notification notification) {
        List<Notification> waiting = new ArrayList<>(orphans);
        waiting.add(notification);
        if (waiting.size() <= MOST_ORPHANS) {
            return Transition.silentlyTo(withOrphans(waiting));
        }
        waiting.remove(0);
        String problem = "a signal or stream of an unknown connection was dropped: " + MOST_ORPHANS + " more wait";
        return new Transition(withOrphans(waiting), List.of(), List.of(problem));
    }

    private SessionEvent created(Connection connection) {
        return new ConnectionCreated(connection, roster.isOwn(connection));
    }

    private boolean isOwn(Stream stream) {
        return roster.isOwn(stream.connection());
    }

    private List<Stream> others(Collection<Published> published) {
        List<Stream> others = new ArrayList<>(published.size());
        for (Published one : published) {
            if (!isOwn(one.stream())) {
                others.add(one.stream());
            }
        }
        return others;
    }

    private SessionState withRoster(Roster changed) {
        return new SessionState(changed, streams, archives, orphans);
    }

    private SessionState withStreams(Map<String, Published> changed) {
        return new SessionState(roster, changed, archives, orphans);
    }

    private SessionState withArchives(Map<String, Archive> changed) {
        return new SessionState(roster, streams, changed, orphans);
    }

    private SessionState withOrphans(List<Notification> changed) {
        return new SessionState(roster, streams, archives, changed);
    }

    private static <T> Map<String, T> with(Map<String, T> map, String key, T value) {
        Map<String, T> copy = new LinkedHashMap<>(map);
        copy.put(key, value);
        return Collections.unmodifiableMap(copy);
    }

    private static <T> Map<String, T> without(Map<String, T> map, String key) {
        Map<String, T> copy = new LinkedHashMap<>(map);
        copy.remove(key);
        return Collections.unmodifiableMap(copy);
    }

    /** A stream with what the service told of it, from which it is made anew when a part changes. */
    private record Published(StreamInfo info, Stream stream) {}
}
