package io.sessionreactive.proof;

import io.sessionreactive.transport.SocketClosedException;
import io.sessionreactive.transport.Transport;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import reactor.test.scheduler.VirtualTimeScheduler;

/** A service and its clients in virtual time, all on one thread, with everything that is known of them. */
final class World {
    static final String API_KEY = "100";

    /** How long a client tries to come back, by default. */
    static final Duration WINDOW = Duration.ofSeconds(30);

    private static final int MOST_WRONGS = 20;

    private final VirtualTimeScheduler clock = VirtualTimeScheduler.create();
    private final SplittableRandom random;
    private final Tally tally;
    private final boolean tracing;
    private final List<Service> services = new ArrayList<>();
    private final List<Client> clients = new ArrayList<>();
    private final List<Sent> signals = new ArrayList<>();
    private final List<String> wrongs = new ArrayList<>();
    private Service present;
    private boolean flooded;

    /** A world with a service and no clients yet. */
    World(long seed, Tally tally, boolean tracing) {
        this.random = new SplittableRandom(seed);
        this.tally = tally;
        this.tracing = tracing;
        this.present = new Service(clock, "");
        services.add(present);
    }

    void addClients(int count, UnaryOperator<Transport> between) {
        URI apiUrl = present.service().apiUrl();
        for (int i = 0; i < count; i++) {
            int mostWaiting = chance(0.25) ? between(3, 30) : 1_000;
            long mostBytes = chance(0.25) ? between(20_000, 40_000) : 8L * 1024 * 1024;
            clients.add(new Client(this, "client " + i, apiUrl, mostWaiting, mostBytes, between));
        }
    }

    VirtualTimeScheduler clock() {
        return clock;
    }

    SplittableRandom random() {
        return random;
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    Duration millis(int least, int most) {
        return Duration.ofMillis(between(least, most));
    }

    <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    Tally tally() {
        return tally;
    }

    /** Virtual milliseconds since the beginning. */
    long now() {
        return clock.now(TimeUnit.MILLISECONDS);
    }

    void pass(Duration time) {
        clock.advanceTimeBy(time);
    }

    // The service.

    Service service() {
        return present;
    }

    List<Service> services() {
        return services;
    }

    /** The way to the service, or to where it was. */
    Transport way() {
        return present.way();
    }

    String sessionId() {
        return present.sessionId();
    }

    String token() {
        return present.service().token(sessionId());
    }

    /** Ends the service; after {@code away} another one is there, which knows nothing. */
    void restart(Duration away) {
        present.service().close();
        clock.schedule(this::startAnother, away.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void startAnother() {
        present = new Service(clock, sessionId());
        services.add(present);
    }

    /** More was sent to an absent member than is held for it. */
    void flooded() {
        flooded = true;
    }

    /** Whether that is an end after which a client has to stay away (S15). */
    static boolean isFinal(Throwable cause) {
        return cause instanceof SocketClosedException closed && (closed.code() == 1003 || closed.code() == 1011);
    }

    /** Whether the service has a reason not to know that connection any more. */
    boolean isGone(Visit visit) {
        String id = visit.connectionId;
        return !present.hasSeen(id) || (flooded && !present.memberIds().contains(id));
    }

    // The clients and what they sent.

    List<Client> clients() {
        return clients;
    }

    List<Sent> signals() {
        return signals;
    }

    Sent sent(int number) {
        return signals.get(number);
    }

    Sent sent(Client sender, @Nullable String to, boolean patient, boolean inHandler) {
        Sent sent = new Sent(this, signals.size(), sender, to, patient, inHandler);
        signals.add(sent);
        tally.count("signals");
        return sent;
    }

    /** How the data ends of a signal that this client answers from inside its handler. */
    static String echoTo(Client client) {
        return "echo of " + client;
    }

    // What is wrong.

    void wrong(Wrong kind, String what) {
        tally.count(kind);
        if (wrongs.size() < MOST_WRONGS) {
            wrongs.add(now() + " ms: " + kind + ": " + what);
        }
        trace(() -> "WRONG: " + kind + ": " + what);
    }

    List<String> wrongs() {
        return wrongs;
    }

    void trace(Supplier<String> what) {
        if (tracing) {
            System.out.println(now() + " ms  " + what.get());
        }
    }
}
