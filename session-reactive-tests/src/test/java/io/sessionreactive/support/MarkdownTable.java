package io.sessionreactive.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** What a test saw, as a table for people to read. */
public final class MarkdownTable {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final String head;

    public MarkdownTable(String... columns) {
        head = line(columns) + line(Collections.nCopies(columns.length, "---").toArray(String[]::new));
    }

    public void row(String... cells) {
        lines.add(line(cells));
    }

    /** The table, its rows in the order of their text. */
    public void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, head + lines.stream().sorted().collect(Collectors.joining()));
    }

    private static String line(String... cells) {
        return Arrays.stream(cells)
                .map(cell -> cell.replace("|", "\\|").replace("\n", " "))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
