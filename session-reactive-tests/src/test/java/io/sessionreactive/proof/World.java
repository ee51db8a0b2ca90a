package io.sessionreactive.proof;

import io.sessionreactive.SessionOptions;
import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.FrameType;
import io.sessionreactive.transport.SocketClosedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;

/** A service and its clients, which all live on one thread, with everything that is known of them. */
abstract class World {
    static final String API_KEY = "100";

    /** How long a client tries to come back, by default. */
    static final Duration WINDOW = Duration.ofSeconds(30);

    private static final int MOST_WRONGS = 20;

    private final Scheduler clock;
    private final Dice dice;
    private final Tally tally;
    private final @Nullable Consumer<String> story;
    private final List<Service> services = new ArrayList<>();
    private final List<Client> clients = new ArrayList<>();
    private final List<Sent> signals = new ArrayList<>();
    private final List<String> wrongs = new ArrayList<>();

    /**
     * A world without a service and without clients.
     *
     * @param clock whose thread everything happens on
     * @param story is told all that happens; null if nobody wants to know
     */
    World(long seed, Scheduler clock, Tally tally, @Nullable Consumer<String> story) {
        this.dice = new Dice(seed);
        this.clock = clock;
        this.tally = tally;
        this.story = story;
    }

    /** Whether moments can be compared. Where time is real it goes on while things happen. */
    abstract boolean isExact();

    Scheduler clock() {
        return clock;
    }

    Dice dice() {
        return dice;
    }

    boolean chance(double probability) {
        return dice.chance(probability);
    }

    int between(int least, int most) {
        return dice.between(least, most);
    }

    Duration millis(int least, int most) {
        return dice.millis(least, most);
    }

    <T> T any(List<T> all) {
        return dice.any(all);
    }

    Tally tally() {
        return tally;
    }

    /** By the clients' clock. */
    long now() {
        return clock.now(TimeUnit.MILLISECONDS);
    }

    // The service.

    /** The one that is there at the moment. */
    Service service() {
        return services.get(services.size() - 1);
    }

    List<Service> services() {
        return services;
    }

    void add(Service service) {
        services.add(service);
    }

    String sessionId() {
        return service().sessionId();
    }

    String token() {
        return service().service().token(sessionId());
    }

    /** Whether that is an end after which a client has to stay away (S15). */
    static boolean isFinal(Throwable cause) {
        return cause instanceof SocketClosedException closed && (closed.code() == 1003 || closed.code() == 1011);
    }

    /** Whether the service has a reason not to know that connection any more. */
    boolean isGone(Visit visit) {
        return !service().hasSeen(visit.connectionId);
    }

    // The clients and what they sent.

    List<Client> clients() {
        return clients;
    }

    void add(Client client) {
        clients.add(client);
    }

    /** A client's options, without what differs from client to client. */
    SessionOptions options() {
        return SessionOptions.of(API_KEY, sessionId());
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

    /** A client sends a frame. */
    void sees(Network.Carrier carrier, Frame frame, byte[] bytes) {
        if (frame.type() == FrameType.MESSAGE) {
            int number = Sent.number(frame.payload().utf8());
            if (number >= 0) {
                sent(number).sent(carrier, Objects.requireNonNull(frame.transactionId()), Arrays.hashCode(bytes));
            }
        }
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
        if (story != null) {
            story.accept(now() + " ms  " + what.get());
        }
    }
}
