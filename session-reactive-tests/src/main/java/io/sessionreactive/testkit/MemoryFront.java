package io.sessionreactive.testkit;

import io.sessionreactive.ClientOptions;
import io.sessionreactive.testkit.service.HttpAnswer;
import io.sessionreactive.testkit.service.HttpApi;
import io.sessionreactive.testkit.service.HttpQuestion;
import io.sessionreactive.testkit.service.RumorEndpoint;
import io.sessionreactive.testkit.service.ServiceSettings;
import io.sessionreactive.testkit.service.SessionHost;
import io.sessionreactive.testkit.service.SocketQuery;
import io.sessionreactive.testkit.service.Wire;
import io.sessionreactive.testkit.token.TokenVerifier;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** A service without sockets: clients reach it through {@link InMemoryTransport}s, on the service's own scheduler. */
final class MemoryFront implements Front {
    private static final String AUTHORITY = "local-session-service";
    private static final URI API_URL = URI.create("http://" + AUTHORITY);
    private static final URI MESSAGING_URL = URI.create("ws://" + AUTHORITY + ServiceSettings.MESSAGING_PATH);

    private final SessionHost host;
    private final HttpApi api;
    private final Scheduler scheduler;
    private final Duration latency;
    private boolean closed;

    MemoryFront(SessionHost host, LocalSessionServiceOptions options, TokenVerifier tokens, Scheduler scheduler) {
        this.host = host;
        this.api = new HttpApi(options.settings(), tokens, MESSAGING_URL);
        this.scheduler = scheduler;
        this.latency = options.latency();
    }

    @Override
    public URI apiUrl() {
        return API_URL;
    }

    @Override
    public ClientOptions clientOptions() {
        return ClientOptions.defaults().apiUrl(API_URL).transport(() -> new InMemoryTransport(this));
    }

    @Override
    public Mono<Void> close() {
        return Mono.<Void>fromRunnable(this::closeHost).subscribeOn(scheduler);
    }

    @Override
    public void closeNow() {
        scheduler.schedule(this::closeHost);
    }

    private void closeHost() {
        if (!closed) {
            closed = true;
            host.close();
        }
    }

    /** Whether nobody listens any more. */
    boolean isClosed() {
        return closed;
    }

    Scheduler scheduler() {
        return scheduler;
    }

    /** How long everything is under way, one way. */
    Duration latency() {
        return latency;
    }

    HttpAnswer answer(HttpQuestion question) {
        HttpAnswer answer = api.answer(question, Instant.ofEpochMilli(scheduler.now(TimeUnit.MILLISECONDS)));
        host.traffic().answered(question, answer);
        return answer;
    }

    RumorEndpoint open(SocketQuery query, Wire wire) {
        return host.open(query, wire);
    }

    /** Runs something when it has been under way. */
    Disposable arrive(Runnable arrival) {
        return after(latency, arrival);
    }

    Disposable after(Duration delay, Runnable task) {
        return scheduler.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }
}
