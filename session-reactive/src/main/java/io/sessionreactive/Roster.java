package io.sessionreactive;

import io.sessionreactive.raptor.ConnectionInfo;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is in a session as far as we are told: ourselves always, the others unless their coming and going is suppressed.
 * Immutable.
 */
final class Roster {
    private final Connection own;
    private final Map<String, Connection> connections;
    private final boolean suppressed;

    private Roster(Connection own, Map<String, Connection> connections, boolean suppressed) {
        this.own = own;
        this.connections = Collections.unmodifiableMap(connections);
        this.suppressed = suppressed;
    }

    /**
     * Who is there at the moment of joining.
     *
     * @param ownId our own connection, added where the service left it out
     * @param suppressed whether the others are to be passed over, also where the service tells of them
     */
    static Roster joined(List<ConnectionInfo> present, String ownId, boolean suppressed) {
        Map<String, Connection> connections = new LinkedHashMap<>();
        for (ConnectionInfo info : present) {
            if (!suppressed || info.id().equals(ownId)) {
                connections.put(info.id(), Members.connection(info));
            }
        }
        Connection own = connections.computeIfAbsent(ownId, Members::onlyId);
        return new Roster(own, connections, suppressed);
    }

    Connection own() {
        return own;
    }

    /** All that are told of, in the order in which we learned of them. */
    Collection<Connection> connections() {
        return connections.values();
    }

    boolean isOwn(Connection connection) {
        return connection.connectionId().equals(own.connectionId());
    }

    /** The connection of that id, if it is one that is told of. */
    @Nullable
    Connection get(String connectionId) {
        return connections.get(connectionId);
    }

    /**
     * Who sent or publishes something.
     *
     * @param told what came along of that connection, or null
     * @return null if it was not announced yet. Where the others are suppressed nobody is announced, so that what came
     *     along has to do, and otherwise the id
     */
    @Nullable
    Connection find(String connectionId, @Nullable ConnectionInfo told) {
        Connection known = connections.get(connectionId);
        if (known != null || !suppressed) {
            return known;
        }
        return told == null ? Members.onlyId(connectionId) : Members.connection(told);
    }

    /** With somebody who came, or with what was missing of ourselves; the same where there is nothing new to us. */
    Roster with(ConnectionInfo info) {
        Connection connection = Members.connection(info);
        if (isOwn(connection)) {
            // where the snapshot left us out we know our id alone
            return own.equals(Members.onlyId(info.id())) ? put(connection, connection) : this;
        }
        return suppressed || connections.containsKey(info.id()) ? this : put(own, connection);
    }

    private Roster put(Connection ownNow, Connection connection) {
        Map<String, Connection> changed = new LinkedHashMap<>(connections);
        changed.put(connection.connectionId(), connection);
        return new Roster(ownNow, changed, suppressed);
    }

    /** Without somebody who left. */
    Roster without(String connectionId) {
        Map<String, Connection> changed = new LinkedHashMap<>(connections);
        changed.remove(connectionId);
        return new Roster(own, changed, suppressed);
    }
}
