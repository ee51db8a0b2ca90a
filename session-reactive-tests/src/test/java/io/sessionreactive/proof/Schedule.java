package io.sessionreactive.proof;

import io.sessionreactive.SessionSnapshot.Status;
import io.sessionreactive.transport.Transport;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Hooks;

/** One life of some clients in virtual time, drawn from a seed: half a minute of anything, then quiet, then the end. */
final class Schedule {
    private static final long ACTIVE_MILLIS = 30_000;
    private static final long NEVER = Long.MAX_VALUE;

    /** Longer than any silence, any attempt and any answer can take. */
    private static final Duration SETTLING = Duration.ofSeconds(40);

    /** Longer than the service waits for an absent member. */
    private static final Duration GRACE = Duration.ofSeconds(90);

    private final MemoryWorld world;
    private final Storm storm;
    private final double stormy;
    private final Oracle oracle;
    private long restartAt;
    private long floodAt;
    private long quietAt;

    private Schedule(long seed, Tally tally, UnaryOperator<Transport> between, boolean tracing) {
        world = new MemoryWorld(seed, tally, tracing);
        storm = new Storm(world);
        stormy = world.between(5, 35) / 100.0;
        oracle = new Oracle(world);
        restartAt = at(0.4);
        floodAt = at(0.1);
        quietAt = at(0.3);
        world.addClients(world.between(2, 5), between);
    }

    /** A moment in the middle of the life, or never. */
    private long at(double probability) {
        long moment = world.between(1_000, 27_000);
        return world.chance(probability) ? moment : NEVER;
    }

    /**
     * Lives that life, and returns what was wrong with it.
     *
     * @param between stands between each client and its network; the network itself for the SDK as it is
     */
    static List<String> run(long seed, Tally tally, UnaryOperator<Transport> between, boolean tracing) {
        Schedule schedule = new Schedule(seed, tally, between, tracing);
        Thread here = Thread.currentThread();
        Hooks.onErrorDropped(dropped -> {
            if (Thread.currentThread() == here) {
                schedule.world.wrong(Wrong.UNTRUE, "an error was dropped: " + dropped);
            }
        });
        try {
            schedule.live();
        } finally {
            Hooks.resetOnErrorDropped();
        }
        tally.count("schedules");
        return schedule.world.wrongs();
    }

    private void live() {
        world.clients().forEach(Client::connect);
        world.pass(Duration.ofMillis(20));
        Duration step = Duration.ZERO;
        for (long active = 0; active < ACTIVE_MILLIS; active += step.toMillis()) {
            step = world.chance(0.2) ? Duration.ZERO : world.millis(1, 800);
            world.pass(step);
            act(world.any(world.clients()));
            rare(active);
        }
        if (world.chance(0.2)) {
            world.pass(World.WINDOW.plusSeconds(5)); // whoever is away now may come too late
        }
        quiet();
        world.clients().forEach(client -> client.diary().stays());
        end();
    }

    /** What happens once in a life or never. */
    private void rare(long active) {
        if (active > restartAt) {
            restartAt = NEVER;
            storm.restart();
        }
        if (active > floodAt) {
            floodAt = NEVER;
            storm.flood(world.any(world.clients()), world.any(world.clients()));
        }
        if (active > quietAt) {
            quietAt = NEVER;
            quiet();
        }
    }

    /** One thing that a client does or suffers. */
    private void act(Client client) {
        if (world.chance(stormy)) {
            storm.strike(client);
            return;
        }
        int what = world.between(1, 100);
        if (client.status() == Status.DISCONNECTED && what <= 60) {
            join(client);
        } else if (what <= 70) {
            signals(client);
        } else if (what <= 80) {
            cancel(client);
        } else if (what <= 82) {
            client.disconnect();
        } else if (what <= 84) {
            client.connect();
        } else if (what == 85) {
            client.giveUpJoining();
        } else if (what <= 87) {
            listen(client);
        } else if (what == 88 && world.chance(0.2)) {
            storm.strike(client, world.any(List.of(Trouble.NOT_WANTED, Trouble.RESUME_REFUSED)));
        } else if (what == 89 && world.chance(0.1)) {
            storm.freeze();
        }
    }

    private void join(Client client) {
        client.connect();
        if (world.chance(0.15)) {
            world.pass(world.millis(0, 12));
            if (world.chance(0.5)) {
                client.giveUpJoining();
            } else {
                client.disconnect();
            }
        }
    }

    private void signals(Client client) {
        int burst = world.chance(0.05) ? world.between(5, 30) : world.between(1, 3);
        for (int i = 0; i < burst; i++) {
            Sent sent = client.signal(recipient(), world.chance(0.75), false, rest());
            if (world.chance(0.03)) {
                sent.cancel();
            }
        }
    }

    private @Nullable String recipient() {
        Client other = world.any(world.clients());
        if (world.chance(0.6) || other.diary().visits().isEmpty()) {
            return null;
        }
        // mostly a stay that goes on, sometimes one that is over
        Visit present = other.visit();
        return present != null && world.chance(0.9)
                ? present.connectionId
                : world.any(other.diary().visits()).connectionId;
    }

    private String rest() {
        return world.chance(0.05)
                ? World.echoTo(world.any(world.clients()))
                : "x".repeat(world.between(0, world.chance(0.02) ? 5_000 : 40));
    }

    private void cancel(Client client) {
        List<Sent> open = world.signals().stream()
                .filter(sent -> sent.sender == client && sent.isOpen())
                .toList();
        if (!open.isEmpty()) {
            world.any(open).cancel();
        }
    }

    private void listen(Client client) {
        List<Late> late = client.late();
        if (late.isEmpty() || world.chance(0.5)) {
            client.listenLate();
        } else {
            late.get(late.size() - 1).stop();
        }
    }

    private void quiet() {
        world.trace(() -> "quiet");
        world.calm();
        world.pass(SETTLING);
        oracle.atQuiet();
    }

    private void end() {
        boolean dispose = world.chance(0.5);
        world.clients().forEach(dispose ? Client::dispose : Client::disconnect);
        world.pass(GRACE);
        oracle.atTheEnd();
        if (world.isTimedAfterTheEnd()) {
            world.wrong(Wrong.LEFT_OVER, "something is still timed");
        }
    }
}
