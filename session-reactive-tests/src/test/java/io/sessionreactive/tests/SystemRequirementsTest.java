package io.sessionreactive.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.OpenTok;
import io.sessionreactive.SystemRequirements;
import io.sessionreactive.support.ChildJvm;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is told about the native library, each time by a Java runtime of its own, since it can be loaded only once. */
@Timeout(60)
class SystemRequirementsTest {
    // what is left out of the class path
    private static final String LIBRARY = ".*webrtc-java-.*";
    private static final String NATIVES = ".*webrtc-java-[0-9.]+-[a-z]+-\\w+\\.jar";

    @TempDir
    private Path directory;

    @Test
    @DisplayName("S04 with webrtc-java and its natives media can be used, and nothing is missing")
    void present() throws Exception {
        assertEquals(new SystemRequirements(true, "", ""), check(List.of(), ChildJvm.NOTHING));
    }

    @Test
    @DisplayName("S04 without webrtc-java: says so and what to add, in the version that is tested here")
    void absent() throws Exception {
        String version = Files.readString(Path.of("../pom.xml"))
                .replaceAll("(?s).*<webrtc-java.version>(.*?)</webrtc-java.version>.*", "$1");
        assertEquals(
                new SystemRequirements(
                        false,
                        "webrtc-java is not among the program's dependencies",
                        "Add dev.onvoid.webrtc:webrtc-java:" + version),
                check(List.of(), LIBRARY));
    }

    @Test
    @DisplayName("S04 without the natives of this machine: names the classifier to add")
    void noNatives() throws Exception {
        SystemRequirements found = check(List.of(), NATIVES);
        assertEquals(
                "the native library of webrtc-java for this machine is not among the program's dependencies",
                found.missing());
        assertTrue(
                found.remedy().matches("Add dev\\.onvoid\\.webrtc:webrtc-java:[0-9.]+ with the classifier \\w+-\\w+"),
                found::toString);
    }

    @Test
    @DisplayName(
            "S04 on a machine for which there are no natives: names the machine and those for which there are some")
    void unknownMachine() throws Exception {
        SystemRequirements found = check(List.of("-Dos.arch=sparc"), ChildJvm.NOTHING);
        assertTrue(found.missing().endsWith("for this kind of machine, linux-sparc"), found::toString);
        assertTrue(found.remedy().contains("linux-x86_64, linux-aarch64"), found::toString);
    }

    @Test
    @DisplayName("S04 with no room for temporary files: names the directory")
    void noTemporaryFiles() throws Exception {
        SystemRequirements found =
                check(List.of("-Djava.io.tmpdir=" + directory.resolve("not-there")), ChildJvm.NOTHING);
        assertTrue(found.missing().contains("(" + directory.resolve("not-there") + ")"), found::toString);
        assertTrue(found.remedy().contains("java.io.tmpdir"), found::toString);
    }

    @Test
    @DisplayName("S04 with a system library missing: names it and the packages that bring all of them")
    void noSystemLibrary() throws Exception {
        SystemRequirements found = withLibraryThatFailsBy("new UnsatisfiedLinkError(\"/tmp/libwebrtc-java1.so:"
                + " libpulse.so.0: cannot open shared object file: No such file or directory\")");
        assertEquals("the system library libpulse.so.0, which webrtc-java needs, is not installed", found.missing());
        assertTrue(found.remedy().contains("apt-get install --no-install-recommends libpulse0 "), found::toString);
    }

    @Test
    @DisplayName("S04 whatever else the library fails by is told, and does not get out")
    void anythingElse() throws Exception {
        SystemRequirements found = withLibraryThatFailsBy("new StackOverflowError(\"out of the blue\")");
        assertTrue(found.missing().contains("out of the blue"), found::toString);
        assertNotEquals("", found.remedy());
    }

    /** A library of the same name in place of the real one. */
    private SystemRequirements withLibraryThatFailsBy(String error) throws Exception {
        Path source = directory.resolve("PeerConnectionFactory.java");
        Files.writeString(
                source,
                "package dev.onvoid.webrtc; public class PeerConnectionFactory { static { fail(); } static void fail() { throw "
                        + error + "; } }");
        assertEquals(
                0,
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-proc:none", "-d", directory.toString(), source.toString()));
        return check(List.of("-Xbootclasspath/a:" + directory), LIBRARY);
    }

    private static SystemRequirements check(List<String> options, String without) throws Exception {
        Process child = ChildJvm.start(Program.class, options, without);
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, child.waitFor(), "the end of the program");
        // the native library adds lines of its own
        List<String> parts =
                said.lines().filter(line -> line.startsWith("told: ")).toList();
        assertEquals(6, parts.size(), said);
        assertEquals(parts.subList(0, 3), parts.subList(3, 6), "the second answer");
        return new SystemRequirements(
                Boolean.parseBoolean(parts.get(0).substring(6)),
                parts.get(1).substring(6),
                parts.get(2).substring(6));
    }

    /** Asks twice. */
    static final class Program {
        private Program() {}

        public static void main(String[] args) {
            for (int i = 0; i < 2; i++) {
                SystemRequirements found = OpenTok.checkSystemRequirements();
                System.out.println(
                        "told: " + found.media() + "\ntold: " + found.missing() + "\ntold: " + found.remedy());
            }
        }
    }
}
