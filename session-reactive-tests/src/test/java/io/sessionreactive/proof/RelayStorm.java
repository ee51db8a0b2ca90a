package io.sessionreactive.proof;

import io.sessionreactive.SessionSnapshot.Status;
import io.sessionreactive.testkit.FaultyRelay;
import io.sessionreactive.testkit.fault.Direction;
import io.sessionreactive.testkit.fault.Ending;
import io.sessionreactive.testkit.fault.Fault;
import java.time.Duration;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** Makes things go wrong on the way between one client and the service, by its relay. */
final class RelayStorm {
    /** What a relay can do. */
    static final List<Trouble> KINDS = List.of(
            Trouble.RESET,
            Trouble.FIN,
            Trouble.GONE,
            Trouble.DEAF_CLIENT,
            Trouble.DEAF_SERVICE,
            Trouble.HANDLED_UNACKNOWLEDGED,
            Trouble.LOST_ON_ITS_WAY,
            Trouble.RECEIPTS_LOST,
            Trouble.CUT_WHILE_RESENDING,
            Trouble.CUT_ONCE_BACK,
            Trouble.SLOW,
            Trouble.STALLED,
            Trouble.REFUSED,
            Trouble.UNREACHABLE,
            Trouble.THROTTLED,
            Trouble.SLICED);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RelayWorld world;
    private final Client client;
    private final Wiretap wiretap;
    private final FaultyRelay relay;
    private final Dice dice;

    RelayStorm(RelayWorld world, Client client, Dice dice) {
        this.world = world;
        this.client = client;
        this.wiretap = world.wiretap(client);
        this.relay = world.relay(client);
        this.dice = dice;
    }

    /** Strikes once the client is in the session, and completes when that is over. */
    Mono<Void> strike(Trouble trouble) {
        return connected()
                .then(Mono.defer(() -> {
                    world.trace(() -> client + " is struck by " + trouble);
                    return happen(trouble);
                }))
                .publishOn(world.clock()); // faults end on a relay's thread
    }

    private Mono<Void> happen(Trouble trouble) {
        return switch (trouble) {
            case HANDLED_UNACKNOWLEDGED -> breakAfterOne(trouble, Direction.TO_CLIENT, this::accepted);
            case LOST_ON_ITS_WAY -> breakAfterOne(trouble, Direction.FROM_CLIENT, wiretap::requests);
            case RECEIPTS_LOST -> breakAfterOne(trouble, Direction.FROM_CLIENT, wiretap::receipts);
            default -> {
                world.tally().count(trouble);
                yield take(trouble);
            }
        };
    }

    private Mono<Void> take(Trouble trouble) {
        return switch (trouble) {
            case RESET -> drop(Ending.RST);
            case FIN -> drop(Ending.FIN);
            case GONE -> during(relay::silence, noticed().then(pause(0, 500)));
            case DEAF_CLIENT ->
                during(() -> relay.halfOpen(Direction.TO_CLIENT), noticed().then(pause(0, 500)));
            case DEAF_SERVICE -> during(() -> relay.halfOpen(Direction.FROM_CLIENT), pause(200, 2_500));
            case STALLED -> during(relay::silence, pause(100, 1_200));
            case UNREACHABLE -> during(relay::silence, drop(Ending.RST).then(pause(200, 1_000)));
            case REFUSED -> during(relay::refuseConnections, drop(ending()).then(pause(200, 1_000)));
            case SLOW -> slow();
            case THROTTLED ->
                during(() -> relay.throttle(Direction.TO_CLIENT, dice.between(50_000, 200_000)), pause(500, 2_000));
            case SLICED -> during(() -> relay.slice(dice.between(16, 200)), pause(500, 2_000));
            case CUT_WHILE_RESENDING -> cutWhileResending();
            case CUT_ONCE_BACK -> cutOnceBack();
            default -> throw new IllegalArgumentException("a relay cannot do this: " + trouble);
        };
    }

    private Mono<Void> drop(Ending ending) {
        return Mono.fromRunnable(() -> relay.drop(ending));
    }

    private Ending ending() {
        return dice.any(List.of(Ending.values()));
    }

    private Mono<Void> slow() {
        Mono<Void> back = during(() -> relay.delay(Direction.TO_CLIENT, dice.millis(1, 400)), pause(500, 3_000));
        return during(() -> relay.delay(Direction.FROM_CLIENT, dice.millis(1, 400)), back);
    }

    /** From now on nothing passes in that direction; when there is one more of what is counted the connection breaks. */
    private Mono<Void> breakAfterOne(Trouble trouble, Direction direction, IntSupplier counted) {
        Mono<Void> after = Mono.defer(() -> {
            int before = counted.getAsInt();
            return world.until(() -> counted.getAsInt() > before || !isConnected(), PATIENCE)
                    .then(Mono.fromRunnable(() -> {
                        if (counted.getAsInt() > before) {
                            world.tally().count(trouble);
                        }
                        relay.drop(Ending.RST);
                    }));
        });
        return during(() -> relay.halfOpen(direction), after);
    }

    /** How many signals of the client the service has accepted. */
    private int accepted() {
        Visit visit = client.visit();
        return visit == null
                ? 0
                : world.service().session().signalsFrom(visit.connectionId).size();
    }

    /** Breaks the next socket too, as soon as it is open and the client begins to speak. */
    private Mono<Void> cutWhileResending() {
        return Mono.create(done -> {
            wiretap.atNextOpening(() -> {
                relay.drop(Ending.RST);
                done.success();
            });
            relay.drop(ending());
        });
    }

    private Mono<Void> cutOnceBack() {
        return drop(ending())
                .then(noticed())
                .then(connected())
                .then(pause(0, 30))
                .then(drop(Ending.RST));
    }

    private Mono<Void> during(Supplier<Fault> begin, Mono<Void> meanwhile) {
        return Mono.defer(() -> {
            Fault fault = begin.get();
            return meanwhile.then(Mono.defer(() -> {
                fault.restore();
                return fault.ended();
            }));
        });
    }

    private Mono<Void> pause(int least, int most) {
        return Mono.defer(() -> world.pass(dice.millis(least, most)));
    }

    private Mono<Void> connected() {
        return world.until(() -> isConnected(), PATIENCE);
    }

    private Mono<Void> noticed() {
        return world.until(() -> !isConnected(), PATIENCE);
    }

    private boolean isConnected() {
        return client.status() == Status.CONNECTED;
    }
}
