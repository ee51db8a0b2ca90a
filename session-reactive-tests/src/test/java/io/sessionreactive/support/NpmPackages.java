package io.sessionreactive.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Packages as npm installs them, unmodified: under {@code target}, once for each build. */
public final class NpmPackages {
    private static final List<String> LOCKED = List.of("package.json", "package-lock.json");
    private static final long MOST_MINUTES = 5;

    private NpmPackages() {}

    /**
     * A file of what the lock file among those resources names, installed now if it was not yet.
     *
     * @param resources where {@code package.json} and the lock file are, such as {@code /browser}
     * @param file below {@code node_modules}
     * @throws MissingException if there is no npm, or it cannot install
     */
    public static Path provide(String resources, String file) {
        Path folder = Path.of("target", "npm" + resources).toAbsolutePath();
        Path provided = folder.resolve("node_modules").resolve(file);
        if (!Files.exists(provided)) {
            install(MissingException.programOf("npm", List.of("npm", "npm.cmd")), resources, folder);
        }
        if (!Files.exists(provided)) {
            throw new MissingException("npm installed no " + file);
        }
        return provided;
    }

    /** With {@code ci}, npm takes exactly the versions and the checksums of the lock file. */
    private static void install(Path npm, String resources, Path folder) {
        try {
            Files.createDirectories(folder);
            for (String name : LOCKED) {
                try (InputStream file =
                        Objects.requireNonNull(NpmPackages.class.getResourceAsStream(resources + "/" + name), name)) {
                    Files.copy(file, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            Path log = folder.resolve("npm.log");
            Process process = new ProcessBuilder(npm.toString(), "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new MissingException("npm did not install within " + MOST_MINUTES + " min");
            }
            if (process.exitValue() != 0) {
                throw new MissingException("npm could not install:\n" + Files.readString(log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while npm installed", e);
        }
    }
}
