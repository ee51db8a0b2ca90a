package io.sessionreactive.backend;

import io.sessionreactive.support.MissingException;
import io.sessionreactive.support.NpmPackages;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The npm package {@code opentok}, in a Node.js process that does what it is told line by line. */
final class NodeServerSdk implements ServerSdk {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Process process;
    private final BufferedWriter to;
    private final BufferedReader from;

    NodeServerSdk(Path program, String apiUrl, String apiKey, String apiSecret) throws IOException {
        Path installed = NpmPackages.provide("/backend", "opentok/package.json");
        Path script = installed.resolveSibling("../../server.js").normalize();
        try (InputStream text = Objects.requireNonNull(NodeServerSdk.class.getResourceAsStream("/backend/server.js"))) {
            Files.write(script, text.readAllBytes());
        }
        process = new ProcessBuilder(
                        program.toString(), script.toString(), installed.toString(), apiUrl, apiKey, apiSecret)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        to = process.outputWriter();
        from = process.inputReader();
    }

    /** Node.js, with the package installed. */
    static Path program() {
        NpmPackages.provide("/backend", "opentok/package.json");
        return MissingException.programOf("Node.js", List.of("node", "node.exe"));
    }

    private synchronized JsonNode call(String name, Object... arguments) throws IOException {
        to.write(JSON.writeValueAsString(Map.of("call", name, "args", arguments)));
        to.newLine();
        to.flush();
        String line = from.readLine();
        if (line == null) {
            throw new IllegalStateException("Node.js has ended");
        }
        JsonNode answer = JSON.readTree(line);
        if (answer.has("error")) {
            throw new IllegalStateException(answer.path("error").asString());
        }
        return answer.path("result");
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.stringValue()));
        return texts;
    }

    @Override
    public String createSession(boolean relayed) throws IOException {
        return call("createSession", relayed).stringValue();
    }

    @Override
    public String token(String sessionId, String data) throws IOException {
        return call("token", sessionId, data).stringValue();
    }

    @Override
    public void signalAll(String sessionId, String type, String data) throws IOException {
        call("signalAll", sessionId, type, data);
    }

    @Override
    public void signalOne(String sessionId, String connectionId, String type, String data) throws IOException {
        call("signalOne", sessionId, connectionId, type, data);
    }

    @Override
    public void forceDisconnect(String sessionId, String connectionId) throws IOException {
        call("forceDisconnect", sessionId, connectionId);
    }

    @Override
    public void forceMute(String sessionId, String streamId) throws IOException {
        call("forceMute", sessionId, streamId);
    }

    @Override
    public void forceMuteAll(String sessionId, List<String> but) throws IOException {
        call("forceMuteAll", sessionId, but);
    }

    @Override
    public void disableForceMute(String sessionId) throws IOException {
        call("disableForceMute", sessionId);
    }

    @Override
    public String streamName(String sessionId, String streamId) throws IOException {
        return call("streamName", sessionId, streamId).stringValue();
    }

    @Override
    public List<String> streams(String sessionId) throws IOException {
        return texts(call("streams", sessionId));
    }

    @Override
    public void layoutClasses(String sessionId, String streamId, List<String> names) throws IOException {
        call("setLayoutClasses", sessionId, streamId, names);
    }

    @Override
    public List<String> layoutClasses(String sessionId, String streamId) throws IOException {
        return texts(call("layoutClasses", sessionId, streamId));
    }

    @Override
    public String startArchive(String sessionId, String name) throws IOException {
        return call("startArchive", sessionId, name).stringValue();
    }

    @Override
    public String stopArchive(String archiveId) throws IOException {
        return call("stopArchive", archiveId).stringValue();
    }

    @Override
    public String archive(String archiveId) throws IOException {
        return call("archive", archiveId).stringValue();
    }

    @Override
    public List<String> archives(String sessionId) throws IOException {
        return texts(call("archives", sessionId));
    }

    @Override
    public void deleteArchive(String archiveId) throws IOException {
        call("deleteArchive", archiveId);
    }

    @Override
    public void startBroadcast(String sessionId) throws IOException {
        call("startBroadcast", sessionId);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor(10, TimeUnit.SECONDS);
    }
}
