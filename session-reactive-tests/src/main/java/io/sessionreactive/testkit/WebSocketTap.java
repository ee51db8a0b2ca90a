package io.sessionreactive.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Looks at the bytes of one direction of one connection as they pass, in whatever pieces, and finds the WebSocket messages
 * in them (RFC 6455, 5.2). Changes nothing and holds up nothing; what it does not understand it passes over.
 */
final class WebSocketTap {
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_HEAD = 64 * 1024;
    private static final int MOST_MESSAGE = 16 * 1024 * 1024;
    private static final int FIRST_SIZE = 1_024;
    private static final int MOST_IDLE = 64 * 1024;
    private static final int CLOSE = 0x8;

    private final Found found;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private byte[] buffer = new byte[FIRST_SIZE];
    private int start;
    private int end;
    private boolean upgraded;
    private boolean blind;

    WebSocketTap(Found found) {
        this.found = found;
    }

    /** Bytes have passed. */
    void passed(byte[] bytes) {
        if (blind) {
            return;
        }
        append(bytes);
        boolean read = true;
        while (read && start < end && !blind) {
            read = upgraded ? frame() : head();
        }
        if (blind || (start == end && buffer.length > MOST_IDLE)) {
            buffer = new byte[FIRST_SIZE];
            start = 0;
            end = 0;
        }
    }

    private void append(byte[] bytes) {
        int unread = end - start;
        if (end + bytes.length > buffer.length) {
            byte[] larger = new byte[Math.max(buffer.length, 2 * (unread + bytes.length))];
            System.arraycopy(buffer, start, larger, 0, unread);
            buffer = larger;
            start = 0;
            end = unread;
        }
        System.arraycopy(bytes, 0, buffer, end, bytes.length);
        end += bytes.length;
    }

    /** Reads the head of a request or an answer; false if not all of it is there. */
    private boolean head() {
        int endOfHead = endOfHead();
        if (endOfHead < 0) {
            blind = end - start > MOST_HEAD;
            return false;
        }
        String head = new String(buffer, start, endOfHead - start, StandardCharsets.ISO_8859_1);
        upgraded =
                head.startsWith("HTTP/1.1 101") || head.toLowerCase(Locale.ROOT).contains("upgrade: websocket");
        blind = !upgraded; // a question and its answer
        found.head(head);
        start = endOfHead + END_OF_HEAD.length;
        return true;
    }

    /** Reads one frame; false if not all of it is there. */
    private boolean frame() {
        int unread = end - start;
        int headLength = unread < 2 ? 2 : headLength(buffer[start + 1]);
        if (unread < headLength) {
            return false;
        }
        long length = length();
        blind = length > MOST_MESSAGE;
        if (blind || unread < headLength + length) {
            return false;
        }
        byte first = buffer[start];
        int from = start + headLength;
        byte[] payload = Arrays.copyOfRange(buffer, from, from + (int) length);
        if ((buffer[start + 1] & 0x80) != 0) {
            unmask(payload, from - 4);
        }
        start = from + payload.length;
        take(first, payload);
        return true;
    }

    private static int headLength(byte second) {
        int mask = (second & 0x80) != 0 ? 4 : 0;
        return switch (second & 0x7f) {
            case 126 -> 4 + mask;
            case 127 -> 10 + mask;
            default -> 2 + mask;
        };
    }

    private long length() {
        int shortLength = buffer[start + 1] & 0x7f;
        int more = shortLength == 126 ? 2 : shortLength == 127 ? 8 : 0;
        long length = more == 0 ? shortLength : 0;
        for (int i = 0; i < more; i++) {
            length = (length << 8) | (buffer[start + 2 + i] & 0xff);
        }
        return length < 0 ? Long.MAX_VALUE : length;
    }

    private void unmask(byte[] payload, int key) {
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= buffer[key + i % 4];
        }
    }

    private void take(byte first, byte[] payload) {
        int opcode = first & 0x0f;
        if (opcode == CLOSE) {
            int code = payload.length < 2 ? 1005 : ((payload[0] & 0xff) << 8) | (payload[1] & 0xff);
            found.close(code);
        } else if (opcode < CLOSE) { // text, binary or a continuation; pings are nobody's message
            message.writeBytes(payload);
            blind = message.size() > MOST_MESSAGE;
            if ((first & 0x80) != 0) {
                found.message(message.toByteArray());
                message.reset();
            }
        }
    }

    private int endOfHead() {
        for (int i = start; i <= end - END_OF_HEAD.length; i++) {
            if (Arrays.equals(buffer, i, i + END_OF_HEAD.length, END_OF_HEAD, 0, END_OF_HEAD.length)) {
                return i;
            }
        }
        return -1;
    }

    /** Is told what was found. */
    interface Found {
        /** The head of a request or of an answer, without the empty line at its end. */
        void head(String head);

        /** A message, whole, whatever fragments it came in. */
        void message(byte[] message);

        /** A close frame; 1005 if it had no code. */
        void close(int code);
    }
}
