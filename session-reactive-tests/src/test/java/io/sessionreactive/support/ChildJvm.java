package io.sessionreactive.support;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Another Java runtime of the same kind, for what must not happen in the one that runs the tests. */
public final class ChildJvm {
    private ChildJvm() {}

    /** Runs a program on the class path of the tests. */
    public static Process start(Class<?> program, String... arguments) throws IOException {
        return start(program, List.of(), entry -> true, arguments);
    }

    /** Runs a program with those options, on those entries of the class path of the tests that pass. */
    public static Process start(
            Class<?> program, List<String> options, Predicate<String> classPath, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-cp");
        command.add(Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(classPath)
                .collect(Collectors.joining(File.pathSeparator)));
        command.add(program.getName());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
    }
}
