package io.sessionreactive.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sessionreactive.support.Document;
import io.sessionreactive.testkit.LocalSessionService;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows compiles as it stands, and what can run without credentials does. */
class ReadmeTest {
    @TempDir
    private Path classes;

    @Test
    @DisplayName("the programs in the README compile, and the test in it passes")
    void programs() throws Exception {
        Document readme = Document.read(Path.of("../README.md"));
        assertEquals(
                List.of("Hello", "Listener", "EchoCheck"),
                List.copyOf(readme.classes().keySet()));
        try (URLClassLoader loader = readme.compile(classes);
                LocalSessionService service = LocalSessionService.start()) {
            String session = service.createSession();
            assertEquals(
                    List.of("1 in the session", "Hello from the JVM"),
                    run(
                            loader,
                            "Hello",
                            service.apiUrl().toString(),
                            service.apiKey(),
                            session,
                            service.token(session)));
            assertEquals(List.of(), run(loader, "EchoCheck"));
        }
    }

    private static List<String> run(ClassLoader loader, String program, String... arguments) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream before = System.out;
        try (PrintStream to = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            System.setOut(to);
            loader.loadClass(program).getMethod("main", String[].class).invoke(null, (Object) arguments);
        } finally {
            System.setOut(before);
        }
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
