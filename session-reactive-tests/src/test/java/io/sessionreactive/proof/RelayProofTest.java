package io.sessionreactive.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.proof.RelayLife.Form;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a session promises while real sockets break; see {@link RelayProof} for how many lives, and how long ones. */
class RelayProofTest {
    private static final int MOST_LIVES = 8;

    // faults after which the present and the broken conduct differ
    private static final List<Trouble> TELLING =
            List.of(Trouble.LOST_ON_ITS_WAY, Trouble.HANDLED_UNACKNOWLEDGED, Trouble.RECEIPTS_LOST, Trouble.REFUSED);

    @Test
    @Timeout(2_400)
    @DisplayName("S16 to S18 S23 to S26 S30 hold over real sockets under all that a relay can do")
    void holdsOverRealSockets() {
        RelayProof proof = RelayProof.run();
        System.out.println(proof.table());
        assertTrue(proof.failures().isEmpty(), () -> String.join("\n", proof.failures()));
        Form form = proof.form();
        for (RelayLife.Result result : proof.results()) {
            long signals = (long) form.clients() * form.signals();
            assertEquals(signals, result.tally().of("signals completed"));
            assertEquals(signals * form.clients(), result.tally().of("deliveries checked"));
            assertTrue(result.tally().troubles() >= form.faults(), result::row);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"RESEND_OFF", "RESEND_REVERSED", "DEDUPLICATION_OFF", "RESEND_AS_ANOTHER_TRANSACTION"})
    @Timeout(600)
    @DisplayName("an SDK that is broken is found out over real sockets too")
    void findsOut(Mutation mutation) {
        Form form = new Form(3, 60, 9, 20, 100, Duration.ofSeconds(3));
        List<RelayLife.Result> lives = new ArrayList<>();
        boolean found = false;
        // the machine's own times decide whether one life comes to where the break shows; of several, one does
        for (long seed = 1; seed <= MOST_LIVES && !found; seed++) {
            RelayLife.Result life = RelayLife.run(seed, form, TELLING, mutation.between(), null);
            lives.add(life);
            found = !life.wrongs().isEmpty(); // in a life that is over early, what is lost still waits
        }
        assertTrue(
                found,
                () -> lives.stream()
                        .map(life -> life.row() + "\n" + life.wrongs())
                        .collect(Collectors.joining("\n")));
    }
}
