package io.sessionreactive.proof;

import io.sessionreactive.SessionSnapshot;
import io.sessionreactive.SessionSnapshot.Status;
import io.sessionreactive.transport.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;

/**
 * One life of some clients over real sockets: they join, signal to all while the ways between them and the service
 * misbehave, and leave. A seed makes each client do and suffer the same in the same order; when exactly is the machine's.
 */
final class RelayLife {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final RelayWorld world;
    private final Oracle oracle;
    private final Form form;
    private final List<Trouble> troubles = new ArrayList<>();
    private int signalling;
    private int strikes;

    private RelayLife(RelayWorld world, Form form, List<Trouble> kinds, long seed) {
        this.world = world;
        this.oracle = new Oracle(world);
        this.form = form;
        troubles.addAll(kinds);
        Collections.shuffle(troubles, new Random(seed));
    }

    /**
     * Lives that life.
     *
     * @param kinds what goes wrong on the way
     * @param between stands between each client and its network; the network itself for the SDK as it is
     * @param story is told all that happens; null if nobody wants to know
     */
    static Result run(
            long seed,
            Form form,
            List<Trouble> kinds,
            UnaryOperator<Transport> between,
            @Nullable Consumer<String> story) {
        Tally tally = new Tally();
        try (RelayWorld world = new RelayWorld(seed, tally, story)) {
            world.addClients(form.clients(), between);
            RelayLife life = new RelayLife(world, form, kinds, seed);
            AtomicReference<Thread> loop = new AtomicReference<>();
            Hooks.onErrorDropped(dropped -> {
                if (Thread.currentThread() == loop.get()) {
                    world.wrong(Wrong.UNTRUE, "an error was dropped: " + dropped);
                }
            });
            Mono<Void> begin = Mono.fromRunnable(() -> loop.set(Thread.currentThread()));
            begin.then(Mono.defer(life::live)).subscribeOn(world.clock()).block(LONGEST);
            return new Result(seed, tally, world.wrongs());
        } finally {
            Hooks.resetOnErrorDropped();
        }
    }

    private Mono<Void> live() {
        world.clients().forEach(Client::connect);
        return world.until(this::isComplete, form.patience())
                .then(Mono.defer(this::allIn))
                .then(Mono.defer(this::signalsAndStrikes))
                .then(Mono.defer(this::quiet))
                .then(Mono.defer(this::end));
    }

    /** Whether everybody knows everybody. */
    private boolean isComplete() {
        return world.clients().stream().allMatch(client -> {
            Visit visit = client.visit();
            return visit != null && visit.known.size() == form.clients();
        });
    }

    private Mono<Void> allIn() {
        List<Throwable> failures = world.clients().stream()
                .flatMap(client -> client.calls().stream())
                .map(call -> call.failure)
                .filter(Objects::nonNull)
                .toList();
        return failures.isEmpty() ? Mono.empty() : Mono.error(failures.get(0));
    }

    private Mono<Void> signalsAndStrikes() {
        List<Mono<Void>> all = new ArrayList<>();
        for (Client client : world.clients()) {
            all.add(signals(client, world.dice().split()));
            all.add(strikes(client, all.size() / 2, world.dice().split()));
        }
        return Mono.when(all);
    }

    private Mono<Void> signals(Client client, Dice dice) {
        signalling++;
        return Flux.range(0, form.signals())
                .concatMap(i -> world.pass(dice.millis(0, 2 * form.signalMillis()))
                        .doOnSuccess(now -> client.signal(null, true, false, rest(dice))))
                .doOnComplete(() -> signalling--)
                .then();
    }

    private static String rest(Dice dice) {
        return "x".repeat(dice.between(0, dice.chance(0.02) ? 5_000 : 40));
    }

    /** One trouble after the other, as long as anybody signals and until there were enough. */
    private Mono<Void> strikes(Client client, int index, Dice dice) {
        RelayStorm storm = new RelayStorm(world, client, dice);
        return Flux.range(0, Integer.MAX_VALUE)
                .map(i -> troubles.get((index + i * form.clients()) % troubles.size()))
                .takeWhile(trouble -> signalling > 0 || strikes < form.faults())
                .concatMap(trouble -> world.pass(dice.millis(form.strikeMillis(), 4 * form.strikeMillis()))
                        .doOnSuccess(now -> strikes++)
                        .then(storm.strike(trouble)))
                .then();
    }

    private Mono<Void> quiet() {
        world.trace(() -> "quiet");
        world.calm();
        return world.until(this::isSettled, form.patience()).doOnSuccess(now -> {
            oracle.atQuiet();
            world.clients().forEach(client -> client.diary().stays());
        });
    }

    /** Whether everything has arrived, and everybody knows. */
    private boolean isSettled() {
        int signals = world.signals().size();
        return world.clients().stream().allMatch(client -> {
            SessionSnapshot snapshot = client.session().snapshot();
            Visit visit = client.visit();
            return snapshot.status() == Status.CONNECTED
                    && snapshot.waiting() == 0
                    && client.network().owed() == 0
                    && visit != null
                    && visit.received.size() >= signals;
        });
    }

    private Mono<Void> end() {
        boolean dispose = world.chance(0.5);
        world.clients().forEach(dispose ? Client::dispose : Client::disconnect);
        return world.until(this::isEmpty, form.patience()).doOnSuccess(now -> oracle.atTheEnd());
    }

    private boolean isEmpty() {
        boolean left = world.clients().stream()
                .allMatch(client -> client.visit() == null && client.network().open() == 0);
        return left && world.service().memberIds().isEmpty();
    }

    /**
     * How much happens in a life.
     *
     * @param clients how many
     * @param signals of each client, to all
     * @param faults how often something goes wrong at least
     * @param signalMillis how long each client waits before each signal, on average
     * @param strikeMillis how long each client is left alone between two faults at least; four times that at most
     * @param patience how long is waited for what has to come
     */
    record Form(int clients, int signals, int faults, int signalMillis, int strikeMillis, Duration patience) {}

    /**
     * What came of a life.
     *
     * @param tally what happened
     * @param wrongs what was wrong, the first of it in words
     */
    record Result(long seed, Tally tally, List<String> wrongs) {
        /** The figures, separated by bars. */
        String row() {
            long all = Arrays.stream(Wrong.values()).mapToLong(tally::of).sum();
            long delivery = tally.of(Wrong.LOST) + tally.of(Wrong.DOUBLED) + tally.of(Wrong.INVERTED);
            return String.join(
                    " | ",
                    String.valueOf(seed),
                    String.valueOf(tally.of("signals")),
                    String.valueOf(tally.of("deliveries checked")),
                    String.valueOf(tally.troubles()),
                    String.valueOf(tally.of("links restored")),
                    String.valueOf(tally.of("signals sent again")),
                    String.valueOf(tally.of(Wrong.LOST)),
                    String.valueOf(tally.of(Wrong.DOUBLED)),
                    String.valueOf(tally.of(Wrong.INVERTED)),
                    String.valueOf(all - delivery),
                    tally.troublesByKind());
        }
    }
}
