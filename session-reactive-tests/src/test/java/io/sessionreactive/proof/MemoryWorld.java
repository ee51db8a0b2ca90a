package io.sessionreactive.proof;

import io.sessionreactive.ReconnectPolicy;
import io.sessionreactive.testkit.LocalSessionService;
import io.sessionreactive.testkit.LocalSessionServiceOptions;
import io.sessionreactive.transport.Transport;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import reactor.test.scheduler.VirtualTimeScheduler;

/** A world in memory and in virtual time. */
final class MemoryWorld extends World {
    private final VirtualTimeScheduler clock;
    private final Map<Client, Weather> weather = new LinkedHashMap<>();
    private Transport way;
    private boolean flooded;

    /** A world with a service and no clients yet. */
    MemoryWorld(long seed, Tally tally, boolean tracing) {
        this(seed, VirtualTimeScheduler.create(), tally, tracing);
    }

    private MemoryWorld(long seed, VirtualTimeScheduler clock, Tally tally, boolean tracing) {
        super(seed, clock, tally, tracing ? System.out::println : null);
        this.clock = clock;
        this.way = start("");
    }

    @Override
    boolean isExact() {
        return true;
    }

    void pass(Duration time) {
        clock.advanceTimeBy(time);
    }

    // The service.

    /** Starts a service with that session, or with a new one if it is empty, and returns the way to it. */
    private Transport start(String sessionId) {
        LocalSessionServiceOptions options =
                LocalSessionServiceOptions.defaults().frames(0);
        LocalSessionService service = LocalSessionService.inMemory(clock, options);
        add(new Service(service, sessionId));
        return service.clientOptions().transport().orElseThrow().get();
    }

    /** Ends the service; after {@code away} another one is there, which knows nothing. */
    void restart(Duration away) {
        service().service().close();
        clock.schedule(() -> way = start(sessionId()), away.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** More was sent to an absent member than is held for it. */
    void flooded() {
        flooded = true;
    }

    @Override
    boolean isGone(Visit visit) {
        return super.isGone(visit) || (flooded && !service().memberIds().contains(visit.connectionId));
    }

    // The clients.

    /**
     * New clients, some with little room for what waits.
     *
     * @param between stands between each client and its network
     */
    void addClients(int count, UnaryOperator<Transport> between) {
        URI apiUrl = service().service().apiUrl();
        for (int i = 0; i < count; i++) {
            int mostWaiting = chance(0.25) ? between(3, 30) : 1_000;
            long mostBytes = chance(0.25) ? between(20_000, 40_000) : 8L * 1024 * 1024;
            SplittableRandom random = dice().split().random();
            Weather network = new Weather(clock, () -> way, tally(), this::sees);
            Client client = new Client(
                    this,
                    "client " + i,
                    network,
                    between.apply(network),
                    apiUrl,
                    options()
                            .reconnect(ReconnectPolicy.fullJitter().random(() -> random))
                            .mostWaiting(mostWaiting, mostBytes));
            weather.put(client, network);
            add(client);
        }
    }

    /** That client's network, with what can be done to it. */
    Weather weather(Client client) {
        return Objects.requireNonNull(weather.get(client));
    }

    /** From now on nothing new goes wrong. */
    void calm() {
        weather.values().forEach(Weather::clear);
    }

    /** Ends the service too, and tells whether anything is timed then, and for ever. */
    boolean isTimedAfterTheEnd() {
        service().service().close();
        pass(Duration.ofMinutes(2));
        long tasks = clock.getScheduledTaskCount();
        pass(Duration.ofHours(1));
        return clock.getScheduledTaskCount() != tasks;
    }
}
