package io.sessionreactive.testkit.service;

import io.sessionreactive.testkit.seen.SeenMember;
import io.sessionreactive.testkit.seen.SeenSignal;
import io.sessionreactive.testkit.seen.SeenStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one session saw, written on the service's scheduler and read from any thread. Members and streams are those of
 * now; signals are all there were, the newest 100,000 at most.
 */
public final class SessionLog {
    private static final int MOST_SIGNALS = 100_000;

    private final Map<String, SeenMember> membersById = new LinkedHashMap<>();
    private final AppendOnlyLog<SeenSignal> signals = new AppendOnlyLog<>(MOST_SIGNALS);
    private volatile List<SeenMember> members = List.of();
    private volatile List<SeenStream> streams = List.of();

    /** Who is there, in the order of joining. */
    public List<SeenMember> members() {
        return members;
    }

    /** What was signalled, in the order of acceptance. */
    public List<SeenSignal> signals() {
        return signals.view();
    }

    /** What is published, in the order of publishing. */
    public List<SeenStream> streams() {
        return streams;
    }

    void signal(SeenSignal signal) {
        signals.append(signal);
    }

    void streams(List<SeenStream> now) {
        streams = List.copyOf(now);
    }

    void joined(SeenMember member) {
        membersById.put(member.connectionId(), member);
        members = List.copyOf(membersById.values());
    }

    void left(String connectionId) {
        if (membersById.remove(connectionId) != null) {
            members = List.copyOf(membersById.values());
        }
    }

    void present(String connectionId, boolean isPresent) {
        SeenMember member = membersById.get(connectionId);
        if (member != null && member.present() != isPresent) {
            joined(member.present(isPresent));
        }
    }
}
