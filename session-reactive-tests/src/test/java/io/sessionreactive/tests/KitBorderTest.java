package io.sessionreactive.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.OpenTok;
import io.sessionreactive.support.Document;
import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The test kit stays out of what runs in production, and brings little into what tests with it. */
@Timeout(300)
class KitBorderTest {
    private static final Path SDK = Path.of("../session-reactive");

    @TempDir
    private Path directory;

    @Test
    @DisplayName("the SDK does not depend on the kit, nor on anything that only tests need")
    void dependencies() throws Exception {
        Set<String> needed = new TreeSet<>(Set.of(
                "reactor-core",
                "reactor-netty-http",
                "netty-codec-classes-quic",
                "jackson-core",
                "jackson-databind",
                "jspecify"));
        assertEquals(needed, neededBy(SDK.resolve("pom.xml")));
        NodeList all = dependencies(SDK.resolve("pom.xml"));
        for (int i = 0; i < all.getLength(); i++) {
            assertTrue(!text((Element) all.item(i), "artifactId").equals("session-reactive-tests"));
        }
    }

    @Test
    @DisplayName("what is delivered of the SDK holds its own packages only")
    void contents() throws Exception {
        List<String> files = contents(OpenTok.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Set<String> strangers = files.stream()
                .filter(file -> !file.startsWith("META-INF/") && !isOfTheSdk(file))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), strangers);
        assertTrue(files.contains("io/sessionreactive/OpenTok.class"), files.toString());
        assertTrue(files.contains("module-info.class"), files.toString());
    }

    @Test
    @DisplayName("the SDK's module needs no module of the kit, and none for tests")
    void module() throws IOException {
        Path descriptor = SDK.resolve("target/classes/module-info.class");
        try (var in = Files.newInputStream(descriptor)) {
            List<String> wrong = ModuleDescriptor.read(in).requires().stream()
                    .map(ModuleDescriptor.Requires::name)
                    .filter(name -> name.contains("test") || name.contains("junit") || name.startsWith("io.sessionr"))
                    .toList();
            assertEquals(List.of(), wrong);
        }
    }

    @Test
    @DisplayName("the kit brings the SDK, reactor-test and one library for its command line; JUnit only to who has it")
    void leanness() throws Exception {
        Path kit = Path.of("pom.xml");
        assertEquals(Set.of("session-reactive", "reactor-test", "picocli"), neededBy(kit));
        NodeList all = dependencies(kit);
        List<String> optional = new ArrayList<>();
        for (int i = 0; i < all.getLength(); i++) {
            Element dependency = (Element) all.item(i);
            if (text(dependency, "optional").equals("true")) {
                optional.add(text(dependency, "artifactId"));
            }
        }
        assertEquals(List.of("junit-jupiter-api"), optional);
    }

    @Test
    @DisplayName("without JUnit, reactor-test and the command line's library, a service starts and serves all the same")
    void withoutJUnit() throws Exception {
        Document readme = Document.read(Path.of("README.md"));
        readme.compile(directory).close();
        String program = "WithoutJUnit";
        assertTrue(readme.classes().containsKey(program));
        Path output = directory.resolve("output.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPathOfTheService() + File.pathSeparator + directory,
                        program)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            boolean ended = process.waitFor(240, TimeUnit.SECONDS);
            String said = Files.readString(output, StandardCharsets.UTF_8);
            assertTrue(ended && process.exitValue() == 0, said);
            assertTrue(said.contains("hello"), said);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Whether a class is in a package that the SDK's sources have. */
    private static boolean isOfTheSdk(String file) {
        Path place = SDK.resolve("src/main/java").resolve(file).getParent();
        return file.endsWith(".class") && Files.isDirectory(place);
    }

    /** What the SDK needs, and the kit's own classes. */
    private static String classPathOfTheService() {
        List<String> parts = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(part -> {
                    String name = Path.of(part).getFileName().toString();
                    return name.matches("(reactor-core|reactor-netty|reactive-streams|netty|jackson)-.*\\.jar")
                            || name.startsWith("session-reactive")
                            || (!name.endsWith(".jar") && !name.equals("test-classes"));
                })
                .toList();
        return String.join(File.pathSeparator, parts);
    }

    private static List<String> contents(URI place) throws IOException {
        if (Files.isDirectory(Path.of(place))) {
            return files(Path.of(place));
        }
        try (FileSystem jar = FileSystems.newFileSystem(Path.of(place))) {
            return files(jar.getPath("/"));
        }
    }

    private static List<String> files(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .toList();
        }
    }

    /** The dependencies that come with a module: neither of tests only nor optional. */
    private static Set<String> neededBy(Path pom) throws Exception {
        Set<String> needed = new TreeSet<>();
        NodeList all = dependencies(pom);
        for (int i = 0; i < all.getLength(); i++) {
            Element dependency = (Element) all.item(i);
            if (!text(dependency, "scope").equals("test")
                    && !text(dependency, "optional").equals("true")) {
                needed.add(text(dependency, "artifactId"));
            }
        }
        return needed;
    }

    private static NodeList dependencies(Path pom) throws Exception {
        XPath path = XPathFactory.newInstance().newXPath();
        org.w3c.dom.Document xml =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
        return (NodeList) path.evaluate("/project/dependencies/dependency", xml, XPathConstants.NODESET);
    }

    private static String text(Element dependency, String name) {
        NodeList found = dependency.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }
}
