package io.sessionreactive.support;

import io.sessionreactive.testkit.LocalSessionService;
import io.sessionreactive.testkit.LocalSessionServiceOptions;
import io.sessionreactive.transport.NettyTransports;
import io.sessionreactive.transport.Transport;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Real sockets, real time. */
final class RealStage implements Stage {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

    private final NettyTransports transports = new NettyTransports();
    private final LocalSessionService service;

    RealStage(LocalSessionServiceOptions options) {
        service = LocalSessionService.start(options);
    }

    @Override
    public LocalSessionService service() {
        return service;
    }

    @Override
    public Transport transport() {
        return transports.get();
    }

    @Override
    public <T> T get(Mono<T> mono) {
        return mono.block(PATIENCE);
    }

    @Override
    public void until(String what, BooleanSupplier condition) {
        Flux.interval(Duration.ZERO, LOOK_AGAIN)
                .filter(tick -> condition.getAsBoolean())
                .next()
                .timeout(PATIENCE, Mono.error(() -> new AssertionError("not within " + PATIENCE + ": " + what)))
                .block();
    }

    @Override
    public void close() {
        service.close();
    }
}
