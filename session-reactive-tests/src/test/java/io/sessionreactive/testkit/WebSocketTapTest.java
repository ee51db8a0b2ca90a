package io.sessionreactive.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketTapTest {
    private static final String UPGRADE = "GET /socket HTTP/1.1\r\nUpgrade: WebSocket\r\n\r\n";
    private static final int LAST = 0x80;
    private static final int BINARY = 0x2;

    private final List<String> found = new ArrayList<>();
    private final WebSocketTap tap = new WebSocketTap(new WebSocketTap.Found() {
        @Override
        public void head(String head) {
            found.add(head.substring(0, head.indexOf('\r')));
        }

        @Override
        public void message(byte[] message) {
            found.add(message.length > 20 ? message.length + " bytes" : new String(message, StandardCharsets.UTF_8));
        }

        @Override
        public void close(int code) {
            found.add("close " + code);
        }
    });

    private void pass(int pieces, byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        byte[] bytes = all.toByteArray();
        for (int start = 0; start < bytes.length; start += pieces) {
            tap.passed(Arrays.copyOfRange(bytes, start, Math.min(bytes.length, start + pieces)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 100, 1_000_000})
    @DisplayName("messages are found in whatever pieces they come: masked or not, of every length, in fragments")
    void messages(int pieces) {
        pass(
                pieces,
                ascii(UPGRADE),
                frame(LAST | BINARY, true, ascii("masked")),
                frame(LAST | BINARY, false, new byte[300]),
                frame(BINARY, true, ascii("in ")),
                frame(LAST | 0x9, true, ascii("a ping between")),
                frame(0, true, ascii("three ")),
                frame(LAST, true, ascii("parts")),
                frame(LAST | BINARY, true, new byte[70_000]),
                frame(LAST | BINARY, true, new byte[0]),
                frame(LAST | 0x8, true, new byte[] {0x03, (byte) 0xe8}),
                frame(LAST | 0x8, false, new byte[0]));
        assertEquals(
                List.of(
                        "GET /socket HTTP/1.1",
                        "masked",
                        "300 bytes",
                        "in three parts",
                        "70000 bytes",
                        "",
                        "close 1000",
                        "close 1005"),
                found);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000})
    @DisplayName("after an upgrade that is answered by 101 there are messages, after any other answer nothing")
    void answers(int pieces) {
        pass(
                pieces,
                ascii("HTTP/1.1 101 Switching Protocols\r\nx: y\r\n\r\n"),
                frame(LAST | BINARY, false, ascii("m")));
        assertEquals(List.of("HTTP/1.1 101 Switching Protocols", "m"), found);
        found.clear();

        WebSocketTap other = new WebSocketTap(new WebSocketTap.Found() {
            @Override
            public void head(String head) {
                found.add("head");
            }

            @Override
            public void message(byte[] message) {
                found.add("message");
            }

            @Override
            public void close(int code) {
                found.add("close");
            }
        });
        other.passed(ascii("HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\n"));
        other.passed(frame(LAST | BINARY, false, ascii("m")));
        assertEquals(List.of("head"), found);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000})
    @DisplayName("what is larger than anything that is sent is not collected")
    void tooLarge(int pieces) {
        pass(pieces, ascii(UPGRADE), new byte[] {(byte) 0x82, 127, -1, -1, -1, -1, -1, -1, -1, -1}, new byte[5_000]);
        pass(pieces, frame(LAST | BINARY, false, ascii("m")));
        assertEquals(List.of("GET /socket HTTP/1.1"), found);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] frame(int first, boolean masked, byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int mask = masked ? 0x80 : 0;
        out.write(first);
        if (payload.length < 126) {
            out.write(mask | payload.length);
        } else if (payload.length < 65_536) {
            out.write(mask | 126);
            out.write(payload.length >> 8);
            out.write(payload.length);
        } else {
            out.write(mask | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                out.write(shift > 24 ? 0 : payload.length >> shift);
            }
        }
        byte[] key = {1, 2, 3, 4};
        if (masked) {
            out.writeBytes(key);
        }
        for (int i = 0; i < payload.length; i++) {
            out.write(masked ? payload[i] ^ key[i % 4] : payload[i]);
        }
        return out.toByteArray();
    }
}
