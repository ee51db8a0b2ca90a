package io.sessionreactive.support;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Something that tests need is not on this machine. */
public final class MissingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * What is missing.
     *
     * @param message a sentence without capital and full stop
     */
    public MissingException(String message) {
        super(message);
    }

    /** Whether tests that need a browser or Node.js are to fail where these are missing. */
    public static boolean isFatal() {
        return "true".equals(System.getenv("SESSION_REACTIVE_REQUIRE_BROWSER"));
    }

    /** The first of these programs that is on the PATH. */
    public static Path programOf(String what, List<String> names) {
        List<String> folders =
                Arrays.asList(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator));
        return names.stream()
                .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () -> new MissingException(what + " is not on the PATH (" + String.join(", ", names) + ")"));
    }
}
