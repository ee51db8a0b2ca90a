package io.sessionreactive.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.TestExecutionResult.Status.FAILED;

import io.sessionreactive.support.Document;
import io.sessionreactive.support.InnerRun;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every block in the README of the kit is compiled and run, or compared with what it shows. */
@Timeout(300)
class KitReadmeTest {
    private static final List<String> PASSING = List.of(
            "GreeterTest",
            "AnnouncerTest",
            "OutageTest",
            "LongDayTest",
            "WhatWasSeenTest",
            "TokensTest",
            "StoriesTest",
            "BackendTest");

    @TempDir
    private static Path classes;

    private static Document readme;
    private static URLClassLoader loader;

    @BeforeAll
    static void compile() throws IOException {
        readme = Document.read(Path.of("README.md"));
        loader = readme.compile(classes);
    }

    @AfterAll
    static void close() throws IOException {
        loader.close();
    }

    @Test
    @DisplayName("there is no block of a kind that nobody checks")
    void kinds() {
        assertEquals(List.of("java", "text", "xml"), readme.languages());
        assertEquals(1, readme.blocks("text").size());
        assertEquals(1, readme.blocks("xml").size());
        List<String> known = new ArrayList<>(PASSING);
        known.addAll(List.of("Greeter", "WrongTest", "WithoutJUnit")); // the last one is run by KitBorderTest
        assertEquals(
                known.stream().sorted().toList(),
                readme.classes().keySet().stream().sorted().toList());
    }

    @Test
    @DisplayName("the tests in it pass")
    void tests() throws Exception {
        Class<?>[] tests = new Class<?>[PASSING.size()];
        for (int i = 0; i < tests.length; i++) {
            tests[i] = loader.loadClass(PASSING.get(i));
        }
        InnerRun.of(tests).allPassed(15);
    }

    @Test
    @DisplayName("the test that fails prints what is shown, apart from ids and times")
    void failure() throws Exception {
        InnerRun run = InnerRun.of(loader.loadClass("WrongTest"));
        assertEquals(Map.of("bothAreThere", FAILED), run.statuses());
        String printed = run.printed("bothAreThere");
        String shown = readme.blocks("text").get(0);
        assertEquals(withoutIds(shown), withoutIds(printed), () -> "what is printed now:\n" + printed);
    }

    private static String withoutIds(String text) {
        return text.replaceAll("2_[\\w-]{20,}", "SESSION")
                .replaceAll("\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b", "ID")
                .replaceAll("\\b[0-9a-f]{8}\\b", "ID")
                .replaceAll("\\d+\\.\\d{3} s", "TIME")
                .strip();
    }

    @Test
    @DisplayName("the dependency in it is this one")
    void dependency() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        String shown = readme.blocks("xml").get(0);
        for (String name : List.of("groupId", "artifactId", "version")) {
            String value = value(name, shown);
            assertTrue(pom.contains("<" + name + ">" + value + "</" + name + ">"), name + " " + value);
        }
        assertEquals("session-reactive-tests", value("artifactId", shown));
        assertEquals("test", value("scope", shown));
    }

    private static String value(String name, String xml) {
        return xml.replaceAll("(?s).*<" + name + ">(.*?)</" + name + ">.*", "$1")
                .strip();
    }
}
