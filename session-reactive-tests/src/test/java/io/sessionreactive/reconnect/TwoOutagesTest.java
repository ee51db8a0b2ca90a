package io.sessionreactive.reconnect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sessionreactive.OpenTok;
import io.sessionreactive.Session;
import io.sessionreactive.testkit.ClientFaults;
import io.sessionreactive.testkit.LocalSessionService;
import io.sessionreactive.testkit.LocalSessionServiceOptions;
import io.sessionreactive.testkit.fault.Ending;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.test.scheduler.VirtualTimeScheduler;

@Timeout(60)
class TwoOutagesTest {
    @Test
    @DisplayName("S25 the service waits the whole grace time in each outage")
    void graceTimePerOutage() {
        VirtualTimeScheduler clock = VirtualTimeScheduler.create();
        LocalSessionService service = LocalSessionService.inMemory(
                clock, LocalSessionServiceOptions.defaults().graceTime(Duration.ofSeconds(40)));
        String id = service.createSession();
        OpenTok client = OpenTok.create(service.clientOptions());
        Session red = client.initSession(service.apiKey(), id);
        red.connect(service.token(id)).subscribe();
        clock.advanceTimeBy(Duration.ofSeconds(1));
        ClientFaults faults = service.faults().on(red.snapshot().connection().connectionId());
        faults.silence().restoreAfter(Duration.ofSeconds(20));
        faults.drop(Ending.RST);
        clock.advanceTimeBy(Duration.ofSeconds(25));
        assertEquals("CONNECTED", red.snapshot().status().name());
        faults.silence();
        faults.drop(Ending.RST);
        clock.advanceTimeBy(Duration.ofSeconds(39));
        assertEquals(1, service.session(id).members().size());
        clock.advanceTimeBy(Duration.ofSeconds(2));
        assertEquals(0, service.session(id).members().size());
    }
}
