package io.sessionreactive.testkit.fault;

import io.sessionreactive.testkit.service.Peer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;

/** Both directions of one connection, as faults leave them: held, late, slow. Made by {@link Links}. */
public final class Link {
    private final FaultRules rules;
    private final Supplier<Peer> peer;
    private final Lane fromClient;
    private final Lane toClient;

    Link(FaultRules rules, Scheduler scheduler, Supplier<Peer> peer) {
        this.rules = rules;
        this.peer = peer;
        this.fromClient = new Lane(scheduler, () -> rules.isHeld(Direction.FROM_CLIENT, peer.get(), this));
        this.toClient = new Lane(scheduler, () -> rules.isHeld(Direction.TO_CLIENT, peer.get(), this));
    }

    /** Whether what comes next passes at once, and as it is. */
    public boolean isFree(Direction direction) {
        return rules.isEmpty() && lane(direction).isFree();
    }

    /**
     * Lets something pass when it is its turn, perhaps at once; what came before passes before.
     *
     * @param bytes its size; 0 for what only has to keep its place, such as an end
     */
    public void pass(Direction direction, int bytes, Runnable passing) {
        Effect.Delay delay = happen(Effect.Delay.class, effect -> effect.direction() == direction);
        Effect.Throttle throttle = happen(Effect.Throttle.class, effect -> effect.direction() == direction);
        lane(direction)
                .pass(
                        bytes,
                        delay == null ? 0 : delay.delay().toNanos(),
                        throttle == null ? 0 : throttle.bytesPerSecond(),
                        passing);
    }

    /** In pieces of how many bytes at most the next {@code bytes} have to come. */
    public int pieces(int bytes) {
        Effect.Slice slice = happen(Effect.Slice.class, effect -> true);
        return slice == null ? bytes : slice.mostBytes();
    }

    private <E extends Effect> @Nullable E happen(Class<E> kind, Predicate<E> applies) {
        return rules.happen(kind, peer.get(), applies);
    }

    /** Lays what holds it on it, so that it counts. */
    void meet() {
        rules.isHeld(Direction.FROM_CLIENT, peer.get(), this);
        rules.isHeld(Direction.TO_CLIENT, peer.get(), this);
    }

    boolean isOf(Clients clients) {
        return clients.include(peer.get());
    }

    void drain() {
        fromClient.drain();
        toClient.drain();
    }

    private Lane lane(Direction direction) {
        return direction == Direction.FROM_CLIENT ? fromClient : toClient;
    }
}
