package io.sessionreactive.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.test.StepVerifier;

/** The one question by HTTP. */
@Timeout(20)
class NettyHttpTest {
    private final Transport transport = new NettyTransports().get();

    @Test
    @DisplayName("status and body come out whatever the status")
    void get() {
        DisposableServer server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((request, response) -> response.status(418)
                        .sendString(
                                Mono.just("heard " + request.requestHeaders().get("X-Said"))))
                .bindNow(Duration.ofSeconds(5));
        URI uri = URI.create("http://127.0.0.1:" + server.port() + "/");
        StepVerifier.create(transport.get(uri, Map.of("X-Said", "hello"), Duration.ofSeconds(5)))
                .assertNext(reply -> {
                    assertEquals(418, reply.status());
                    assertEquals("heard hello", new String(reply.body(), StandardCharsets.UTF_8));
                })
                .verifyComplete();
        server.disposeNow(Duration.ofSeconds(5));
    }

    @Test
    @DisplayName("no answer in time and no server are errors")
    void unanswered() throws IOException {
        URI uri;
        try (ServerSocket silent = new ServerSocket(0)) {
            uri = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/");
            StepVerifier.create(transport.get(uri, Map.of(), Duration.ofMillis(300)))
                    .verifyError(TimeoutException.class);
        }
        StepVerifier.create(transport.get(uri, Map.of(), Duration.ofSeconds(5)))
                .verifyErrorSatisfies(cause -> assertInstanceOf(IOException.class, cause));
    }
}
