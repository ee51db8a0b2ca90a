package io.sessionreactive.examples;

import static io.sessionreactive.examples.Place.PATIENCE;

import io.sessionreactive.Session;
import io.sessionreactive.SessionEvent.ConnectionDestroyed;
import io.sessionreactive.SessionEvent.SignalReceived;
import io.sessionreactive.SessionException;
import io.sessionreactive.Signal;
import io.sessionreactive.testkit.token.Role;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Watches the chat for a forbidden word, removes whoever says it, and prints who that was and why. */
@Command(name = "Moderator", mixinStandardHelpOptions = true)
public final class Moderator implements Runnable {
    @Mixin
    private final Place place = new Place();

    @Option(names = "--word", defaultValue = "rubbish", description = "what not to say (default: ${DEFAULT-VALUE})")
    private String word;

    @Override
    public void run() {
        try (place) {
            place.open();
            Session moderator = place.newClient();
            Flux<String> removed = moderate(moderator).doOnNext(System.out::println);
            Flux<String> watch = removed.replay().autoConnect(0);
            moderator.connect(place.token("Moderator", Role.MODERATOR)).block(PATIENCE);
            if (place.isLocal()) {
                play();
            } else {
                watch.blockLast(); // until the session ends, or you stop it
            }
        }
    }

    /** The bot itself. Whoever has left meanwhile cannot be removed, and the next one is watched all the same. */
    private Flux<String> moderate(Session session) {
        return session.signals("chat")
                .filter(signal -> signal.from() != null && isForbidden(signal))
                .concatMap(signal -> session.forceDisconnect(signal.from())
                        .then(Mono.just(signal.from().data() + " was removed for saying \"" + word + "\""))
                        .onErrorResume(SessionException.class, failure -> Mono.just(failure.getMessage())));
    }

    private boolean isForbidden(SignalReceived signal) {
        return signal.data() != null && signal.data().toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT));
    }

    /** Two guests of the local service: one minds what is said, the other one does not. */
    private void play() {
        Session ada = place.newClient();
        Session bob = place.newClient();
        Story story = Story.of("Ada", ada);
        Story.of("Bob", bob);
        ada.connect(place.token("Ada")).block(PATIENCE);
        bob.connect(place.token("Bob")).block(PATIENCE);
        ada.signal(Signal.of("chat", "Good morning!")).block(PATIENCE);
        bob.signal(Signal.of("chat", "What " + word + "!")).block(PATIENCE);
        story.await(ConnectionDestroyed.class, 1);
        ada.disconnect().block(PATIENCE);
    }

    /** Starts the program; see {@code --help}. */
    public static void main(String[] args) {
        int exitCode = new CommandLine(new Moderator()).execute(args);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }
}
