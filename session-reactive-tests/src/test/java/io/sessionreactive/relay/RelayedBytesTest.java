package io.sessionreactive.relay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sessionreactive.testkit.FaultyRelay;
import io.sessionreactive.testkit.fault.Direction;
import io.sessionreactive.testkit.fault.Ending;
import io.sessionreactive.testkit.fault.Fault;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The relay between two plain sockets: what it does to bytes, whatever they say. */
@Timeout(60)
class RelayedBytesTest {
    private ServerSocket listening;
    private FaultyRelay relay;
    private Socket client;
    private Socket server;

    @BeforeEach
    void connect() throws IOException {
        listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        relay = FaultyRelay.to(URI.create("http://127.0.0.1:" + listening.getLocalPort()));
        client = throughRelay();
        server = listening.accept();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
        relay.close();
        listening.close();
    }

    private Socket throughRelay() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), relay.apiUrl().getPort());
    }

    @Test
    @DisplayName(
            "bytes arrive as they are in both directions, more than fit anywhere, with no fault and with all that may be")
    void unchanged() throws IOException {
        exchange(5_000_000);
        relay.slice(1_000);
        relay.delay(Direction.FROM_CLIENT, Duration.ofMillis(30));
        relay.delay(Direction.TO_CLIENT, Duration.ofMillis(10));
        relay.throttle(Direction.TO_CLIENT, 10_000_000);
        exchange(3_000_000);
        relay.restore();
        exchange(100_000);
    }

    private void exchange(int length) throws IOException {
        byte[] there = new byte[length];
        byte[] back = new byte[length];
        new Random(length).nextBytes(there);
        new Random(length + 1).nextBytes(back);
        CompletableFuture<Void> sent = CompletableFuture.allOf(send(client, there), send(server, back));
        CompletableFuture<byte[]> heard = CompletableFuture.supplyAsync(() -> read(server, length));
        assertArrayEquals(back, read(client, length));
        assertArrayEquals(there, heard.join());
        sent.join();
    }

    private static CompletableFuture<Void> send(Socket socket, byte[] bytes) {
        return CompletableFuture.runAsync(() -> {
            try {
                socket.getOutputStream().write(bytes);
            } catch (IOException e) {
                throw new CompletionException(e);
            }
        });
    }

    private static byte[] read(Socket socket, int length) {
        try {
            return socket.getInputStream().readNBytes(length);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    @Test
    @DisplayName("the end of one direction passes on after what came before, and the other direction goes on")
    void halfClosed() throws IOException {
        client.getOutputStream().write(new byte[] {1, 2, 3});
        client.shutdownOutput();
        assertArrayEquals(new byte[] {1, 2, 3}, server.getInputStream().readAllBytes());
        server.getOutputStream().write(4);
        server.close();
        assertArrayEquals(new byte[] {4}, client.getInputStream().readAllBytes());
    }

    @Test
    @DisplayName("a reset passes on as a reset")
    void reset() throws IOException {
        server.setSoLinger(true, 0);
        server.close();
        assertThrows(SocketException.class, () -> client.getInputStream().read());
    }

    @Test
    @DisplayName("a drop by FIN is an end for both sides, a drop by RST a reset")
    void drop() throws IOException {
        relay.drop(Ending.FIN);
        assertEquals(-1, client.getInputStream().read());
        assertEquals(-1, server.getInputStream().read());

        try (Socket again = throughRelay();
                Socket accepted = listening.accept()) {
            again.getOutputStream().write(1);
            assertEquals(1, accepted.getInputStream().read());
            relay.drop(Ending.RST);
            assertThrows(SocketException.class, () -> again.getInputStream().read());
            assertThrows(SocketException.class, () -> accepted.getInputStream().read());
        }
    }

    @Test
    @DisplayName("in silence nothing passes in both directions, not even an end; afterwards all of it does, in order")
    void silence() throws IOException {
        Fault silence = relay.silence();
        client.getOutputStream().write(new byte[] {1, 2});
        server.getOutputStream().write(new byte[] {3});
        try (Socket another = throughRelay();
                Socket accepted = listening.accept()) {
            another.getOutputStream().write(5);
            silence.happened(2).block();
            assertEquals(0, server.getInputStream().available());
            client.shutdownOutput();
            silence.restore();
            assertEquals(5, accepted.getInputStream().read());
        }
        assertArrayEquals(new byte[] {1, 2}, server.getInputStream().readAllBytes());
        assertEquals(3, client.getInputStream().read());
    }

    @Test
    @DisplayName("half-open: one direction passes, the other waits")
    void halfOpen() throws IOException {
        for (Direction direction : Direction.values()) {
            Socket deaf = direction == Direction.FROM_CLIENT ? server : client;
            Socket hearing = deaf == server ? client : server;
            Fault halfOpen = relay.halfOpen(direction);
            hearing.getOutputStream().write(1);
            deaf.getOutputStream().write(2);
            assertEquals(2, hearing.getInputStream().read());
            assertEquals(0, deaf.getInputStream().available());
            halfOpen.restore();
            assertEquals(1, deaf.getInputStream().read());
        }
    }

    @Test
    @DisplayName(
            "while it refuses connections nobody listens, and afterwards it listens at the same port; open ones stay")
    void refuse() throws IOException {
        Fault refused = relay.refuseConnections();
        Fault again = relay.refuseConnections();
        refused.restore();
        refused.ended().block();
        waitUntilRefused();
        client.getOutputStream().write(1);
        assertEquals(1, server.getInputStream().read());
        again.restore();
        again.ended().block();
        try (Socket another = throughRelay();
                Socket accepted = listening.accept()) {
            another.getOutputStream().write(2);
            assertEquals(2, accepted.getInputStream().read());
        }
    }

    /** In the first moment the port may still listen; then a connection is reset, which is a refusal too. */
    private void waitUntilRefused() throws IOException {
        while (true) {
            try (Socket socket = throughRelay()) {
                assertThrows(
                        SocketException.class, () -> socket.getInputStream().read());
            } catch (ConnectException e) {
                return;
            }
        }
    }

    @Test
    @DisplayName("a connection that the service refuses is reset")
    void unreachable() throws IOException {
        listening.close();
        try (Socket another = throughRelay()) {
            assertThrows(SocketException.class, () -> another.getInputStream().read());
        }
    }

    @Test
    @DisplayName("a relay leads to this machine only")
    void loopbackOnly() {
        assertThrows(IllegalArgumentException.class, () -> FaultyRelay.to(URI.create("https://203.0.113.1:443")));
    }
}
