package io.sessionreactive.testkit.fault;

import io.sessionreactive.rumor.Frame;
import io.sessionreactive.testkit.rest.RestApi;
import io.sessionreactive.testkit.service.HttpAnswer;
import io.sessionreactive.testkit.service.HttpApi;
import io.sessionreactive.testkit.service.HttpQuestion;
import io.sessionreactive.testkit.service.Peer;
import io.sessionreactive.testkit.service.SessionHost;
import io.sessionreactive.testkit.service.SocketQuery;
import io.sessionreactive.testkit.service.Wire;
import io.sessionreactive.testkit.token.TokenVerifier;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The way from a front into the service, where faults happen: to questions by HTTP, to upgrades, and by a
 * {@link FaultySocket} for each socket to what passes through it.
 *
 * <p>What a front calls is to be called on the service's scheduler.
 */
public final class Gate {
    private static final int SWITCHING_PROTOCOLS = 101;

    private final Links links;
    private final FaultRules rules;
    private final Set<FaultySocket> sockets = new LinkedHashSet<>();
    private final SessionHost host;
    private final HttpApi api;
    private final RestApi rest;
    private final TokenVerifier tokens;
    private final FreezableScheduler freezable;
    private final Scheduler scheduler;

    /**
     * The way into one service.
     *
     * @param freezable the service's scheduler; faults happen on the real one behind it
     */
    public Gate(SessionHost host, HttpApi api, RestApi rest, TokenVerifier tokens, FreezableScheduler freezable) {
        this.host = host;
        this.api = api;
        this.rest = rest;
        this.tokens = tokens;
        this.freezable = freezable;
        this.scheduler = freezable.real();
        this.links = new Links(scheduler);
        this.rules = links.rules();
    }

    /** The answer to a question by HTTP; never one, if a fault will have it so. */
    public Mono<HttpAnswer> answer(HttpQuestion question) {
        return answerUnlessFaulty(question).doOnNext(answer -> host.traffic().answered(question, answer));
    }

    private Mono<HttpAnswer> answerUnlessFaulty(HttpQuestion question) {
        if (rules.isEmpty() || !HttpApi.isAboutSession(question)) {
            return Mono.just(answerNow(question));
        }
        Peer peer = new Peer(question.header(HttpApi.CONNECTION_ID), dataOf(HttpApi.token(question)));
        Fault hold = rules.holding(peer);
        if (hold != null) {
            return hold.ended().then(Mono.defer(() -> answerUnlessFaulty(question)));
        }
        return answer(question, rules.onRequest(Request.SESSION_INFO, peer));
    }

    private Mono<HttpAnswer> answer(HttpQuestion question, Effect.@Nullable OnRequest effect) {
        if (effect instanceof Effect.Refuse refuse) {
            return Mono.just(HttpApi.refused(refuse.code(), refuse.reason()));
        } else if (effect instanceof Effect.Inform inform) {
            return Mono.just(HttpApi.raw(inform.status(), inform.body()));
        } else if (effect instanceof Effect.GarbleAnswer) {
            return Mono.just(HttpApi.raw(200, Garbage.BROKEN_JSON));
        }
        return late(effect, () -> answerNow(question));
    }

    private HttpAnswer answerNow(HttpQuestion question) {
        Instant now = Instant.ofEpochMilli(scheduler.now(TimeUnit.MILLISECONDS));
        return RestApi.isFor(question) ? rest.answer(question, now) : api.answer(question, now);
    }

    /**
     * The HTTP status with which a client's wish for a WebSocket is answered: 101 lets it in. Never one, if a fault will
     * have it so.
     */
    public Mono<Integer> upgrade(SocketQuery query) {
        if (rules.isEmpty()) {
            return Mono.just(SWITCHING_PROTOCOLS);
        }
        Peer peer = host.peer(query);
        Fault hold = rules.holding(peer);
        if (hold != null) {
            return hold.ended().then(Mono.defer(() -> upgrade(query)));
        }
        Effect.OnRequest effect = rules.onRequest(Request.SOCKET, peer);
        return effect instanceof Effect.Refuse refuse
                ? Mono.just(refuse.code())
                : late(effect, () -> SWITCHING_PROTOCOLS);
    }

    private <T> Mono<T> late(Effect.@Nullable OnRequest effect, Supplier<T> answer) {
        if (effect instanceof Effect.AnswerLate late) {
            return Mono.delay(late.delay(), scheduler).map(passed -> answer.get());
        }
        boolean lost = effect instanceof Effect.Ignore || effect instanceof Effect.LoseAnswer;
        return lost ? Mono.never() : Mono.fromSupplier(answer);
    }

    /** A socket has opened. */
    public FaultySocket open(SocketQuery query, Wire wire) {
        if (!rules.isEmpty()
                && host.resumes(query)
                && rules.happen(Effect.RefuseResume.class, host.peer(query)) != null) {
            host.letGo(query); // so that it is told what everybody is told who comes too late
        }
        FaultySocket socket = new FaultySocket(this, query, wire);
        sockets.add(socket);
        socket.attach(host.open(query, socket));
        return socket;
    }

    /** The sockets of those clients that are open now, the oldest first. To be called on the scheduler. */
    public List<FaultySocket> sockets(Clients clients) {
        return sockets.stream().filter(socket -> clients.include(socket.peer())).toList();
    }

    /** Where faults begin. */
    public Links links() {
        return links;
    }

    /** Keeps the service from doing anything until the fault ends: what comes waits, and so do its timers. */
    public Fault freeze() {
        freezable.freeze();
        Effect hold = new Effect.Hold(Set.of(Direction.FROM_CLIENT));
        return links.begin(Clients.ALL, 0, hold, Mono.fromRunnable(freezable::thaw));
    }

    /** The service behind. */
    public SessionHost host() {
        return host;
    }

    Scheduler scheduler() {
        return scheduler;
    }

    /** Another socket takes over whom a socket with that query carries; nothing comes out of it. */
    void replace(SocketQuery query) {
        if (host.resumes(query)) {
            host.open(new SocketQuery(query.socketId(), true), new Nowhere());
        }
    }

    String dataOf(String token) {
        return tokens.dataOf(token);
    }

    Frame refusal(Peer peer, String transactionId, Effect.Refuse refuse) {
        String address = peer.connectionId() == null ? "" : peer.connectionId();
        return Frame.status(address, transactionId, refuse.code(), HttpApi.reason(refuse.reason()));
    }

    void gone(FaultySocket socket) {
        sockets.remove(socket);
    }
}
