package io.sessionreactive;

import io.sessionreactive.SessionEvent.ArchiveStarted;
import io.sessionreactive.SessionEvent.ArchiveStopped;
import io.sessionreactive.SessionEvent.ConnectionCreated;
import io.sessionreactive.SessionEvent.ConnectionDestroyed;
import io.sessionreactive.SessionEvent.SessionConnected;
import io.sessionreactive.SessionEvent.SessionDisconnected;
import io.sessionreactive.SessionEvent.SessionReconnected;
import io.sessionreactive.SessionEvent.SessionReconnecting;
import io.sessionreactive.SessionEvent.SignalReceived;
import io.sessionreactive.SessionEvent.StreamCreated;
import io.sessionreactive.SessionEvent.StreamDestroyed;
import io.sessionreactive.SessionEvent.StreamPropertyChanged;
import java.util.List;

/** Events in a few words each, so that a test can show a whole story as a list. */
final class EventText {
    private EventText() {}

    static List<String> of(List<SessionEvent> events) {
        return events.stream().map(EventText::of).toList();
    }

    static String of(SessionEvent event) {
        if (event instanceof SessionConnected connected) {
            return "connected as " + connected.connection().connectionId();
        } else if (event instanceof SessionDisconnected disconnected) {
            return "disconnected: " + disconnected.reason();
        } else if (event instanceof ConnectionCreated created) {
            return created.connection().connectionId() + " is here" + (created.own() ? " (own)" : "");
        } else if (event instanceof ConnectionDestroyed destroyed) {
            return destroyed.connection().connectionId() + " left: " + destroyed.reason();
        } else if (event instanceof StreamCreated created) {
            Stream stream = created.stream();
            return stream.streamId() + " of " + stream.connection().connectionId() + " is here";
        } else if (event instanceof StreamDestroyed destroyed) {
            return destroyed.stream().streamId() + " ended: " + destroyed.reason();
        } else if (event instanceof StreamPropertyChanged changed) {
            return changed.after().streamId() + " changed";
        } else if (event instanceof SignalReceived signal) {
            String from = signal.from() == null ? "a server" : signal.from().connectionId();
            return "signal " + signal.type() + "=" + signal.data() + " from " + from;
        } else if (event instanceof ArchiveStarted started) {
            return started.archive().archiveId() + " started";
        } else if (event instanceof ArchiveStopped stopped) {
            return stopped.archive().archiveId() + " stopped";
        } else if (event instanceof SessionReconnecting) {
            return "reconnecting";
        } else if (event instanceof SessionReconnected) {
            return "reconnected";
        }
        return event.toString();
    }
}
