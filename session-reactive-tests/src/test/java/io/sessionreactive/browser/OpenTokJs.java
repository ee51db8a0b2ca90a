package io.sessionreactive.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The published browser client, as npm installs it, unmodified: under {@code target}, once for each build. */
final class OpenTokJs {
    private static final Path FOLDER = Path.of("target", "opentok-js").toAbsolutePath();
    private static final Path SCRIPT = FOLDER.resolve("node_modules/@opentok/client/dist/js/opentok.min.js");
    private static final List<String> LOCKED = List.of("package.json", "package-lock.json");
    private static final long MOST_MINUTES = 5;

    private OpenTokJs() {}

    /**
     * The script, installed now if it was not yet.
     *
     * @throws MissingException if there is no npm, or it cannot install
     */
    static Path provide() {
        if (!Files.exists(SCRIPT)) {
            install(MissingException.programOf("npm", List.of("npm", "npm.cmd")));
        }
        return SCRIPT;
    }

    /** With {@code ci}, npm takes exactly the version and the checksum of the lock file. */
    private static void install(Path npm) {
        try {
            Files.createDirectories(FOLDER);
            for (String name : LOCKED) {
                try (InputStream file =
                        Objects.requireNonNull(OpenTokJs.class.getResourceAsStream("/browser/" + name))) {
                    Files.copy(file, FOLDER.resolve(name), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            Path log = FOLDER.resolve("npm.log");
            Process process = new ProcessBuilder(npm.toString(), "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                    .directory(FOLDER.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new MissingException("npm did not install the browser client within " + MOST_MINUTES + " min");
            }
            if (process.exitValue() != 0 || !Files.exists(SCRIPT)) {
                throw new MissingException("npm could not install the browser client:\n" + Files.readString(log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while npm installed the browser client", e);
        }
    }
}
