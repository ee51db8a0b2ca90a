package io.sessionreactive.testkit.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sessionreactive.testkit.seen.SeenMember;
import io.sessionreactive.testkit.seen.SeenSignal;
import io.sessionreactive.testkit.token.Role;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SessionLogTest {
    private final SessionLog log = new SessionLog();

    @Test
    @DisplayName("members are listed in the order of joining, wherever they are for a while")
    void members() {
        SeenMember ada = member("a");
        SeenMember bob = member("b");
        log.joined(ada);
        log.joined(bob);
        List<SeenMember> before = log.members();
        log.present("a", false);
        log.present("nobody", false);
        assertEquals(List.of(ada.present(false), bob), log.members());
        assertEquals(List.of(ada, bob), before);
        log.present("a", true);
        assertEquals(List.of(ada, bob), log.members());
        log.left("a");
        log.left("nobody");
        assertEquals(List.of(bob), log.members());
    }

    @Test
    @DisplayName("signals are listed in the order of acceptance, the newest 100,000 at the most")
    void signals() {
        for (int i = 0; i < 100_001; i++) {
            log.signal(new SeenSignal("a", null, "n", Integer.toString(i)));
        }
        List<SeenSignal> signals = log.signals();
        int first = 100_001 - signals.size();
        for (int i = 0; i < signals.size(); i++) {
            assertEquals(Integer.toString(first + i), signals.get(i).data());
        }
    }

    private static SeenMember member(String id) {
        return new SeenMember(id, Role.PUBLISHER, "", Instant.EPOCH, true);
    }
}
