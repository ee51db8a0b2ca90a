package io.sessionreactive.examples.scale;

import io.sessionreactive.ClientOptions;
import io.sessionreactive.OpenTok;
import io.sessionreactive.Session;
import io.sessionreactive.SessionOptions;
import io.sessionreactive.testkit.service.SessionId;
import io.sessionreactive.testkit.token.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Connects many sessions to a service in another JVM and says what they cost here. */
@Command(name = "Scale", mixinStandardHelpOptions = true, sortOptions = false)
final class Measurement implements Runnable {
    private static final int AT_A_TIME = 64;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Option(names = "--sessions", defaultValue = "100", description = "how many sessions (default: ${DEFAULT-VALUE})")
    private int sessions;

    @Option(names = "--members", defaultValue = "20", description = "members of each (default: ${DEFAULT-VALUE})")
    private int members;

    @Option(
            names = "--room",
            split = ",",
            defaultValue = "1000,2000,3000",
            description = "sizes of one large session that one more joins (default: ${DEFAULT-VALUE})")
    private List<Integer> rooms;

    @Option(names = "--idle", defaultValue = "20", description = "seconds to be idle (default: ${DEFAULT-VALUE})")
    private int idle;

    @Option(names = "--histogram", description = "also tell what the heap consists of")
    private boolean histogram;

    private OpenTok client;
    private Tokens tokens;

    @Override
    public void run() {
        try (ServiceProcess service = ServiceProcess.start()) {
            tokens = Tokens.of(ServiceProcess.API_KEY, ServiceProcess.API_SECRET);
            ArrivalTimes arrivals = new ArrivalTimes();
            client = OpenTok.create(
                    ClientOptions.defaults().apiUrl(service.apiUrl()).transport(arrivals));
            System.out.println("The service runs in a JVM of its own at " + service.apiUrl());
            connect("warming up", newSession(), 20); // whatever is made once is made now
            many();
            rooms.forEach(size -> room(size, arrivals));
            client.disposeLater().block(PATIENCE);
        }
    }

    private void many() {
        System.out.printf("%n%,d sessions of %d members%n", sessions, members);
        Footprint before = Footprint.now();
        long start = System.nanoTime();
        List<Session> connected = new ArrayList<>();
        try (ProgressBar bar = new ProgressBar("connecting", (long) sessions * members)) {
            for (int i = 0; i < sessions; i++) {
                connected.addAll(connect(newSession(), members, UnaryOperator.identity()));
                bar.stepBy(members);
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        Footprint.of(idle, "idle").print(before, connected.size(), seconds);
        if (histogram) {
            Footprint.printHistogram();
        }
        leave(connected);
    }

    private void room(int size, ArrivalTimes arrivals) {
        String id = newSession();
        // those present do not hear of each other, so that the room fills without n² notices
        List<Session> present =
                connect("a session of " + size, id, size, options -> options.connectionEventsSuppressed(true));
        Session late = client.initSession(ServiceProcess.API_KEY, id);
        late.connect(tokens.forSession(id).jwt()).block(PATIENCE);
        double milliseconds = (System.nanoTime() - arrivals.lastLarge()) / 1e6;
        System.out.printf(
                "  joined by one more: %.1f ms from the last byte of its answer to connect, %,d present%n",
                milliseconds, late.snapshot().connections().size());
        late.disconnect().block(PATIENCE);
        leave(present);
    }

    private List<Session> connect(String task, String id, int count) {
        return connect(task, id, count, UnaryOperator.identity());
    }

    private List<Session> connect(String task, String id, int count, UnaryOperator<SessionOptions> change) {
        List<Session> connected = new ArrayList<>();
        try (ProgressBar bar = new ProgressBar(task, count)) {
            for (int done = 0; done < count; done += AT_A_TIME) {
                int some = Math.min(AT_A_TIME, count - done);
                connected.addAll(connect(id, some, change));
                bar.stepBy(some);
            }
        }
        return connected;
    }

    private List<Session> connect(String id, int count, UnaryOperator<SessionOptions> change) {
        return Flux.range(0, count)
                .map(i -> client.initSession(change.apply(SessionOptions.of(ServiceProcess.API_KEY, id))))
                .flatMap(session -> session.connect(tokens.forSession(id).jwt()).thenReturn(session), AT_A_TIME)
                .collectList()
                .block(PATIENCE);
    }

    private static String newSession() {
        return SessionId.create(ServiceProcess.API_KEY, true, Instant.now()).text();
    }

    private static void leave(List<Session> connected) {
        Mono.when(connected.stream().map(Session::disconnect).toList()).block(PATIENCE);
    }

    /** Runs the measurement in this JVM; {@link Scale} starts one for it. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Measurement()).execute(args));
    }
}
