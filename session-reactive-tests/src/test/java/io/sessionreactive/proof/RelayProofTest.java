package io.sessionreactive.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.proof.RelayLife.Form;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a session promises while real sockets break; see {@link RelayProof} for how many lives, and how long ones. */
class RelayProofTest {
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
    @Timeout(120)
    @DisplayName("an SDK that is broken is found out over real sockets too")
    void findsOut(Mutation mutation) {
        Form form = new Form(3, 60, 9, 20, 100, Duration.ofSeconds(3));
        RelayLife.Result result = RelayLife.run(1, form, TELLING, mutation.between(), null);
        assertTrue(result.tally().of(mutation.wrong()) > 0, () -> result.row() + "\n" + result.wrongs());
    }
}
