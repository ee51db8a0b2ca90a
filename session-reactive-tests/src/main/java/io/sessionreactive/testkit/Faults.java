package io.sessionreactive.testkit;

import io.sessionreactive.testkit.fault.Clients;
import io.sessionreactive.testkit.fault.Effect;
import io.sessionreactive.testkit.fault.Fault;
import io.sessionreactive.testkit.fault.Gate;
import io.sessionreactive.testkit.fault.State;
import reactor.core.publisher.Mono;

/**
 * What can go wrong between a {@link LocalSessionService} and its clients, over real sockets and in memory alike.
 *
 * <pre>{@code
 * Fault outage = service.faults().onAll().silence(); // the network goes without a word
 * ...
 * outage.restore();
 *
 * service.faults().on(connectionId).times(1).loseAnswers(Request.SIGNAL); // sent, delivered, not acknowledged
 * service.faults().refuseConnections().restoreAfter(Duration.ofSeconds(10));
 * }</pre>
 *
 * <p>Begin with whom a fault is for ({@link #onAll()}, {@link #on}, {@link #onData}), or with a fault of the whole service
 * ({@link #refuseConnections()}, {@link #stop}, {@link #freeze()}). Every method returns at once and may be called from any
 * thread. A {@link Fault} is in force when the method returns, and until it is told to end; whatever else is done to
 * sockets happens right after. Faults add up; of two that would do different things to the same request the one that was
 * begun first is done.
 *
 * <p>All times are by the service's clock, so in virtual time they take none.
 */
public final class Faults {
    private final Front front;
    private final Gate gate;

    Faults(Front front) {
        this.front = front;
        this.gate = front.gate();
    }

    /** Faults for all clients, those too that come later or that are not in a session yet. */
    public ClientFaults onAll() {
        return new ClientFaults(gate, front.scheduler(), Clients.ALL, 0);
    }

    /**
     * Faults for the client of one connection. The service knows it by its connection in session information (where the
     * client says it, as SDK clients and newer browser clients do), in its sockets once they carry it, and when it opens
     * a socket to come back; not when it opens its first one.
     */
    public ClientFaults on(String connectionId) {
        return new ClientFaults(gate, front.scheduler(), new Clients(connectionId, null), 0);
    }

    /**
     * Faults for the clients whose token has that connection data, so that a fault can be there before its client is.
     * The service knows them by their token in session information and in a request to join, in their sockets once they
     * have joined, and when they open a socket to come back; not when they open their first one.
     */
    public ClientFaults onData(String data) {
        return new ClientFaults(gate, front.scheduler(), new Clients(null, data), 0);
    }

    /**
     * Nobody listens at the service's address, as when a server is down: who connects is refused. Open sockets stay;
     * connections that were kept for another HTTP request are closed. When the fault ends the service listens at the same
     * port again, {@link Fault#ended()} tells when it does. Counts nothing.
     */
    public Fault refuseConnections() {
        return outOfReach(Mono.empty());
    }

    /**
     * Stops the service: all sockets are closed with code 1001, and nobody listens at its address. For a service that
     * dies without closing anything, {@link ClientFaults#drop drop} the sockets of all first. When the fault ends it is
     * started again at the same port; {@link Fault#ended()} tells when it listens. Counts nothing.
     *
     * @param state what it still knows then. With {@link State#KEPT} members are waited for from now on, for the grace
     *     time; with {@link State#GONE} they are forgotten now, and nobody hears that they left
     */
    public Fault stop(State state) {
        Fault stopped = outOfReach(Mono.fromRunnable(gate.host()::start));
        front.scheduler().schedule(() -> {
            gate.host().stop();
            if (state == State.GONE) {
                gate.host().forget();
            }
        });
        return stopped;
    }

    /**
     * Freezes the service, as a process that is stopped or collects garbage for long: whatever comes waits, questions,
     * sockets and frames, and so do the service's own timers. Clients see open sockets on which nothing comes. When the
     * fault ends everything is done that was due meanwhile, in order. Counts the sockets that were open or opened.
     */
    public Fault freeze() {
        return gate.freeze();
    }

    /** Ends all faults that are in force. */
    public void restore() {
        gate.links().faults().forEach(Fault::restore);
    }

    private Fault outOfReach(Mono<Void> first) {
        front.refuseConnections();
        Mono<Void> listen = Mono.defer(front::takeConnections);
        return gate.links().begin(Clients.ALL, 0, new Effect.OutOfReach(), first.then(listen));
    }
}
