package io.sessionreactive.testkit;

import io.sessionreactive.ClientOptions;
import java.net.URI;
import reactor.core.publisher.Mono;

/** The way into a service: over real sockets, or in memory. */
interface Front {
    /** Where it says it is. */
    URI apiUrl();

    /** How an SDK client gets there. */
    ClientOptions clientOptions();

    /** Ends the service, its sockets first; the same ending for all subscribers. */
    Mono<Void> close();

    /** Ends the service, and waits for that where somebody else's thread does the work. */
    void closeNow();
}
