package io.sessionreactive.proof;

import io.sessionreactive.SessionSnapshot.Status;
import io.sessionreactive.testkit.ClientFaults;
import io.sessionreactive.testkit.fault.Ending;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes things go wrong. */
final class Storm {
    private static final List<Trouble> FREQUENT = List.of(
            Trouble.RESET,
            Trouble.FIN,
            Trouble.GONE,
            Trouble.DEAF_CLIENT,
            Trouble.DEAF_SERVICE,
            Trouble.HANDLED_UNACKNOWLEDGED,
            Trouble.HANDLED_UNACKNOWLEDGED,
            Trouble.LOST_ON_ITS_WAY,
            Trouble.CUT_WHILE_RESENDING,
            Trouble.CUT_WHILE_RESENDING,
            Trouble.CUT_ONCE_BACK,
            Trouble.ACKNOWLEDGEMENT_LOST,
            Trouble.ACKNOWLEDGEMENT_LATE,
            Trouble.RECEIPTS_LOST,
            Trouble.TWICE_TO_CLIENT,
            Trouble.TWICE_TO_SERVICE,
            Trouble.SLOW,
            Trouble.STALLED,
            Trouble.REFUSED,
            Trouble.UNREACHABLE,
            Trouble.SERVICE_CUT,
            Trouble.SERVICE_CLOSE,
            Trouble.SERVICE_SILENT);

    /** All that can happen in memory. */
    static final Set<Trouble> KINDS =
            Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(Trouble.THROTTLED, Trouble.SLICED)));

    private static final List<Integer> CODES = List.of(1000, 1001, 1002, 1008, 1012, 1013, 4000, 4001, 4010);

    private final MemoryWorld world;

    Storm(MemoryWorld world) {
        this.world = world;
    }

    /** Something happens to that client's network. */
    void strike(Client client) {
        strike(client, world.any(FREQUENT));
    }

    void strike(Client client, Trouble trouble) {
        world.trace(() -> client + " is struck by " + trouble);
        Pipe pipe = world.weather(client).newest();
        boolean usable = pipe != null && pipe.isUsable();
        switch (trouble) {
            case RESET, FIN, GONE, DEAF_CLIENT, DEAF_SERVICE, STALLED -> {
                if (usable) {
                    world.tally().count(trouble);
                    socket(pipe, trouble);
                }
            }
            case SLOW -> {
                world.tally().count(trouble);
                world.weather(client).slow(world.millis(1, 400), world.millis(500, 5_000));
            }
            case REFUSED, UNREACHABLE -> away(client, usable, trouble);
            case SERVICE_CUT, SERVICE_CLOSE, SERVICE_SILENT, NOT_WANTED, RESUME_REFUSED -> service(client, trouble);
            default -> world.weather(client).set(trap(world.weather(client), pipe, trouble));
        }
    }

    private void socket(Pipe pipe, Trouble trouble) {
        switch (trouble) {
            case RESET -> pipe.reset();
            case FIN -> pipe.fin();
            case GONE -> pipe.lose(true, true);
            case DEAF_CLIENT -> pipe.lose(false, true);
            case DEAF_SERVICE -> pipe.lose(true, false);
            default -> pipe.stall(world.millis(200, 5_000));
        }
    }

    /** The network is away for a while, rarely for longer than the client tries to come back. */
    private void away(Client client, boolean usable, Trouble trouble) {
        world.tally().count(trouble);
        Duration time = world.chance(0.1) ? world.millis(28_000, 45_000) : world.millis(300, 8_000);
        if (trouble == Trouble.REFUSED) {
            world.weather(client).refuse(time);
        } else {
            world.weather(client).unreachable(time);
        }
        if (usable && world.chance(0.8)) {
            strike(client, world.any(List.of(Trouble.RESET, Trouble.FIN, Trouble.GONE)));
        }
    }

    private void service(Client client, Trouble trouble) {
        Visit visit = client.visit();
        if (visit == null || !world.service().isPresent(visit.connectionId)) {
            return;
        }
        world.tally().count(trouble);
        ClientFaults faults = world.service().service().faults().on(visit.connectionId);
        switch (trouble) {
            case SERVICE_CUT -> faults.drop(world.any(List.of(Ending.RST, Ending.FIN)));
            case SERVICE_CLOSE -> faults.close(world.any(CODES));
            case SERVICE_SILENT -> {
                Pipe newest = world.weather(client).newest();
                if (newest != null) {
                    newest.withhold();
                }
                faults.times(1).silence();
            }
            case RESUME_REFUSED -> {
                visit.notWanted = true;
                faults.times(1).refuseResume();
                faults.drop(Ending.RST);
            }
            default -> {
                visit.notWanted = true;
                faults.close(world.any(List.of(1003, 1011)));
            }
        }
    }

    /** The service does nothing for a while, and then all of it. */
    void freeze() {
        world.trace(() -> "the service freezes");
        world.tally().count(Trouble.SERVICE_FROZEN);
        for (Client client : world.clients()) {
            Pipe newest = world.weather(client).newest();
            if (newest != null) {
                newest.withhold();
            }
        }
        world.service().service().faults().freeze().restoreAfter(world.millis(200, 12_000));
    }

    private Trap trap(Weather network, @Nullable Pipe pipe, Trouble trouble) {
        return switch (trouble) {
            case HANDLED_UNACKNOWLEDGED -> Traps.handledUnacknowledged();
            case LOST_ON_ITS_WAY -> Traps.lostOnItsWay();
            case CUT_WHILE_RESENDING -> Traps.cutWhileResending(pipe, world.between(0, 3));
            case CUT_ONCE_BACK -> Traps.cutOnceBack(pipe, world.between(1, 6));
            case ACKNOWLEDGEMENT_LOST -> Traps.acknowledgementLost();
            case ACKNOWLEDGEMENT_LATE -> Traps.acknowledgementLate(network, world.millis(100, 20_000));
            case RECEIPTS_LOST -> Traps.receiptsLost(world.between(1, 10));
            case TWICE_TO_CLIENT -> Traps.twice(network, false, world.millis(0, 8_000));
            case TWICE_TO_SERVICE -> Traps.twice(network, true, world.millis(0, 8_000));
            default -> throw new IllegalArgumentException("not a trap: " + trouble);
        };
    }

    /** The service ends and another one starts; with or without a last word. */
    void restart() {
        world.trace(() -> "the service restarts");
        world.tally().count(Trouble.RESTART);
        if (world.chance(0.5)) {
            for (Client client : world.clients()) {
                Pipe pipe = world.weather(client).newest();
                if (pipe != null && pipe.isUsable()) {
                    pipe.reset();
                }
            }
        }
        world.restart(world.millis(50, 6_000));
    }

    /** One client goes away, and another one sends more than is held for it. */
    void flood(Client absent, Client sender) {
        Visit visit = absent.visit();
        Pipe pipe = world.weather(absent).newest();
        boolean possible = sender.status() == Status.CONNECTED && sender.isPatient() && sender != absent;
        if (!possible || visit == null || pipe == null || !pipe.isUsable()) {
            return;
        }
        world.trace(() -> absent + " is away while " + sender + " floods");
        world.tally().count(Trouble.FLOOD);
        world.flooded();
        world.weather(absent).refuse(Duration.ofSeconds(5));
        pipe.reset();
        world.pass(Duration.ofMillis(5));
        for (int i = 0; i < 1_100; i++) {
            sender.signal(visit.connectionId, true, false, "");
            if (i % 200 == 0) {
                world.pass(Duration.ofMillis(10));
            }
        }
    }
}
