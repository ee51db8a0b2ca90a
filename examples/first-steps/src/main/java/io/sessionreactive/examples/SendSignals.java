package io.sessionreactive.examples;

import static io.sessionreactive.examples.Place.PATIENCE;

import io.sessionreactive.Session;
import io.sessionreactive.SessionException;
import io.sessionreactive.Signal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reactor.core.publisher.Flux;

/** Sends many signals with back-pressure and shows what comes of them: the count, the order, and a refusal. */
@Command(name = "SendSignals", mixinStandardHelpOptions = true)
public final class SendSignals implements Runnable {
    // so many wait for their acknowledgement at a time
    private static final int IN_FLIGHT = 64;

    @Mixin
    private final Place place = new Place();

    @Option(names = "--count", defaultValue = "1000", description = "how many signals (default: ${DEFAULT-VALUE})")
    private int count;

    @Override
    public void run() {
        try (place) {
            place.open();
            Session sender = place.newClient();
            Session receiver = place.newClient();
            Flux<Integer> received = receiver.signals("number")
                    .map(signal -> Integer.parseInt(signal.data()))
                    .replay()
                    .autoConnect(0);
            receiver.connect(place.token("Receiver")).block(PATIENCE);
            sender.connect(place.token("Sender")).block(PATIENCE);

            Flux.range(1, count)
                    .flatMapSequential(n -> sender.signal(Signal.of("number", "" + n)), IN_FLIGHT)
                    .blockLast(PATIENCE);
            boolean inOrder = received.take(count)
                            .scan((before, now) -> before + 1 == now ? now : Integer.MIN_VALUE)
                            .blockLast(PATIENCE)
                    == count;
            System.out.println(count + " signals sent and acknowledged; received in order: " + inOrder);

            sender.signal(Signal.of("no spaces, please", "refused before it is sent"))
                    .doOnError(SessionException.class, e -> System.out.println(e.getMessage()))
                    .onErrorComplete(SessionException.class)
                    .block(PATIENCE);
        }
    }

    /** Starts the program; see {@code --help}. */
    public static void main(String[] args) {
        int exitCode = new CommandLine(new SendSignals()).execute(args);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }
}
