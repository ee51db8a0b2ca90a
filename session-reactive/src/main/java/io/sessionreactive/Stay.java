package io.sessionreactive;

import io.sessionreactive.raptor.Notification;
import io.sessionreactive.raptor.RaptorChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.MonoSink;

/** One stay in a session, from the subscription to connect until the end. Used on the worker only. */
final class Stay {
    // what the service may tell us before it lets us in; more than that is no session
    private static final int MOST_EARLY = 10_000;

    private final String connectionId;
    private final MonoSink<Connection> caller;
    private final Disposable.Swap link = Disposables.swap();
    private final List<Notification> early = new ArrayList<>(0);
    private final List<MonoSink<Void>> leavers = new ArrayList<>(0);
    private @Nullable RaptorChannel channel;
    private @Nullable SessionState state;
    private @Nullable DisconnectReason reason;

    Stay(String connectionId, MonoSink<Connection> caller) {
        this.connectionId = connectionId;
        this.caller = caller;
    }

    String connectionId() {
        return connectionId;
    }

    /** Who subscribed to connect. */
    MonoSink<Connection> caller() {
        return caller;
    }

    /** The one subscription behind this stay. */
    Disposable.Swap link() {
        return link;
    }

    /** Keeps what came before the snapshot; false if it is too much. */
    boolean keepEarly(Notification notification) {
        return early.size() < MOST_EARLY && early.add(notification);
    }

    /** What came before the snapshot, once. */
    List<Notification> takeEarly() {
        List<Notification> taken = List.copyOf(early);
        early.clear();
        return taken;
    }

    /** Who waits for the end. */
    List<MonoSink<Void>> leavers() {
        return leavers;
    }

    /** The conversation; null until its address is known. */
    @Nullable
    RaptorChannel channel() {
        return channel;
    }

    void channel(RaptorChannel opened) {
        channel = opened;
    }

    /** Who and what is in the session; null until we are in it. */
    @Nullable
    SessionState state() {
        return state;
    }

    void state(SessionState next) {
        state = next;
    }

    boolean isLeaving() {
        return reason != null;
    }

    /** Why the stay ends, as far as it was said; otherwise the network is the reason. */
    DisconnectReason reason() {
        return reason == null ? DisconnectReason.NETWORK_DISCONNECTED : reason;
    }

    void reason(DisconnectReason said) {
        if (reason == null) {
            reason = said;
        }
    }
}
