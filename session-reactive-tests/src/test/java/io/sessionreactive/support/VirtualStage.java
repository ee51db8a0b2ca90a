package io.sessionreactive.support;

import io.sessionreactive.testkit.LocalSessionService;
import io.sessionreactive.testkit.LocalSessionServiceOptions;
import io.sessionreactive.transport.Transport;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/** In memory; time passes while a test waits, and only then. */
final class VirtualStage implements Stage {
    private static final Duration STEP = Duration.ofMillis(1);
    private static final int PATIENCE = 200_000; // steps

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final LocalSessionService service;

    VirtualStage(LocalSessionServiceOptions options) {
        service = LocalSessionService.inMemory(time, options);
    }

    @Override
    public LocalSessionService service() {
        return service;
    }

    @Override
    public Transport transport() {
        return service.clientOptions().transport().orElseThrow().get();
    }

    @Override
    public <T> T get(Mono<T> mono) {
        CompletableFuture<T> result = mono.toFuture();
        until("the end of " + mono, result::isDone);
        return Mono.fromFuture(result).block();
    }

    @Override
    public void until(String what, BooleanSupplier condition) {
        for (int step = 0; !condition.getAsBoolean(); step++) {
            if (step == PATIENCE) {
                throw new AssertionError("not within " + STEP.multipliedBy(PATIENCE) + ": " + what);
            }
            time.advanceTimeBy(STEP);
        }
    }

    @Override
    public void close() {
        service.close();
        time.advanceTimeBy(STEP);
        time.dispose();
    }
}
