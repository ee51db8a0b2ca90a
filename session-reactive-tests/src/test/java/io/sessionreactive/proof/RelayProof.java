package io.sessionreactive.proof;

import io.sessionreactive.proof.RelayLife.Form;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;

/**
 * Some {@link RelayLife lives} over real sockets, one for each seed: a short one in every build, five long ones by
 *
 * <pre>
 * mvn -B -pl session-reactive-tests -am test -Dtest=RelayProofTest -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dproof.relay=long
 * </pre>
 *
 * <p>The system property {@code proof.first} says from which seed on; {@code proof.seed} takes that one only, and writes
 * all that happens in it into a file.
 */
final class RelayProof {
    static final Form SHORT = new Form(5, 100, 10, 30, 100, Duration.ofSeconds(60));
    static final Form LONG = new Form(20, 1_000, 50, 65, 800, Duration.ofSeconds(120));

    private static final int LONG_SEEDS = 5;

    private final Form form;
    private final List<RelayLife.Result> results = new ArrayList<>();

    private RelayProof(Form form) {
        this.form = form;
    }

    /** Lives them. */
    static RelayProof run() {
        boolean isLong = "long".equals(System.getProperty("proof.relay"));
        RelayProof proof = new RelayProof(isLong ? LONG : SHORT);
        Long one = Long.getLong("proof.seed");
        long first = one != null ? one : Long.getLong("proof.first", 1);
        long count = one != null || !isLong ? 1 : LONG_SEEDS;
        for (long seed = first; seed < first + count; seed++) {
            proof.run(seed, one != null);
        }
        return proof;
    }

    private void run(long seed, boolean telling) {
        Queue<String> story = new ConcurrentLinkedQueue<>();
        results.add(RelayLife.run(seed, form, RelayStorm.KINDS, UnaryOperator.identity(), telling ? story::add : null));
        if (telling) {
            write(Path.of("target", "relay-proof-" + seed + ".txt"), story);
        }
    }

    private static void write(Path file, Iterable<String> story) {
        try {
            Files.write(file, story);
            System.out.println("all that happened is in " + file.toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Form form() {
        return form;
    }

    List<RelayLife.Result> results() {
        return results;
    }

    /** What was wrong, with each seed and how to live it again. */
    List<String> failures() {
        return results.stream()
                .filter(result -> !result.wrongs().isEmpty())
                .map(result -> "seed " + result.seed() + ", to be lived again by\n  " + command(result.seed()) + "\n  "
                        + String.join("\n  ", result.wrongs()))
                .toList();
    }

    private String command(long seed) {
        return "mvn -B -pl session-reactive-tests -am test -Dtest=RelayProofTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dproof.seed=" + seed
                + (form == LONG ? " -Dproof.relay=long" : "");
    }

    /** What happened and what was wrong, a row for each seed. */
    String table() {
        StringBuilder text = new StringBuilder("seed | signals | deliveries | faults | links restored | sent again"
                + " | lost | doubled | inverted | otherwise wrong | faults by kind\n");
        results.forEach(result -> text.append(result.row()).append('\n'));
        return text.toString();
    }
}
