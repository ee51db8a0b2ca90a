package io.sessionreactive.raptor;

import java.util.List;

/**
 * All that is in a session at the moment of joining it.
 *
 * @param connections who is there, usually ourselves included
 * @param streams what they publish
 * @param archives what is recorded
 */
public record Snapshot(List<ConnectionInfo> connections, List<StreamInfo> streams, List<ArchiveInfo> archives) {
    /** Keeps its own copies. */
    public Snapshot {
        connections = List.copyOf(connections);
        streams = List.copyOf(streams);
        archives = List.copyOf(archives);
    }
}
