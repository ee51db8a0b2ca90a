package io.sessionreactive.testkit;

import io.sessionreactive.ClientOptions;
import io.sessionreactive.testkit.fault.Gate;
import java.net.URI;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** The way into a service: over real sockets, or in memory. */
interface Front {
    /** Where it says it is. */
    URI apiUrl();

    /** How an SDK client gets there. */
    ClientOptions clientOptions();

    /** Where what comes in goes on to. */
    Gate gate();

    /** Where all of the service runs, except what can be frozen. */
    Scheduler scheduler();

    /**
     * Refuses connections from now on; those that carry a socket stay. May be called more than once: then it takes as many
     * calls of {@link #takeConnections()} to be taken back.
     */
    void refuseConnections();

    /** Takes one refusal back, the last one at the same place as before; completes when that is done. To be called on the
     * scheduler. */
    Mono<Void> takeConnections();

    /** Ends the service, its sockets first; the same ending for all subscribers. */
    Mono<Void> close();

    /** Ends the service, and waits for that where somebody else's thread does the work. */
    void closeNow();
}
