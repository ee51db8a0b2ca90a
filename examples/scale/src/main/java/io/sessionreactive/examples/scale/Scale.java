package io.sessionreactive.examples.scale;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Starts the measurement in a JVM of its own, so that nothing of the build tool is measured with it. All arguments go to
 * {@link Measurement}; see {@code --help}.
 */
public final class Scale {
    private Scale() {}

    /** Starts the program and ends with its exit code. */
    public static void main(String[] args) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("-Xmx2g"));
        arguments.add(Measurement.class.getName());
        arguments.addAll(List.of(args));
        int exitCode = java(arguments).inheritIO().start().waitFor();
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    /** A JVM with the class path of this one. */
    static ProcessBuilder java(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-cp");
        command.add(classPath());
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    private static String classPath() {
        ClassLoader loader = Scale.class.getClassLoader();
        return loader instanceof URLClassLoader ofUrls // as under exec:java
                ? Arrays.stream(ofUrls.getURLs()).map(URL::getPath).collect(Collectors.joining(File.pathSeparator))
                : Stream.of(System.getProperty("java.class.path")).collect(Collectors.joining());
    }
}
