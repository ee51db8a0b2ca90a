package io.sessionreactive.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Holds ARCHITECTURE.md: who may import whom, read off the import lines. */
class ArchitectureTest {
    private static final Path SDK = Path.of("../session-reactive/src/main/java");
    private static final Path KIT = Path.of("src/main/java");
    private static final String BASE = "io.sessionreactive";
    private static final Pattern IMPORT = Pattern.compile("^import (?:static )?([\\w.]+);", Pattern.MULTILINE);
    private static final Pattern ROOM = Pattern.compile("^io\\.sessionreactive((?:\\.[a-z]+)*)\\.[A-Z].*");

    /** Each room and the rooms of ours that it may know. */
    private static final Map<String, Set<String>> MAY_KNOW = Map.of(
            "", Set.of(".info", ".raptor", ".rumor", ".transport", ".webrtc"),
            ".raptor", Set.of(".rumor", ".transport"),
            ".rumor", Set.of(".transport"),
            ".info", Set.of(".transport"),
            ".transport", Set.of(),
            ".webrtc", Set.of());

    /** The same for the kit, which knows all rooms of the SDK. */
    private static final Map<String, Set<String>> KIT_MAY_KNOW = Map.of(
            ".testkit",
            Set.of(".testkit.fault", ".testkit.rest", ".testkit.seen", ".testkit.service", ".testkit.token"),
            ".testkit.junit",
            Set.of(".testkit", ".testkit.seen", ".testkit.token"),
            ".testkit.fault",
            Set.of(".testkit.rest", ".testkit.service", ".testkit.token"),
            ".testkit.rest",
            Set.of(".testkit.service", ".testkit.token"),
            ".testkit.service",
            Set.of(".testkit.seen", ".testkit.token"),
            ".testkit.seen",
            Set.of(".testkit.token"),
            ".testkit.token",
            Set.of());

    /** Libraries that only these rooms may know. */
    private static final Map<String, Set<String>> KNOWN_TO = Map.of(
            "reactor.netty.", Set.of(".transport"),
            "io.netty.", Set.of(".transport"),
            "tools.jackson.", Set.of("", ".raptor", ".info"));

    @Test
    @DisplayName("rooms know only the rooms below them")
    void rooms() throws IOException {
        Map<String, Set<String>> known = new TreeMap<>();
        for (SourceFile file : sources(SDK)) {
            Set<String> others = known.computeIfAbsent(file.room(), room -> new TreeSet<>());
            file.imports().stream()
                    .map(ArchitectureTest::room)
                    .filter(room -> room != null && !room.equals(file.room()))
                    .forEach(others::add);
        }
        assertEquals(MAY_KNOW.keySet(), known.keySet(), "the rooms of the SDK");
        known.forEach(
                (room, others) -> assertTrue(MAY_KNOW.get(room).containsAll(others), BASE + room + " knows " + others));
    }

    @Test
    @DisplayName("rooms of the kit know only the rooms below them, and one knows JUnit")
    void kit() throws IOException {
        Map<String, Set<String>> known = new TreeMap<>();
        Set<String> knowJUnit = new TreeSet<>();
        for (SourceFile file : sources(KIT)) {
            Set<String> others = known.computeIfAbsent(file.room(), room -> new TreeSet<>());
            file.imports().stream()
                    .map(ArchitectureTest::room)
                    .filter(room -> room != null && room.startsWith(".testkit") && !room.equals(file.room()))
                    .forEach(others::add);
            if (file.imports().stream().anyMatch(name -> name.startsWith("org.junit."))) {
                knowJUnit.add(file.room());
            }
        }
        assertEquals(KIT_MAY_KNOW.keySet(), known.keySet(), "the rooms of the kit");
        known.forEach((room, others) ->
                assertTrue(KIT_MAY_KNOW.get(room).containsAll(others), BASE + room + " knows " + others));
        assertEquals(Set.of(".testkit.junit"), knowJUnit);
    }

    @Test
    @DisplayName("libraries are known in few rooms only")
    void libraries() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (SourceFile file : sources(SDK)) {
            for (String imported : file.imports()) {
                KNOWN_TO.forEach((library, rooms) -> {
                    if (imported.startsWith(library) && !rooms.contains(file.room())) {
                        wrong.add(file.path() + " imports " + imported);
                    }
                });
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    @DisplayName("the state of a session knows no Reactor, no clock and no socket")
    void pure() throws IOException {
        Set<String> pure =
                Set.of("SessionState.java", "Transition.java", "Outbox.java", "Inbox.java", "FrameCodec.java");
        Set<String> seen = new TreeSet<>();
        for (SourceFile file : sources(SDK)) {
            if (pure.contains(file.path().getFileName().toString())) {
                seen.add(file.path().getFileName().toString());
                assertTrue(
                        file.imports().stream().noneMatch(name -> name.startsWith("reactor.")),
                        () -> file.path() + " imports Reactor");
            }
        }
        assertEquals(new TreeSet<>(pure), seen);
    }

    @Test
    @DisplayName("the SDK knows nothing of the test kit, and every package says what it is for")
    void border() throws IOException {
        for (SourceFile file : sources(SDK)) {
            assertTrue(file.imports().stream().noneMatch(name -> name.startsWith(BASE + ".testkit")));
            assertTrue(
                    Files.exists(file.path().resolveSibling("package-info.java")),
                    () -> file.path().toString());
        }
    }

    private static List<SourceFile> sources(Path root) throws IOException {
        List<SourceFile> sources = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root.resolve("io"))) {
            for (Path path :
                    files.filter(file -> file.toString().endsWith(".java")).toList()) {
                List<String> imports = new ArrayList<>();
                Matcher matcher = IMPORT.matcher(Files.readString(path));
                while (matcher.find()) {
                    imports.add(matcher.group(1));
                }
                String name = root.relativize(path.getParent())
                        .toString()
                        .replace('/', '.')
                        .replace('\\', '.');
                sources.add(new SourceFile(path, name.substring(BASE.length()), imports));
            }
        }
        assertTrue(sources.size() > 30, "found " + sources.size() + " sources only");
        return sources;
    }

    private static String room(String imported) {
        Matcher matcher = ROOM.matcher(imported);
        return matcher.matches() ? matcher.group(1) : null;
    }

    private record SourceFile(Path path, String room, List<String> imports) {}
}
