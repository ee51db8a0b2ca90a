package io.sessionreactive.examples;

import static io.sessionreactive.examples.Place.PATIENCE;

import io.sessionreactive.Session;
import io.sessionreactive.SessionEvent;
import io.sessionreactive.SessionEvent.ConnectionCreated;
import io.sessionreactive.SessionEvent.ConnectionDestroyed;
import io.sessionreactive.SessionEvent.SessionConnected;
import io.sessionreactive.SessionEvent.SessionDisconnected;
import io.sessionreactive.SessionEvent.SignalReceived;
import io.sessionreactive.SessionException;
import io.sessionreactive.Signal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import reactor.core.publisher.Flux;

/** Two clients join a session, count who is there, signal to each other and leave: the documentation's last program. */
@Command(name = "JoinSession", mixinStandardHelpOptions = true)
public final class JoinSession implements Runnable {
    @Mixin
    private final Place place = new Place();

    @Override
    public void run() {
        try (place) {
            place.open();
            Session red = place.newClient();
            Session blue = place.newClient();
            Flux<SessionEvent> redHears = tell("Red ", red);
            Flux<SessionEvent> blueHears = tell("Blue", blue);

            System.out.println("\nRed joins, then Blue.");
            red.connect(place.token("Red")).block(PATIENCE);
            blue.connect(place.token("Blue")).block(PATIENCE);
            await(redHears, ConnectionCreated.class, 2);

            System.out.println("\nRed says hello to all; Blue answers Red alone.");
            red.signal(Signal.of("chat", "Hello, is anybody there?")).block(PATIENCE);
            SignalReceived hello = await(blueHears, SignalReceived.class, 1);
            blue.signal(Signal.of("chat", "I am!").to(hello.from())).block(PATIENCE);
            await(redHears, SignalReceived.class, 2);

            System.out.println("\nSomebody comes with a wrong token.");
            place.newClient()
                    .connect("not-a-token")
                    .doOnError(SessionException.class, e -> System.out.println("  nobody: " + e.getMessage()))
                    .onErrorComplete(SessionException.class)
                    .block(PATIENCE);

            System.out.println("\nBlue leaves, then Red.");
            blue.disconnect().block(PATIENCE);
            await(redHears, ConnectionDestroyed.class, 1);
            red.disconnect().block(PATIENCE);
        }
    }

    private static Flux<SessionEvent> tell(String name, Session session) {
        return session.events()
                .doOnNext(event -> System.out.println("  " + name + ": " + words(event, session)))
                .replay()
                .autoConnect(0);
    }

    private static String words(SessionEvent event, Session session) {
        int count = session.snapshot().connections().size();
        if (event instanceof SessionConnected) {
            return "I am in the session";
        } else if (event instanceof ConnectionCreated created) {
            return created.connection().data() + (created.own() ? " (that is me)" : "") + " is here, " + count
                    + " in all";
        } else if (event instanceof ConnectionDestroyed gone) {
            return gone.connection().data() + " left (" + gone.reason() + "), " + count + " in all";
        } else if (event instanceof SignalReceived signal) {
            return signal.from().data() + " says: " + signal.data();
        } else if (event instanceof SessionDisconnected end) {
            return "I am out of the session (" + end.reason() + ")";
        }
        return event.toString();
    }

    private static <T extends SessionEvent> T await(Flux<SessionEvent> events, Class<T> kind, int count) {
        return events.ofType(kind).take(count).blockLast(PATIENCE);
    }

    /** Starts the program; see {@code --help}. */
    public static void main(String[] args) {
        int exitCode = new CommandLine(new JoinSession()).execute(args);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }
}
