package io.sessionreactive.backend;

import io.sessionreactive.testkit.LocalSessionService;
import io.sessionreactive.testkit.LocalSessionServiceOptions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

/** {@code com.vonage:server-sdk}, its Video API. */
class VonageServerSdkTest implements ServerSdkContract {
    private static final KeyPair KEYS = keys();
    private static final KeyPair OTHER_KEYS = keys();

    private final String applicationId = UUID.randomUUID().toString();
    private final LocalSessionService service = LocalSessionService.start(
            LocalSessionServiceOptions.defaults().application(applicationId, KEYS.getPublic()));
    private final ServerSdk sdk = new VonageServerSdk(service.apiUrl().toString(), applicationId, KEYS.getPrivate());
    private final ServerSdk stranger =
            new VonageServerSdk(service.apiUrl().toString(), applicationId, OTHER_KEYS.getPrivate());

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("RSA").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
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
