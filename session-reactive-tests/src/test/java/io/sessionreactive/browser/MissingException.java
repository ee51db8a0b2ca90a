package io.sessionreactive.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Something that browser tests need is not on this machine. */
final class MissingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * What is missing.
     *
     * @param message a sentence without capital and full stop
     */
    MissingException(String message) {
        super(message);
    }

    /** The first of these programs that is on the PATH. */
    static Path programOf(String what, List<String> names) {
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
