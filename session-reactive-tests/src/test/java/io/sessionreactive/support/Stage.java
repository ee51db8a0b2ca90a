package io.sessionreactive.support;

import io.sessionreactive.testkit.LocalSessionService;
import io.sessionreactive.transport.Transport;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import reactor.core.publisher.Mono;

/** A service and its clients, for a test that does not care whether time is real. */
public interface Stage extends AutoCloseable {
    /** The service. */
    LocalSessionService service();

    /** Where clients find it. */
    default URI apiUrl() {
        return service().apiUrl();
    }

    /** A new client's way to it. */
    Transport transport();

    /** Waits for that; null if it completes without a value. */
    <T> T get(Mono<T> mono);

    /** The time by the client's clock, in milliseconds. */
    default long now() {
        return transport().scheduler().now(TimeUnit.MILLISECONDS);
    }

    /** Waits until that is so. */
    void until(String what, BooleanSupplier condition);

    @Override
    void close();
}
