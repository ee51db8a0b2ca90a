package io.sessionreactive.examples;

import static io.sessionreactive.examples.Place.PATIENCE;

import io.sessionreactive.Connection;
import io.sessionreactive.Session;
import java.util.Collection;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Counts who is in a session, rightly at every moment, while others come and go. */
@Command(name = "CountConnections", mixinStandardHelpOptions = true)
public final class CountConnections implements Runnable {
    @Mixin
    private final Place place = new Place();

    @Override
    public void run() {
        try (place) {
            place.open();
            Session watcher = place.newClient();
            // no counter of our own: the roster is the service's list, ourselves included
            watcher.roster().subscribe(present -> System.out.println("  " + present.size() + ": " + names(present)));
            watcher.connect(place.token("Watcher")).block(PATIENCE);

            Session red = place.newClient();
            Session blue = place.newClient();
            red.connect(place.token("Red")).block(PATIENCE);
            blue.connect(place.token("Blue")).block(PATIENCE);
            red.disconnect().block(PATIENCE);
            blue.disconnect().block(PATIENCE);
            watcher.roster().filter(present -> present.size() == 1).blockFirst(PATIENCE);
            watcher.disconnect().block(PATIENCE);
        }
    }

    private static String names(Collection<Connection> present) {
        return present.stream().map(Connection::data).collect(Collectors.joining(", "));
    }

    /** Starts the program; see {@code --help}. */
    public static void main(String[] args) {
        int exitCode = new CommandLine(new CountConnections()).execute(args);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }
}
