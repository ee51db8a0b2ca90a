package io.sessionreactive.testkit.fault;

import io.sessionreactive.testkit.service.Peer;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The faults in force, and which of them apply to what passes now. Where two could, the one that was begun first does.
 *
 * <p>Faults come and go on any thread and count from that moment on. The rest is for the service's thread.
 */
final class FaultRules {
    private volatile List<Fault> inForce = List.of();

    /** Whether there is nothing to look for. */
    boolean isEmpty() {
        return inForce.isEmpty();
    }

    List<Fault> all() {
        return inForce;
    }

    synchronized void add(Fault fault) {
        inForce = Stream.concat(inForce.stream(), Stream.of(fault)).toList();
    }

    synchronized void remove(Fault fault) {
        inForce = inForce.stream().filter(other -> other != fault).toList();
    }

    /** What becomes of that request, which happens with this; null if nothing does. */
    Effect.@Nullable OnRequest onRequest(Request request, Peer peer) {
        return happen(Effect.OnRequest.class, peer, effect -> effect.request().includes(request));
    }

    /** The first effect of that kind, which happens with this; null if there is none. */
    <E extends Effect> @Nullable E happen(Class<E> kind, Peer peer) {
        return happen(kind, peer, effect -> true);
    }

    <E extends Effect> @Nullable E happen(Class<E> kind, Peer peer, Predicate<E> applies) {
        for (Fault fault : inForce) {
            if (kind.isInstance(fault.effect()) && fault.concerns(peer)) {
                E effect = kind.cast(fault.effect());
                if (applies.test(effect)) {
                    fault.happen();
                    return effect;
                }
            }
        }
        return null;
    }

    /** Whether that direction of that socket is to wait. */
    boolean isHeld(Direction direction, Peer peer, Object socket) {
        for (Fault fault : inForce) {
            if (fault.effect() instanceof Effect.Hold hold
                    && hold.directions().contains(direction)
                    && fault.concerns(peer)
                    && fault.liesOn(socket)) {
                return true;
            }
        }
        return false;
    }

    /** The first fault that makes new questions and new sockets of that client wait; null if there is none. */
    @Nullable
    Fault holding(Peer peer) {
        for (Fault fault : inForce) {
            if (fault.effect() instanceof Effect.Hold && !fault.isLimited() && fault.concerns(peer)) {
                return fault;
            }
        }
        return null;
    }

    void gone(Object socket) {
        inForce.forEach(fault -> fault.gone(socket));
    }
}
