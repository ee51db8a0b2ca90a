package io.sessionreactive.backend;

import io.sessionreactive.testkit.LocalSessionService;
import org.junit.jupiter.api.AfterEach;

/** {@code com.tokbox:opentok-server-sdk}. */
class OpenTokServerSdkTest implements ServerSdkContract {
    private final LocalSessionService service = LocalSessionService.start();
    private final ServerSdk sdk =
            new OpenTokServerSdk(service.apiUrl().toString(), service.apiKey(), service.apiSecret());
    private final ServerSdk stranger = new OpenTokServerSdk(
            service.apiUrl().toString(),
            service.apiKey(),
            new StringBuilder(service.apiSecret()).reverse().toString());

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
