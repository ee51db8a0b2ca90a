package io.sessionreactive.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

/** The examples as whoever runs them sees them: they end well, tell their story, and nothing else. */
@Timeout(180)
class ExamplesTest {

    @Test
    @DisplayName("S37 JoinSession: connect, count, show, disconnect, and what is said when the network is lost")
    void joinSession() {
        Told told = run(new JoinSession());
        assertEquals(
                List.of(
                        "I am in the session",
                        "Red (that is me) is here, 1 in all",
                        "Blue is here, 2 in all",
                        "Red says: Hello, is anybody there?",
                        "Blue says: I am!",
                        "the network is gone, I try to get back until (time)",
                        "the network is back, I am still the same connection",
                        "Red says: Can you hear me?",
                        "Blue left (clientDisconnected), 1 in all",
                        "I am out of the session (clientDisconnected)"),
                told.by("Red"));
        assertEquals(
                List.of(
                        "I am in the session",
                        "Red is here, 2 in all",
                        "Blue (that is me) is here, 2 in all",
                        "Red says: Hello, is anybody there?",
                        "Red says: Can you hear me?",
                        "I am out of the session (clientDisconnected)"),
                told.by("Blue"));
        assertTrue(told.by("nobody").get(0).startsWith("connect: OT_AUTHENTICATION_ERROR (1004): "), told.out);
        assertEquals(
                List.of(
                        "Red joins, then Blue.",
                        "Red says hello to all; Blue answers Red alone.",
                        "Red loses the network for two seconds, and says something meanwhile.",
                        "Somebody comes with a wrong token.",
                        "Blue leaves, then Red."),
                told.chapters());
    }

    @Test
    @DisplayName("S30 CountConnections: the count is right at every moment")
    void countConnections() {
        Told told = run(new CountConnections());
        assertEquals(
                List.of(
                        "0:",
                        "1: Watcher",
                        "2: Watcher, Red",
                        "3: Watcher, Red, Blue",
                        "2: Watcher, Blue",
                        "1: Watcher",
                        "0:"),
                told.out.lines().skip(1).map(String::strip).toList());
    }

    @Test
    @DisplayName("S26 S39 SendSignals: all arrive in order, and one is refused before it is sent")
    void sendSignals() {
        Told told = run(new SendSignals(), "--count", "2000");
        List<String> lines = told.out.lines().skip(1).toList();
        assertEquals("2000 signals sent and acknowledged; received in order: true", lines.get(0));
        assertTrue(lines.get(1).startsWith("signal: OT_INVALID_PARAMETER (400): "), told.out);
        assertEquals(2, lines.size());
    }

    @Test
    @DisplayName("S11 S28 Moderator: who says the word is removed, and it is said who that was and why")
    void moderator() {
        Told told = run(new Moderator(), "--word", "humbug");
        assertEquals(List.of("Bob was removed for saying \"humbug\""), told.chapters());
        assertEquals(
                List.of(
                        "I am in the session",
                        "Moderator is here, 2 in all",
                        "Ada (that is me) is here, 2 in all",
                        "Bob is here, 3 in all",
                        "Ada says: Good morning!",
                        "Bob says: What humbug!",
                        "Bob left (forceDisconnected), 2 in all",
                        "I am out of the session (clientDisconnected)"),
                told.by("Ada"));
        List<String> bob = told.by("Bob");
        assertEquals("I am out of the session (forceDisconnected)", bob.get(bob.size() - 1));
    }

    @Test
    @DisplayName("S34 HandleErrors: each failure has words for the user and words for the developer")
    void handleErrors() {
        Told told = run(new HandleErrors());
        List<String> forUsers = told.by("user");
        assertEquals(
                List.of(
                        "You are not in the room. Join first.",
                        "You cannot come in with this invitation. Ask for a new one.",
                        "You cannot come in with this invitation. Ask for a new one.",
                        "You cannot come in with this invitation. Ask for a new one.",
                        "That message cannot be sent: it is too long.",
                        "Whoever that was for has left.",
                        "You seem to be offline. Check your network and try again."),
                forUsers);
        assertEquals(forUsers.size(), told.by("you").size());
    }

    private static Told run(Runnable example, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream systemOut = System.out;
        PrintStream systemErr = System.err;
        int exitCode;
        try (PrintStream toOut = new PrintStream(out, true, StandardCharsets.UTF_8);
                PrintStream toErr = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            System.setOut(toOut);
            System.setErr(toErr);
            exitCode = new CommandLine(example).execute(arguments);
        } finally {
            System.setOut(systemOut);
            System.setErr(systemErr);
        }
        String told = out.toString(StandardCharsets.UTF_8).replaceAll("\\d\\d:\\d\\d(:\\d\\d)?", "(time)");
        assertEquals("", err.toString(StandardCharsets.UTF_8), "no stack traces, no noise");
        assertEquals(0, exitCode, told);
        String first = told.lines().findFirst().orElse("");
        assertTrue(
                example instanceof HandleErrors || first.startsWith("A local session service runs at http://"), first);
        return new Told(told);
    }

    /** What was printed. */
    private record Told(String out) {
        /** What that one says, in order: each lives on an event loop of its own. */
        List<String> by(String name) {
            return out.lines()
                    .filter(line -> line.matches("  " + name + " *: .*"))
                    .map(line -> line.substring(line.indexOf(": ") + 2).strip())
                    .toList();
        }

        /** The lines that introduce something. */
        List<String> chapters() {
            return out.lines()
                    .skip(1)
                    .filter(line -> !line.isEmpty() && !line.startsWith(" "))
                    .toList();
        }
    }
}
