package io.sessionreactive.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerResponse;

/** Serves the page with OT.js on a free port of 127.0.0.1, and takes what OT.js would report to its makers. */
final class PageServer implements AutoCloseable {
    private final DisposableServer server;

    PageServer(Path openTokJs) {
        byte[] page = resource("page.html");
        byte[] client = resource("client.js");
        byte[] script = read(openTokJs);
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .route(routes -> routes.get("/", (request, response) -> send(response, "text/html", page))
                        .get("/client.js", (request, response) -> send(response, "text/javascript", client))
                        .get("/opentok.js", (request, response) -> send(response, "text/javascript", script))
                        .get("/favicon.ico", (request, response) -> nothing(response))
                        .post("/logging/ClientEvent", (request, response) -> nothing(response)))
                .bindNow();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.port() + "/");
    }

    @Override
    public void close() {
        server.disposeNow();
    }

    /** OT.js has characters beyond ASCII and does not load without its charset. */
    private static Publisher<Void> send(HttpServerResponse response, String type, byte[] bytes) {
        return response.header("Content-Type", type + ";charset=utf-8").sendByteArray(Mono.just(bytes));
    }

    private static Publisher<Void> nothing(HttpServerResponse response) {
        return response.status(204).send();
    }

    private static byte[] resource(String name) {
        try (InputStream in = Objects.requireNonNull(PageServer.class.getResourceAsStream("/browser/" + name))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
