package io.sessionreactive;

import io.sessionreactive.raptor.ArchiveInfo;
import io.sessionreactive.raptor.ChannelInfo;
import io.sessionreactive.raptor.ConnectionInfo;
import io.sessionreactive.raptor.Notification;
import io.sessionreactive.raptor.Snapshot;
import io.sessionreactive.raptor.StreamInfo;
import java.util.List;
import java.util.Set;

/** What a service tells, in its own words and with as little in it as a test needs. */
final class Told {
    private Told() {}

    static Snapshot snapshot(String... connectionIds) {
        return snapshot(List.of(connectionIds), List.of(), List.of());
    }

    static Snapshot snapshot(List<String> connectionIds, List<StreamInfo> streams, List<ArchiveInfo> archives) {
        return new Snapshot(connectionIds.stream().map(Told::connection).toList(), streams, archives);
    }

    static ConnectionInfo connection(String id) {
        return new ConnectionInfo(id, 1_000, "data of " + id, Set.of("publish", "subscribe", "signal"));
    }

    static StreamInfo stream(String id, String connectionId, ChannelInfo... channels) {
        return new StreamInfo(id, connectionId, null, "name of " + id, 2_000, List.of(channels));
    }

    static ArchiveInfo archive(String id, String status) {
        return new ArchiveInfo(id, "name of " + id, status);
    }

    static Notification created(String connectionId) {
        return new Notification.ConnectionCreated(connection(connectionId));
    }

    static Notification deleted(String connectionId) {
        return new Notification.ConnectionDeleted(connectionId, "clientDisconnected");
    }

    static Notification published(String streamId, String connectionId) {
        return new Notification.StreamCreated(stream(streamId, connectionId));
    }

    static Notification unpublished(String streamId) {
        return new Notification.StreamDeleted(streamId, "clientDisconnected");
    }

    static Notification signal(String from, String data) {
        return new Notification.SignalReceived(from, "chat", data, false);
    }
}
