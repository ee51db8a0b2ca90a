package io.sessionreactive.examples.scale;

import io.sessionreactive.testkit.LocalSessionService;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A local session service in a JVM of its own. */
record ServiceProcess(Process process, URI apiUrl) implements AutoCloseable {
    static final String API_KEY = "100";
    static final String API_SECRET = "secret";
    private static final Pattern URL = Pattern.compile("http://\\S+");

    /** Starts one and returns when it serves. */
    static ServiceProcess start() {
        List<String> arguments = List.of(
                "-Xmx4g",
                LocalSessionService.class.getName(),
                "--api-key",
                API_KEY,
                "--api-secret",
                API_SECRET);
        try {
            Process process = Scale.java(arguments)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader said = process.inputReader();
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                Matcher url = URL.matcher(line);
                if (url.find()) {
                    return new ServiceProcess(process, URI.create(url.group()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("the service did not start");
    }

    @Override
    public void close() {
        process.destroy();
    }
}
