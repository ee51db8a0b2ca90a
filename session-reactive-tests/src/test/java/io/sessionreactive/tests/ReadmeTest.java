package io.sessionreactive.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sessionreactive.support.Document;
import java.net.URLClassLoader;
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
        assertEquals(List.of("Hello", "EchoCheck"), List.copyOf(readme.classes().keySet()));
        try (URLClassLoader loader = readme.compile(classes)) {
            loader.loadClass("EchoCheck").getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        }
    }
}
