package io.sessionreactive.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.Session;
import io.sessionreactive.Signal;
import io.sessionreactive.testkit.junit.SessionTest;
import io.sessionreactive.testkit.seen.SeenAnswer;
import io.sessionreactive.testkit.seen.SeenFrame;
import io.sessionreactive.testkit.seen.SeenTraffic;
import io.sessionreactive.testkit.token.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.test.scheduler.VirtualTimeScheduler;

@Timeout(30)
@SessionTest(virtual = true)
class TranscriptTest {
    private static final Duration MOMENT = Duration.ofMillis(100);

    @Test
    @DisplayName("each frame, socket and answer is a line with its time, direction and what it is about")
    void lines(LocalSessionService service, LocalSession room, Session ada, VirtualTimeScheduler time) {
        ada.connect(room.token()).then(ada.signal(Signal.of("chat", "psst"))).subscribe();
        time.advanceTimeBy(MOMENT);
        String text = service.transcript().toString();
        String id = room.members().get(0).connectionId();
        String me = id.substring(0, 8);
        assertTrue(text.startsWith("S1 is session " + room.id() + "\n"), text);
        List<String> expected = List.of(
                "\\d\\.\\d{3} s  HTTP +--  GET S1 200",
                "#1 +" + me + " --  opened",
                "#1 +" + me + " ->  CONNECT, transaction \\w{8}",
                "#1 +" + me + " ->  SUBSCRIBE S1",
                "#1 +" + me + " ->  MESSAGE create S1/connection/" + me + ", transaction \\w{8}",
                "#1 +" + me + " <-  STATUS 200, transaction \\w{8}",
                "#1 +" + me + " <-  MESSAGE created S1/connection/" + me + ", transaction \\w{8}",
                "#1 +" + me + " ->  MESSAGE signal S1/signal/\\w{8}, transaction \\w{8}",
                "#1 +" + me + " <-  MESSAGE signal S1/signal/\\w{8}, transaction \\w{8}");
        for (String line : expected) {
            assertTrue(
                    Pattern.compile(line + "$", Pattern.MULTILINE).matcher(text).find(), () -> line + "\n" + text);
        }
    }

    @Test
    @DisplayName("it tells neither tokens nor data, unless asked for the data")
    void secrets(
            LocalSessionService service, LocalSession room, Session ada, Tokens tokens, VirtualTimeScheduler time) {
        String token = tokens.forSession(room.id()).data("the-connection-data").jwt();
        ada.connect(token)
                .then(ada.signal(Signal.of("chat", "the-signal-data")))
                .subscribe();
        time.advanceTimeBy(MOMENT);
        Transcript transcript = service.transcript();
        String withContents = transcript.withContents().toString();
        assertTrue(withContents.contains("the-connection-data"), withContents);
        assertTrue(withContents.contains("the-signal-data"), withContents);
        String text = transcript.toString();
        assertFalse(text.contains("the-connection-data") || text.contains("the-signal-data"), text);
        for (String part : token.split("\\.", -1)) {
            assertFalse(withContents.contains(part), "a part of the token");
        }
    }

    @Test
    @DisplayName("a refusal is told with its reason")
    void refusal(
            LocalSessionService service, LocalSession room, Session ada, Tokens tokens, VirtualTimeScheduler time) {
        String token =
                tokens.forSession(room.id()).expiredFor(Duration.ofMinutes(3)).t1();
        ada.connect(token).onErrorComplete().subscribe();
        time.advanceTimeBy(MOMENT);
        String text = service.transcript().toString();
        assertTrue(text.contains("GET S1 200: [{\"error\":{\"code\":403"), text);
        assertTrue(text.contains("it expired 180 s ago"), text);
        assertFalse(text.contains(token), text);
    }

    @Test
    @DisplayName("keep-alive frames in a row are one line")
    void keepAlive(LocalSessionService service, LocalSession room, Session ada, VirtualTimeScheduler time) {
        ada.connect(room.token()).subscribe();
        time.advanceTimeBy(MOMENT);
        long before = service.transcript().toString().lines().count();
        time.advanceTimeBy(Duration.ofMinutes(1));
        String text = service.transcript().toString();
        assertEquals(before + 1, text.lines().count(), text);
        String last = text.lines().reduce((one, other) -> other).orElseThrow();
        assertTrue(last.matches(" +\\d+\\.\\d{3} s to +\\d+\\.\\d{3} s  \\d{2} times PING or PONG"), last);
        assertEquals(1, service.openSockets().size());
    }

    @Test
    @DisplayName("of a long history the end is told, and how much is left out")
    void longHistory() {
        List<SeenTraffic> traffic = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            traffic.add(new SeenAnswer(Instant.ofEpochMilli(i), "GET", "/session/a", 200, ""));
        }
        traffic.add(
                new SeenFrame(Instant.ofEpochMilli(600), 7, null, true, "MALFORMED", null, null, null, null, null, 3));
        List<String> lines =
                Transcript.of(traffic, Instant.EPOCH).toString().lines().toList();
        assertEquals("S1 is session a", lines.get(0));
        assertEquals("101 earlier lines are left out", lines.get(1));
        assertEquals(502, lines.size());
        assertEquals("    0.600 s  #7            ->  MALFORMED", lines.get(501));
    }
}
