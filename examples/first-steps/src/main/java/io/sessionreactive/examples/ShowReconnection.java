package io.sessionreactive.examples;

import static io.sessionreactive.examples.Place.PATIENCE;

import io.sessionreactive.LinkClocks;
import io.sessionreactive.Session;
import io.sessionreactive.SessionEvent.ConnectionDestroyed;
import io.sessionreactive.SessionEvent.SessionDisconnected;
import io.sessionreactive.SessionEvent.SessionReconnected;
import io.sessionreactive.SessionEvent.SessionReconnecting;
import io.sessionreactive.SessionEvent.SignalReceived;
import io.sessionreactive.Signal;
import io.sessionreactive.testkit.LocalSessionServiceOptions;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A session loses its network for a while: signals wait and arrive. Then for too long: the session ends. */
@Command(name = "ShowReconnection", mixinStandardHelpOptions = true)
public final class ShowReconnection implements Runnable {
    // 30 s and 65 s by default; shorter, so that you need not wait
    private static final Duration WINDOW = Duration.ofSeconds(7);
    private static final Duration GRACE_TIME = Duration.ofSeconds(9);

    private final Place place = new Place();

    @Override
    public void run() {
        try (place) {
            place.open(LocalSessionServiceOptions.defaults().graceTime(GRACE_TIME));
            Session red = place.newClient(
                    options -> options.clocks(LinkClocks.defaults().window(WINDOW)));
            Session blue = place.newClient();
            Story ofRed = Story.of("Red ", red);
            Story ofBlue = Story.of("Blue", blue);
            System.out.println("\nRed and Blue join.");
            blue.connect(place.token("Blue")).block(PATIENCE);
            red.connect(place.token("Red")).block(PATIENCE);

            System.out.println(
                    "\nRed loses the network for 5 seconds. Red signals all the same; what must not wait fails.");
            place.networkOutage(red, 5);
            ofRed.await(SessionReconnecting.class, 1);
            Mono<Void> held = Flux.just("one", "two", "three")
                    .flatMapSequential(text -> red.signal(Signal.of("chat", text)))
                    .doOnComplete(() -> System.out.println("  Red : all three are acknowledged"))
                    .then()
                    .cache();
            held.subscribe();
            red.signal(Signal.of("chat", "now or never").retryAfterReconnect(false))
                    .onErrorResume(e -> Mono.fromRunnable(() -> System.out.println("  Red : " + e.getMessage())))
                    .block(PATIENCE);
            System.out.println("  Red : " + red.snapshot().waiting() + " signals wait");
            ofRed.await(SessionReconnected.class, 1);
            ofBlue.await(SignalReceived.class, 3);
            held.block(PATIENCE);

            System.out.println("\nRed loses the network once more, for longer than it tries to get back.");
            place.networkOutage(red, 60);
            ofRed.await(SessionDisconnected.class, 1);
            System.out.println("  (the service keeps Red's place a little longer)");
            ofBlue.await(ConnectionDestroyed.class, 1);
            blue.disconnect().block(PATIENCE);
        }
    }

    /** Starts the program. */
    public static void main(String[] args) {
        int exitCode = new CommandLine(new ShowReconnection()).execute(args);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }
}
