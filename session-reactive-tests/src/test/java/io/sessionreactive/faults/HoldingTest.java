package io.sessionreactive.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.rumor.Frame;
import io.sessionreactive.support.Place;
import io.sessionreactive.support.RawClient;
import io.sessionreactive.support.Stage;
import io.sessionreactive.testkit.LocalSession;
import io.sessionreactive.testkit.fault.Ending;
import io.sessionreactive.testkit.fault.Request;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the service does for a member who lost its socket, in virtual time. */
@Timeout(120)
class HoldingTest {
    private static final int MOST_HELD = 1_000;

    private Stage stage;
    private LocalSession session;
    private RawClient alice;
    private RawClient bob;

    @BeforeEach
    void bobIsAbsent() {
        stage = Place.IN_MEMORY.open();
        String sessionId = stage.service().createSession();
        session = stage.service().session(sessionId);
        alice = new RawClient(stage, sessionId).join();
        bob = new RawClient(stage, sessionId).join();
        alice.socket().ping();
        bob.socket().ping();
        stage.service().faults().on(bob.connectionId()).drop(Ending.RST);
        bob.socket().end();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    @DisplayName("S25 an absent member is waited for for 65 s, and nobody sees that it is away")
    void graceTime() {
        away(Duration.ofSeconds(64));
        assertEquals(2, session.members().size());
        assertEquals(0, ends());
        bob.comeBack();
        assertTrue(session.member(bob.connectionId()).orElseThrow().present());
        assertEquals(0, ends());
    }

    @Test
    @DisplayName("S25 after 65 s an absent member is gone: the others see it leave, and it cannot come back")
    void graceTimeOver() {
        away(Duration.ofSeconds(66));
        assertTrue(alice.hearEnd(bob.connectionId()).payload().utf8().contains("\"networkDisconnected\""));
        assertEquals(1011, bob.connect(true).open().end().code());
    }

    @Test
    @DisplayName("S25 each absence has a grace time of its own")
    void graceTimeAnew() {
        away(Duration.ofSeconds(60));
        bob.comeBack();
        stage.service().faults().on(bob.connectionId()).drop(Ending.RST);
        bob.socket().end();
        away(Duration.ofSeconds(60));
        bob.comeBack();
        assertEquals(0, ends());
    }

    @Test
    @DisplayName("S25 1,000 messages are held for an absent member, and delivered once and in order when it is back")
    void held() {
        List<String> said = IntStream.range(0, MOST_HELD).mapToObj(i -> "m" + i).toList();
        said.forEach(alice::signal);
        alice.hearSignal("m999");
        bob.comeBack();
        bob.hearSignal("m999");
        assertEquals(said, heard(bob));
    }

    @Test
    @DisplayName("S25 one message more, and the member is lost: never a silent gap")
    void tooMany() {
        IntStream.rangeClosed(0, MOST_HELD).forEach(i -> alice.signal("m" + i));
        lost();
    }

    @Test
    @DisplayName("S25 more than 8 MiB, and the member is lost, however few messages they are")
    void tooLarge() {
        String large = "x".repeat(8_100); // with its frame about 8,400 bytes, 1,000 of which are more than 8 MiB
        IntStream.range(0, 950).forEach(i -> alice.signal(i + large));
        alice.hearSignal("949" + large);
        assertTrue(session.member(bob.connectionId()).isPresent(), "less than 8 MiB are held");
        IntStream.range(950, MOST_HELD).forEach(i -> alice.signal(i + large));
        lost();
    }

    private void lost() {
        assertTrue(alice.hearEnd(bob.connectionId()).payload().utf8().contains("\"networkDisconnected\""));
        assertFalse(session.member(bob.connectionId()).isPresent());
        assertEquals(1011, bob.connect(true).open().end().code());
    }

    @Test
    @DisplayName("S23 a request that comes again after 1,000 others is answered again and not done again")
    void again() {
        stage.service().faults().onAll().times(1).loseAnswers(Request.SIGNAL);
        Frame first = alice.signal("first");
        IntStream.range(0, MOST_HELD - 1).forEach(i -> alice.signal("m" + i));
        alice.hearSignal("m" + (MOST_HELD - 2));
        alice.socket().say(first);
        alice.answer(first);
        assertEquals(
                1,
                session.signals().stream()
                        .filter(signal -> "first".equals(signal.data()))
                        .count());
    }

    /** Time passes, in which Alice pings as clients do. */
    private void away(Duration time) {
        long end = stage.now() + time.toMillis();
        while (stage.now() < end) {
            alice.socket().ping();
            long next = Math.min(end, stage.now() + 2_000);
            stage.until("two seconds", () -> stage.now() >= next);
        }
    }

    /** How often Alice heard that somebody left. */
    private long ends() {
        return alice.socket().frames().stream()
                .filter(frame -> frame.payload().utf8().contains("\"method\":\"deleted\""))
                .count();
    }

    private static List<String> heard(RawClient client) {
        return client.socket().frames().stream()
                .map(frame -> frame.payload().utf8())
                .filter(text -> text.contains("\"method\":\"signal\""))
                .map(text -> text.replaceFirst(".*\"data\":\"([^\"]*)\".*", "$1"))
                .toList();
    }
}
