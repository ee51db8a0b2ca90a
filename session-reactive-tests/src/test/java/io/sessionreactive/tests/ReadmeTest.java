package io.sessionreactive.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows compiles as it stands, and what can run without credentials does. */
class ReadmeTest {
    private static final Pattern PROGRAM =
            Pattern.compile("^```java\\R(.*?class (\\w+) .*?)^```", Pattern.DOTALL | Pattern.MULTILINE);

    @TempDir
    private Path classes;

    @Test
    @DisplayName("the programs in the README compile, and the test in it passes")
    void programs() throws Exception {
        List<String> names = new ArrayList<>();
        Matcher matcher = PROGRAM.matcher(Files.readString(Path.of("../README.md")));
        while (matcher.find()) {
            names.add(matcher.group(2));
            compile(matcher.group(2), matcher.group(1));
        }
        assertEquals(List.of("Hello", "EchoCheck"), names);
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            loader.loadClass("EchoCheck").getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        }
    }

    private void compile(String name, String source) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        JavaFileObject unit =
                new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "-proc:none", "-d", classes.toString(), "-classpath", System.getProperty("java.class.path"));
            assertTrue(
                    compiler.getTask(said, files, null, options, null, List.of(unit))
                            .call(),
                    said::toString);
        }
    }
}
