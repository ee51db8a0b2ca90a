package io.sessionreactive.bench;

import io.sessionreactive.Connection;
import io.sessionreactive.OpenTok;
import io.sessionreactive.Session;
import io.sessionreactive.SessionEvent;
import io.sessionreactive.SessionEvent.ConnectionCreated;
import io.sessionreactive.SessionEvent.ConnectionDestroyed;
import io.sessionreactive.SessionEvent.SessionReconnected;
import io.sessionreactive.SessionEvent.SessionReconnecting;
import io.sessionreactive.testkit.LocalSessionService;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** One session of the {@link Herd}, and what it was told since the cut. */
final class HerdMember {
    private final OpenTok client;
    private final Session session;
    private final AttemptTimes.Noting network;
    private final AtomicInteger comingsAndGoings = new AtomicInteger();
    private final AtomicInteger losses = new AtomicInteger();
    private final AtomicInteger returns = new AtomicInteger();
    private volatile Sinks.One<Long> back = Sinks.one();
    private volatile String id = "";
    private volatile long cut;
    private volatile long noticed;

    private HerdMember(OpenTok client, Session session, AttemptTimes.Noting network) {
        this.client = client;
        this.session = session;
        this.network = network;
    }

    static HerdMember of(OpenTok client, String apiKey, String sessionId, AttemptTimes times) {
        Session session = client.initSession(apiKey, sessionId);
        HerdMember member = new HerdMember(client, session, times.latest());
        session.events().subscribe(member::told);
        return member;
    }

    OpenTok client() {
        return client;
    }

    Mono<Connection> join(LocalSessionService service) {
        return session.connect(service.token(session.sessionId())).doOnNext(own -> id = own.connectionId());
    }

    /** Waits until it knows of so many in its session, itself included. */
    void awaitCompany(int count, Duration limit) {
        session.roster().filter(all -> all.size() == count).blockFirst(limit);
    }

    /** From now on that outage is looked at. */
    void cutAt(long time) {
        network.attempts().clear();
        back = Sinks.one();
        comingsAndGoings.set(0);
        losses.set(0);
        returns.set(0);
        cut = time;
    }

    /** When it was back, by {@link System#nanoTime()}. */
    Mono<Long> back() {
        return back.asMono();
    }

    long millisToNotice() {
        return TimeUnit.NANOSECONDS.toMillis(noticed - cut);
    }

    long millisToFirstAttempt() {
        return TimeUnit.NANOSECONDS.toMillis(network.attempts().get(0) - cut);
    }

    long millisToReturn(long since) {
        return TimeUnit.NANOSECONDS.toMillis(back().block() - since);
    }

    int attempts() {
        return network.attempts().size();
    }

    boolean isWhoItWas() {
        Connection own = session.snapshot().connection();
        return own != null && own.connectionId().equals(id);
    }

    int comingsAndGoings() {
        return comingsAndGoings.get();
    }

    /** How many outages it was told of; -1 if not every one of them ended. */
    int outages() {
        return losses.get() == returns.get() ? losses.get() : -1;
    }

    private void told(SessionEvent event) {
        if (cut == 0) {
            return;
        } else if (event instanceof SessionReconnecting) {
            noticed = System.nanoTime();
            losses.incrementAndGet();
        } else if (event instanceof SessionReconnected) {
            returns.incrementAndGet();
            back.tryEmitValue(System.nanoTime());
        } else if (event instanceof ConnectionCreated || event instanceof ConnectionDestroyed) {
            comingsAndGoings.incrementAndGet();
        }
    }
}
