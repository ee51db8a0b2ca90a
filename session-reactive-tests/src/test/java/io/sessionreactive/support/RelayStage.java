package io.sessionreactive.support;

import io.sessionreactive.testkit.FaultyRelay;
import io.sessionreactive.testkit.LocalSessionService;
import io.sessionreactive.testkit.LocalSessionServiceOptions;
import io.sessionreactive.transport.Transport;
import java.net.URI;
import java.util.function.BooleanSupplier;
import reactor.core.publisher.Mono;

/** Real sockets, with a relay between clients and service. */
public final class RelayStage implements Stage {
    private final Stage real;
    private final FaultyRelay relay;

    public RelayStage(LocalSessionServiceOptions options) {
        real = Place.REAL_SOCKETS.open(options);
        relay = FaultyRelay.to(real.apiUrl());
    }

    public FaultyRelay relay() {
        return relay;
    }

    @Override
    public LocalSessionService service() {
        return real.service();
    }

    @Override
    public URI apiUrl() {
        return relay.apiUrl();
    }

    @Override
    public Transport transport() {
        return real.transport();
    }

    @Override
    public <T> T get(Mono<T> mono) {
        return real.get(mono);
    }

    @Override
    public void until(String what, BooleanSupplier condition) {
        real.until(what, condition);
    }

    @Override
    public void close() {
        relay.close();
        real.close();
    }
}
