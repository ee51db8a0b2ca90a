package io.sessionreactive.support;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A text in Markdown, and the code in it. */
public final class Document {
    private static final Pattern BLOCK = Pattern.compile("^```(\\w*)\\R(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern CLASS = Pattern.compile("^(?:public )?(?:final )?class (\\w+)", Pattern.MULTILINE);

    private final String text;

    private Document(String text) {
        this.text = text;
    }

    /** Reads the text. */
    public static Document read(Path path) throws IOException {
        return new Document(Files.readString(path));
    }

    /** The blocks of one language, such as {@code java}, in order. */
    public List<String> blocks(String language) {
        List<String> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            if (matcher.group(1).equals(language)) {
                blocks.add(matcher.group(2));
            }
        }
        return blocks;
    }

    /** The languages of all blocks. */
    public List<String> languages() {
        return BLOCK.matcher(text)
                .results()
                .map(block -> block.group(1))
                .distinct()
                .sorted()
                .toList();
    }

    /** All Java blocks by the name of the class in each. */
    public Map<String, String> classes() {
        Map<String, String> classes = new LinkedHashMap<>();
        for (String block : blocks("java")) {
            Matcher name = CLASS.matcher(block);
            assertTrue(name.find(), () -> "a block without a class:\n" + block);
            classes.put(name.group(1), block);
        }
        return classes;
    }

    /** Compiles all Java blocks as they stand, with the class path of the tests. */
    public URLClassLoader compile(Path into) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options = List.of(
                "-proc:none",
                "-Xlint:all",
                "-Werror",
                "-d",
                into.toString(),
                "-classpath",
                System.getProperty("java.class.path"));
        List<Source> sources = new ArrayList<>();
        classes().forEach((name, source) -> sources.add(new Source(name, source)));
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean done =
                    compiler.getTask(said, files, null, options, null, sources).call();
            assertTrue(done, said::toString);
        }
        return loader(into);
    }

    private static URLClassLoader loader(Path classes) throws MalformedURLException {
        return new URLClassLoader(new URL[] {classes.toUri().toURL()}, Document.class.getClassLoader());
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
