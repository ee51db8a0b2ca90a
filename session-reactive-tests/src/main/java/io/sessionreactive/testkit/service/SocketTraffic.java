package io.sessionreactive.testkit.service;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What goes over one socket, on its way into the {@link TrafficLog}. A socket tells with its second frame only which
 * session it belongs to; what went before is kept here until then.
 */
final class SocketTraffic {
    private static final int MOST_KEPT = 64; // a client says two things at first; more than this is no session's

    private final TrafficLog log;
    private final int number;
    private final List<RawFrame> kept = new ArrayList<>();
    private volatile @Nullable String connectionId;
    private volatile @Nullable String topic;

    SocketTraffic(TrafficLog log, int number) {
        this.log = log;
        this.number = number;
    }

    /** Counted from 1. */
    int number() {
        return number;
    }

    /** The connection that it carries, or null if that is not known yet. */
    @Nullable
    String connectionId() {
        return connectionId;
    }

    /** The session's uri, or null if that is not known yet. */
    @Nullable
    String topic() {
        return topic;
    }

    void heard(byte[] frame) {
        frame(true, frame);
    }

    void said(byte[] frame) {
        frame(false, frame);
    }

    private void frame(boolean fromClient, byte[] bytes) {
        if (!log.isOn()) {
            return;
        }
        RawFrame frame = new RawFrame(this, log.now(), fromClient, bytes);
        log.append(frame);
        if (topic != null) {
            log.ofSession(frame);
        } else if (kept.size() < MOST_KEPT) {
            kept.add(frame);
        }
    }

    /** Something else is known of the socket. */
    void carries(Member member) {
        connectionId = member.connectionId();
        if (topic == null && member.topic() != null) {
            topic = member.topic();
            kept.forEach(log::ofSession);
            kept.clear();
        }
    }

    /** Something happened to the socket, which goes on. */
    void happened(String what) {
        log.socket(this, true, what);
    }

    void ended(String how) {
        log.socket(this, false, how);
    }
}
