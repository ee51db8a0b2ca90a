package io.sessionreactive;

import io.sessionreactive.SessionEvent.SessionReconnected;
import io.sessionreactive.SessionEvent.SessionReconnecting;
import io.sessionreactive.SessionSnapshot.Status;
import io.sessionreactive.raptor.Notification;
import io.sessionreactive.raptor.RaptorChannel;
import io.sessionreactive.raptor.Snapshot;
import io.sessionreactive.rumor.LinkSignal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.MonoSink;
import reactor.util.Logger;
import reactor.util.Loggers;

/**
 * One stay in a session, from the subscription to connect until the end: takes in what the service tells, keeps the
 * state, and tells the user. Used on the worker only, except {@link #waiting()}.
 */
final class Stay {
    // what the service may tell us before it lets us in; more than that is no session
    private static final int MOST_EARLY = 10_000;

    private static final Logger LOG = Loggers.getLogger(Stay.class);

    private final DefaultSession session;
    private final EventHub hub;
    private final SessionOptions options;
    private final String connectionId;
    private final Disposable.Swap link = Disposables.swap();
    private final List<Notification> early = new ArrayList<>(0);
    private final List<MonoSink<Void>> leavers = new ArrayList<>(0);
    private @Nullable MonoSink<Connection> caller;
    private volatile @Nullable RaptorChannel channel;
    private String role = "";
    private @Nullable SessionState state;
    private @Nullable SessionReconnecting outage;
    private @Nullable DisconnectReason reason;

    Stay(
            DefaultSession session,
            EventHub hub,
            SessionOptions options,
            String connectionId,
            MonoSink<Connection> caller) {
        this.session = session;
        this.hub = hub;
        this.options = options;
        this.connectionId = connectionId;
        this.caller = caller;
    }

    String connectionId() {
        return connectionId;
    }

    /** Tells whoever subscribed to connect why it failed. */
    void refuse(SessionException why) {
        if (caller != null) {
            caller.error(why);
        }
    }

    /** The one subscription behind this stay. */
    Disposable.Swap link() {
        return link;
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

    /** The role that our token gives by its own text; empty if it cannot be read. */
    String role() {
        return role;
    }

    void role(String said) {
        role = said;
    }

    /** Our own connection; null before we are in the session. */
    @Nullable
    Connection own() {
        return state == null ? null : state.own();
    }

    /** How many requests wait for their answers; callable from any thread. */
    int waiting() {
        RaptorChannel conversation = channel;
        return conversation == null ? 0 : conversation.waiting();
    }

    boolean isJoined() {
        return state != null;
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

    /** The present state as events; none before we are in the session. */
    List<SessionEvent> asEvents() {
        if (state == null) {
            return List.of();
        }
        List<SessionEvent> events = state.asEvents();
        if (outage != null) {
            events.add(outage);
        }
        return events;
    }

    /** Something came from the service, or happened to the link. */
    void told(Notification notification) {
        SessionState present = state;
        if (!session.isAt(this)) {
            return; // given up; its socket is about to close
        } else if (notification instanceof Notification.Malformed wrong) {
            malformed(wrong.cause());
        } else if (notification instanceof Notification.Unknown unknown) {
            unknown(unknown);
        } else if (notification instanceof Notification.OfLink ofLink) {
            link(ofLink.signal());
        } else if (notification instanceof Notification.Joined joined) {
            joined(joined.snapshot());
        } else if (present != null) {
            apply(present, notification);
        } else if (early.size() < MOST_EARLY) {
            early.add(notification);
        } else {
            session.fail(this, ErrorKind.UNEXPECTED, "the service tells much and does not let us in");
        }
    }

    private void joined(Snapshot snapshot) {
        Transition entry = SessionState.joined(snapshot, connectionId, options.connectionEventsSuppressed());
        List<SessionEvent> events = entry.events();
        state = entry.next();
        LOG.debug("Session {}: joined as connection {}", session.sessionId(), connectionId);
        show();
        hub.emit(events.subList(0, 1)); // SessionConnected, then the Mono's value, then the rest
        welcome(entry.next().own());
        hub.emit(events.subList(1, events.size()));
        entry.problems().forEach(session::report);
        List<Notification> waited = List.copyOf(early);
        early.clear();
        waited.forEach(this::told);
    }

    private void welcome(Connection own) {
        if (caller != null) {
            caller.success(own);
            caller = null; // what it leads to is not kept as long as the session lasts
        }
    }

    private void apply(SessionState present, Notification notification) {
        if (notification instanceof Notification.ConnectionDeleted deleted
                && deleted.connectionId().equals(connectionId)) {
            reason(new DisconnectReason(deleted.reason()));
            session.finish(this);
            return;
        }
        Transition transition = present.apply(notification);
        if (transition.next() != present) {
            state = transition.next();
            show();
        }
        hub.emit(transition.events());
        transition.problems().forEach(session::report);
    }

    private void link(LinkSignal signal) {
        if (signal instanceof LinkSignal.Lost lost) {
            Instant deadline = session.now().plus(lost.window());
            outage = new SessionReconnecting(lost.cause(), deadline);
            show();
            hub.emit(List.of(outage));
        } else if (signal instanceof LinkSignal.Restored restored) {
            outage = null;
            show();
            hub.emit(List.of(new SessionReconnected()));
            tell(watcher -> watcher.restored(restored.attempts(), restored.resent()));
        } else if (signal instanceof LinkSignal.AttemptFailed failed) {
            tell(watcher -> watcher.attemptFailed(failed.attempt(), failed.cause()));
        } else if (signal instanceof LinkSignal.Duplicate) {
            tell(LinkListener::duplicateDropped);
        }
    }

    /** Newer services may say more than is understood here, which must not hurt. */
    private void unknown(Notification.Unknown unknown) {
        LOG.debug("Session {}: passed over {} of {}", session.sessionId(), unknown.method(), unknown.kind());
        hub.emit(hub.snapshot().withOneMoreUnknown());
        tell(LinkListener::unknown);
    }

    private void malformed(RuntimeException cause) {
        hub.emit(hub.snapshot().withOneMoreMalformed());
        session.reportMalformed(cause);
        tell(LinkListener::malformed);
    }

    private void show() {
        Status status = state == null ? Status.CONNECTING : outage == null ? Status.CONNECTED : Status.RECONNECTING;
        hub.emit(hub.snapshot().in(status, state).withWaiting(waiting()));
    }

    private void tell(Consumer<LinkListener> what) {
        try {
            what.accept(options.listener());
        } catch (RuntimeException e) {
            LOG.warn("Session {}: the link listener failed", session.sessionId(), e);
        }
    }
}
