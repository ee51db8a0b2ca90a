package io.sessionreactive.testkit.fault;

import io.sessionreactive.testkit.service.Peer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The open connections of one place, and the faults that are in force there. Faults come and go on any thread, the rest
 * is for the one on which the connections live.
 */
public final class Links {
    private final FaultRules rules = new FaultRules();
    private final Set<Link> open = new LinkedHashSet<>(); // touched on the scheduler only
    private final Scheduler scheduler;

    /** A place without connections, where everything happens on {@code scheduler}. */
    public Links(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    FaultRules rules() {
        return rules;
    }

    /**
     * Begins a fault: it is in force when this returns. May be called on any thread.
     *
     * @param times how often it happens at most; 0 is without limit
     * @param undo subscribed to on the scheduler when the fault has ended and what it held is let go
     */
    public Fault begin(Clients clients, int times, Effect effect, Mono<Void> undo) {
        Mono<Void> end = Mono.<Void>fromRunnable(this::drain).then(undo);
        Fault fault = new Fault(clients, effect, times, scheduler, rules::remove, end);
        rules.add(fault);
        if (effect instanceof Effect.Hold) {
            scheduler.schedule(() -> List.copyOf(open).stream()
                    .filter(link -> link.isOf(clients))
                    .forEach(Link::meet));
        }
        return fault;
    }

    /** The faults in force, the oldest first. May be called on any thread. */
    public List<Fault> faults() {
        return rules.all();
    }

    /** A connection has opened. */
    public Link open(Supplier<Peer> peer) {
        Link link = new Link(rules, scheduler, peer);
        open.add(link);
        return link;
    }

    /** A connection is gone, and nothing waits in it that anybody would miss. */
    public void gone(Link link) {
        open.remove(link);
        rules.gone(link);
    }

    private void drain() {
        List.copyOf(open).forEach(Link::drain);
    }
}
