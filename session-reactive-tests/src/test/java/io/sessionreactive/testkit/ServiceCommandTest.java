package io.sessionreactive.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sessionreactive.ClientOptions;
import io.sessionreactive.OpenTok;
import io.sessionreactive.Session;
import io.sessionreactive.support.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@Timeout(120)
class ServiceCommandTest {
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    @Test
    @DisplayName("the command prints what a client needs, serves, and ends with its thread's interruption")
    void serves() throws Exception {
        PipedReader printed = new PipedReader();
        CommandLine command = ServiceCommand.commandLine().setOut(new PrintWriter(new PipedWriter(printed)));
        CompletableFuture<Integer> exitCode = new CompletableFuture<>();
        Thread runner = new Thread(
                () -> exitCode.complete(
                        command.execute("--port", "0", "--api-key", "4711", "--api-secret", "a secret")),
                "service-command");
        runner.start();
        List<String> lines = lines(new BufferedReader(printed), 5);
        join(lines, "4711");

        runner.interrupt();
        assertEquals(0, exitCode.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        URI apiUrl = apiUrl(lines);
        Assertions.assertThrows(ConnectException.class, () -> new Socket(apiUrl.getHost(), apiUrl.getPort()).close());
    }

    @Test
    @DisplayName("the program ends with exit code 0 when it is told to end, as by SIGTERM")
    void program() throws Exception {
        Process process = ChildJvm.start(LocalSessionService.class, "--port", "0");
        try {
            assumeTrue(process.supportsNormalTermination(), "here a process cannot be told to end");
            join(lines(process.inputReader(StandardCharsets.UTF_8), 5), "100");
            process.destroy();
            assertTrue(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS), "it did not end");
            assertEquals(0, process.exitValue());
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    @DisplayName("a port that is taken is an error that says what to do")
    void portTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Run run = run("--port", Integer.toString(taken.getLocalPort()));
            assertEquals(1, run.exitCode);
            assertEquals("", run.out);
            assertEquals(
                    "Port " + taken.getLocalPort() + " of 127.0.0.1 is taken; --port 0 takes a free one.",
                    run.err.strip());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--port, 65536, a port is a number from 0 to 65535",
        "--port, -1, a port is a number from 0 to 65535",
        "--port, http, 'http'",
        "--api-key, a/b, an API key is made of",
        "--api-key, '', an API key is made of",
        "--api-secret, '', an API secret has characters"
    })
    @DisplayName("a wrong option is an error that says what is wrong with it, and how the command is used")
    void wrongOption(String option, String value, String part) {
        Run run = run(option, value);
        assertEquals(2, run.exitCode);
        assertTrue(run.err.contains(part), run.err);
        assertTrue(run.err.contains("Usage: LocalSessionService"), run.err);
        assertFalse(run.err.contains("\tat "), "no stack trace");
    }

    @Test
    @DisplayName("an unknown option is an error that names it")
    void unknownOption() {
        Run run = run("--verbose");
        assertEquals(2, run.exitCode);
        assertTrue(run.err.contains("Unknown option: '--verbose'"), run.err);
    }

    @Test
    @DisplayName("an application comes with its id and its public key, and a file that is none is named")
    void application(@TempDir Path folder) throws Exception {
        Path key = folder.resolve("key.pem");
        byte[] encoded = KeyPairGenerator.getInstance("RSA")
                .generateKeyPair()
                .getPublic()
                .getEncoded();
        String base64 = Base64.getMimeEncoder().encodeToString(encoded);
        Files.writeString(key, "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n");
        assertEquals("RSA", PublicKeyFile.read(key).getAlgorithm());

        assertTrue(run("--application-id", "app").err.contains("--public-key"));
        Run missing = run("--application-id", "app", "--public-key", folder + "/none");
        assertEquals(2, missing.exitCode);
        assertTrue(missing.err.contains("none cannot be read"), missing.err);
        Path text = Files.writeString(folder.resolve("text.pem"), "text");
        Run noKey = run("--application-id", "app", "--public-key", text.toString());
        assertTrue(noKey.err.contains("there is no public key in PEM"), noKey.err);
        Files.writeString(text, "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n");
        Run broken = run("--application-id", "app", "--public-key", text.toString());
        assertTrue(broken.err.contains("is no RSA key"), broken.err);
    }

    @Test
    @DisplayName("--help tells all options and starts nothing")
    void help() {
        Run run = run("--help");
        assertEquals(0, run.exitCode);
        for (String option : List.of("--port", "--api-key", "--api-secret", "--application-id", "--public-key")) {
            assertTrue(run.out.contains(option), run.out);
        }
    }

    /** Joins with what the program printed. */
    private static void join(List<String> lines, String apiKey) {
        assertEquals("  API key  " + apiKey, lines.get(1));
        String sessionId = lines.get(2).substring("  session  ".length());
        String token = lines.get(3).substring("  token    ".length());
        OpenTok openTok = OpenTok.create(ClientOptions.defaults().apiUrl(apiUrl(lines)));
        Session session = openTok.initSession(apiKey, sessionId);
        session.connect(token).block(PATIENCE);
        openTok.disposeLater().block(PATIENCE);
    }

    private static URI apiUrl(List<String> lines) {
        return URI.create(lines.get(0).substring("Local session service: ".length()));
    }

    private static List<String> lines(BufferedReader reader, int count) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(String.valueOf(reader.readLine()));
        }
        return lines;
    }

    private static Run run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = ServiceCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Run(exitCode, out.toString(), err.toString());
    }

    private record Run(int exitCode, String out, String err) {}
}
