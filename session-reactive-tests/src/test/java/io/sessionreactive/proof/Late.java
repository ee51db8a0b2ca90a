package io.sessionreactive.proof;

import io.sessionreactive.SessionEvent;
import io.sessionreactive.SessionEvent.SignalReceived;
import io.sessionreactive.SessionSnapshot.Status;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/** A subscriber that came late, and what it was told. */
final class Late {
    final int position;
    final List<SessionEvent> events = new ArrayList<>();
    int beginning;

    @Nullable
    Disposable subscription;

    Late(int position) {
        this.position = position;
    }

    boolean isPrologueOf(Client client) {
        Status status = client.status();
        boolean in = status == Status.CONNECTED || status == Status.RECONNECTING;
        int expected = !in
                ? 0
                : 1 + client.session().snapshot().connections().size() + (status == Status.RECONNECTING ? 1 : 0);
        boolean connectedFirst = events.isEmpty() || events.get(0) instanceof SessionEvent.SessionConnected;
        boolean noSignals = events.stream().noneMatch(SignalReceived.class::isInstance);
        boolean outageLast = status != Status.RECONNECTING
                || events.get(events.size() - 1) instanceof SessionEvent.SessionReconnecting;
        return events.size() == expected && connectedFirst && noSignals && outageLast;
    }

    void stop() {
        if (subscription != null) {
            subscription.dispose();
        }
    }

    /** What followed must be what everybody was told. */
    boolean agreesWith(List<SessionEvent> all) {
        List<SessionEvent> later = events.subList(beginning, events.size());
        return position + later.size() <= all.size() && later.equals(all.subList(position, position + later.size()));
    }
}
