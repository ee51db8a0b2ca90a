package io.sessionreactive.testkit;

import io.sessionreactive.ClientOptions;
import io.sessionreactive.testkit.fault.FreezableScheduler;
import io.sessionreactive.testkit.fault.Gate;
import io.sessionreactive.testkit.rest.RestApi;
import io.sessionreactive.testkit.service.Backend;
import io.sessionreactive.testkit.service.HttpApi;
import io.sessionreactive.testkit.service.ServiceSettings;
import io.sessionreactive.testkit.service.SessionHost;
import io.sessionreactive.testkit.token.TokenVerifier;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** A service without sockets: clients reach it through {@link InMemoryTransport}s, on the service's own scheduler. */
final class MemoryFront implements Front {
    private static final String AUTHORITY = "local-session-service";
    private static final URI API_URL = URI.create("http://" + AUTHORITY);
    private static final URI MESSAGING_URL = URI.create("ws://" + AUTHORITY + ServiceSettings.MESSAGING_PATH);

    private final SessionHost host;
    private final Gate gate;
    private final Scheduler scheduler;
    private final Duration latency;
    private final AtomicInteger refusals = new AtomicInteger();
    private boolean closed;

    MemoryFront(LocalSessionServiceOptions options, TokenVerifier tokens, Scheduler scheduler) {
        FreezableScheduler freezable = new FreezableScheduler(scheduler);
        this.host = new SessionHost(options.settings(), tokens, freezable, options.frames());
        HttpApi api = new HttpApi(options.settings(), tokens, MESSAGING_URL);
        RestApi rest = new RestApi(options.settings().keys(), new Backend(host));
        this.gate = new Gate(host, api, rest, tokens, freezable);
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
    public Gate gate() {
        return gate;
    }

    @Override
    public Scheduler scheduler() {
        return scheduler;
    }

    @Override
    public void refuseConnections() {
        refusals.incrementAndGet();
    }

    @Override
    public Mono<Void> takeConnections() {
        return Mono.fromRunnable(refusals::decrementAndGet);
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

    /** Whether nobody listens, for now or for ever. */
    boolean refusesConnections() {
        return closed || refusals.get() > 0;
    }

    /** How long everything is under way, one way. */
    Duration latency() {
        return latency;
    }

    /** Runs something when it has been under way. */
    Disposable arrive(Runnable arrival) {
        return after(latency, arrival);
    }

    Disposable after(Duration delay, Runnable task) {
        return scheduler.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }
}
