package io.sessionreactive.examples;

import static io.sessionreactive.examples.Place.PATIENCE;

import io.sessionreactive.Session;
import io.sessionreactive.SessionEvent.ConnectionCreated;
import io.sessionreactive.SessionEvent.ConnectionDestroyed;
import io.sessionreactive.SessionEvent.SessionReconnected;
import io.sessionreactive.SessionEvent.SignalReceived;
import io.sessionreactive.SessionException;
import io.sessionreactive.Signal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Two clients join a session, count who is there, signal to each other, lose the network, come back and leave: the
 * documentation's last program.
 */
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
            Story ofRed = Story.of("Red ", red);
            Story ofBlue = Story.of("Blue", blue);

            System.out.println("\nRed joins, then Blue.");
            red.connect(place.token("Red")).block(PATIENCE);
            blue.connect(place.token("Blue")).block(PATIENCE);
            ofRed.await(ConnectionCreated.class, 2);

            System.out.println("\nRed says hello to all; Blue answers Red alone.");
            red.signal(Signal.of("chat", "Hello, is anybody there?")).block(PATIENCE);
            SignalReceived hello = ofBlue.await(SignalReceived.class, 1);
            blue.signal(Signal.of("chat", "I am!").to(hello.from())).block(PATIENCE);
            ofRed.await(SignalReceived.class, 2);

            if (place.isLocal()) {
                System.out.println("\nRed loses the network for two seconds, and says something meanwhile.");
                place.networkOutage(red, 2);
                red.signal(Signal.of("chat", "Can you hear me?")).block(PATIENCE);
                ofRed.await(SessionReconnected.class, 1);
                ofBlue.await(SignalReceived.class, 2);
            }

            System.out.println("\nSomebody comes with a wrong token.");
            place.newClient()
                    .connect("not-a-token")
                    .doOnError(SessionException.class, e -> System.out.println("  nobody: " + e.getMessage()))
                    .onErrorComplete(SessionException.class)
                    .block(PATIENCE);

            System.out.println("\nBlue leaves, then Red.");
            blue.disconnect().block(PATIENCE);
            ofRed.await(ConnectionDestroyed.class, 1);
            red.disconnect().block(PATIENCE);
        }
    }

    /** Starts the program; see {@code --help}. */
    public static void main(String[] args) {
        int exitCode = new CommandLine(new JoinSession()).execute(args);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }
}
