package io.sessionreactive.examples.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The example as whoever runs it sees it. */
@Timeout(180)
class ServerSdkTest {

    @Test
    @DisplayName(
            "S40 S11 ServerSdk: the backend makes session and token, is heard without a sender, and puts the client out")
    void story() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream before = System.out;
        try (PrintStream to = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            System.setOut(to);
            ServerSdk.main(new String[0]);
        } finally {
            System.setOut(before);
        }
        String told = out.toString(StandardCharsets.UTF_8);
        assertEquals(
                List.of(
                        "I am in the session as Red",
                        "the server says: we close now",
                        "I am out of the session (forceDisconnected)"),
                by("Red    ", told));
        assertEquals(List.of("I have made a session, and a token for Red", "I have put Red out"), by("backend", told));
    }

    private static List<String> by(String name, String told) {
        return told.lines()
                .filter(line -> line.startsWith("  " + name + ": "))
                .map(line -> line.substring(name.length() + 4))
                .toList();
    }
}
