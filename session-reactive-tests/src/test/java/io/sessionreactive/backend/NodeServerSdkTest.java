package io.sessionreactive.backend;

import io.sessionreactive.support.MissingException;
import io.sessionreactive.testkit.LocalSessionService;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The npm package {@code opentok}; skipped where there is no Node.js, as browser tests are where there is no browser. */
class NodeServerSdkTest implements ServerSdkContract {
    private static Path program;

    private LocalSessionService service;
    private ServerSdk sdk;
    private ServerSdk stranger;

    @BeforeAll
    static void find() {
        try {
            program = NodeServerSdk.program();
        } catch (MissingException e) {
            if (MissingException.isFatal()) {
                throw e;
            }
            System.out.println("The tests with the npm package opentok are skipped: " + e.getMessage());
            Assumptions.abort(e.getMessage());
        }
    }

    @BeforeEach
    void open() throws IOException {
        service = LocalSessionService.start();
        String apiUrl = service.apiUrl().toString();
        sdk = new NodeServerSdk(program, apiUrl, service.apiKey(), service.apiSecret());
        stranger = new NodeServerSdk(program, apiUrl, service.apiKey(), "of somebody else, with 32 characters");
    }

    @Override
    public LocalSessionService service() {
        return service;
    }

    @Override
    public ServerSdk sdk() {
        return sdk;
    }

    @Override
    public ServerSdk stranger() {
        return stranger;
    }

    @AfterEach
    void close() throws Exception {
        sdk.close();
        stranger.close();
        service.close();
    }
}
