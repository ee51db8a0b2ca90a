package io.sessionreactive.support;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Another Java runtime of the same kind, for what must not happen in the one that runs the tests. */
public final class ChildJvm {
    /** Matches no entry of a class path. */
    public static final String NOTHING = "(?!)";

    private ChildJvm() {}

    /** Runs a program on the class path of the tests. */
    public static Process start(Class<?> program, String... arguments) throws IOException {
        return start(program, List.of(), NOTHING, arguments);
    }

    /** Runs a program with those options, on the class path of the tests without the entries that match. */
    public static Process start(Class<?> program, List<String> options, String without, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-cp");
        command.add(
                classPath().filter(entry -> !entry.matches(without)).collect(Collectors.joining(File.pathSeparator)));
        command.add(program.getName());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
    }

    private static Stream<String> classPath() {
        return ChildJvm.class.getClassLoader() instanceof URLClassLoader ofUrls // as under exec:java
                ? Arrays.stream(ofUrls.getURLs()).map(URL::getPath)
                : Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator));
    }
}
