package io.sessionreactive.faults;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.FrameCodec;
import io.sessionreactive.rumor.Payload;
import io.sessionreactive.testkit.LocalSessionService;
import io.sessionreactive.testkit.fault.Ending;
import io.sessionreactive.testkit.fault.Fault;
import io.sessionreactive.testkit.service.ServiceSettings;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Faults as the operating system tells them, to a client that is nothing but a socket. */
@Timeout(60)
class RealWireTest {
    private static final int BINARY = 0x02;
    private static final int CONTINUATION = 0x00;
    private static final int LAST = 0x80;

    @Test
    @DisplayName("a drop by FIN is an end of the stream, a drop by RST is a reset")
    void ends() throws IOException {
        try (LocalSessionService service = LocalSessionService.start()) {
            try (Socket socket = upgraded(service)) {
                service.faults().onAll().drop(Ending.FIN);
                assertEquals(-1, socket.getInputStream().read());
            }
            try (Socket socket = upgraded(service)) {
                service.faults().onAll().drop(Ending.RST);
                assertThrows(
                        SocketException.class, () -> socket.getInputStream().read());
            }
        }
    }

    @Test
    @DisplayName("while connections are refused nobody listens, and afterwards somebody does at the same port")
    void refused() throws IOException {
        try (LocalSessionService service = LocalSessionService.start()) {
            int port = service.apiUrl().getPort();
            Fault refused = service.faults().refuseConnections();
            assertRefusedSoon(port);
            refused.restore();
            refused.ended().block();
            upgraded(service).close();
        }
    }

    /** In the first moment the port may still listen; then a connection is reset, which is a refusal too. */
    private static void assertRefusedSoon(int port) throws IOException {
        while (true) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThrows(
                        SocketException.class, () -> socket.getInputStream().read());
            } catch (ConnectException e) {
                return;
            }
        }
    }

    @Test
    @DisplayName("a sliced frame is one binary fragment and continuations, each of at most so many bytes")
    void sliced() throws IOException {
        try (LocalSessionService service = LocalSessionService.start();
                Socket socket = upgraded(service)) {
            service.faults().onAll().slice(20);
            Frame connect = Frame.connect("c-1", "t-1", null);
            socket.getOutputStream().write(masked(FrameCodec.encode(connect)));
            byte[] expected = FrameCodec.encode(Frame.status("c-1", "t-1", 200, Payload.EMPTY));
            DataInputStream in = new DataInputStream(socket.getInputStream());
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (int i = 0; all.size() < expected.length; i++) {
                int head = in.readUnsignedByte();
                byte[] piece = in.readNBytes(in.readUnsignedByte());
                assertTrue(piece.length <= 20, () -> piece.length + " bytes");
                all.writeBytes(piece);
                int last = all.size() == expected.length ? LAST : 0;
                assertEquals((i == 0 ? BINARY : CONTINUATION) | last, head);
            }
            assertArrayEquals(expected, all.toByteArray());
        }
    }

    /** A client's WebSocket message of less than 126 bytes, masked by zeros. */
    private static byte[] masked(byte[] message) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(LAST | BINARY);
        out.write(0x80 | message.length);
        out.writeBytes(new byte[4]);
        out.writeBytes(message);
        return out.toByteArray();
    }

    private static Socket upgraded(LocalSessionService service) throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), service.apiUrl().getPort());
        String request = "GET " + ServiceSettings.MESSAGING_PATH + " HTTP/1.1\r\nHost: local\r\nConnection: Upgrade\r\n"
                + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: MTIzNDU2Nzg5MDEyMzQ1Ng==\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) socket.getInputStream().read());
        }
        assertTrue(head.toString().startsWith("HTTP/1.1 101"), head::toString);
        return socket;
    }
}
