package io.sessionreactive.testkit.service;

import io.sessionreactive.testkit.seen.Observation;
import io.sessionreactive.testkit.seen.Observation.MemberAbsent;
import io.sessionreactive.testkit.seen.Observation.MemberJoined;
import io.sessionreactive.testkit.seen.Observation.MemberLeft;
import io.sessionreactive.testkit.seen.Observation.MemberReturned;
import io.sessionreactive.testkit.seen.Observation.SignalAccepted;
import io.sessionreactive.testkit.seen.Observation.StreamChanged;
import io.sessionreactive.testkit.seen.Observation.StreamEnded;
import io.sessionreactive.testkit.seen.Observation.StreamPublished;
import io.sessionreactive.testkit.seen.SeenMember;
import io.sessionreactive.testkit.seen.SeenSignal;
import io.sessionreactive.testkit.seen.SeenStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What one session saw from its beginning on: its {@link SessionLog}, and how it came to be so. Written on the service's
 * scheduler, read from any thread.
 */
public final class SessionHistory {
    private static final int MOST = 100_000;

    private final SessionLog log = new SessionLog();
    private final Journal<Observation> journal;
    private final InstantSource clock;

    SessionHistory(InstantSource clock, Consumer<Runnable> later) {
        this.clock = clock;
        this.journal = new Journal<>(new AppendOnlyLog<>(MOST), later);
    }

    /** What is now. */
    public SessionLog log() {
        return log;
    }

    /** What happened, the newest 100,000 at most, then what happens until the service ends. */
    public Flux<Observation> read() {
        return journal.read();
    }

    /** Completes when the session has that many members, now or at a later moment, however short. */
    public Mono<Void> hasMembers(int count) {
        return Mono.defer(() -> {
            // in this order: a member is in the log before the journal tells of it
            long from = journal.view().end();
            return log.members().size() == count
                    ? Mono.empty()
                    : journal.readFrom(from)
                            .filter(observation -> isCount(observation, count))
                            .next()
                            .switchIfEmpty(Mono.error(() -> ended(count)))
                            .then();
        });
    }

    private IllegalStateException ended(int count) {
        int last = log.members().size();
        return new IllegalStateException(
                "the service ended with " + last + " members in the session, before there were " + count);
    }

    private static boolean isCount(Observation observation, int count) {
        return (observation instanceof MemberJoined joined && joined.members() == count)
                || (observation instanceof MemberLeft left && left.members() == count);
    }

    void joined(SeenMember member) {
        log.joined(member);
        journal.append(new MemberJoined(now(), member, log.members().size()));
    }

    void left(String connectionId, String reason) {
        member(connectionId).ifPresent(member -> {
            log.left(connectionId);
            journal.append(new MemberLeft(now(), member, reason, log.members().size()));
        });
    }

    void present(String connectionId, boolean isPresent) {
        member(connectionId).filter(member -> member.present() != isPresent).ifPresent(member -> {
            log.present(connectionId, isPresent);
            SeenMember changed = member.present(isPresent);
            journal.append(isPresent ? new MemberReturned(now(), changed) : new MemberAbsent(now(), changed));
        });
    }

    void signal(SeenSignal signal) {
        log.signal(signal);
        journal.append(new SignalAccepted(now(), signal));
    }

    void streams(List<SeenStream> now) {
        List<SeenStream> before = log.streams();
        if (!before.equals(now)) {
            log.streams(now);
            compare(before, now);
        }
    }

    private void compare(List<SeenStream> before, List<SeenStream> now) {
        Map<String, SeenStream> gone = new LinkedHashMap<>();
        before.forEach(stream -> gone.put(stream.streamId(), stream));
        for (SeenStream stream : now) {
            SeenStream known = gone.remove(stream.streamId());
            if (known == null) {
                journal.append(new StreamPublished(now(), stream));
            } else if (!known.equals(stream)) {
                journal.append(new StreamChanged(now(), stream));
            }
        }
        gone.values().forEach(stream -> journal.append(new StreamEnded(now(), stream)));
    }

    /** Nothing happens any more; callable from any thread. */
    void close() {
        journal.close();
    }

    private Optional<SeenMember> member(String connectionId) {
        return log.members().stream()
                .filter(member -> member.connectionId().equals(connectionId))
                .findFirst();
    }

    private Instant now() {
        return clock.instant();
    }
}
