package io.sessionreactive.rumor;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Frames to bytes and back. All integers are big-endian, all strings UTF-8: the length of what follows (4 bytes), two
 * reserved bytes, type (1), the number of addresses (1) and each with its length (2), the number of headers (1) and for
 * each the name and the value with their lengths (2), then the payload to the end.
 *
 * <p>The length is written but not relied on: one WebSocket message is one frame, as the browser client has it.
 */
public final class FrameCodec {
    private static final int PREFIX = 8;
    private static final int MOST_ENTRIES = 255;
    private static final int MOST_BYTES = 65_535;

    private FrameCodec() {}

    /**
     * The bytes of a frame.
     *
     * @throws IllegalArgumentException if the frame has more than 255 addresses or headers, or a string of more than
     *     65,535 bytes
     */
    public static byte[] encode(Frame frame) {
        byte[] bytes = new byte[size(frame)];
        Writer writer = new Writer(bytes);
        writer.int32(bytes.length - 4);
        writer.int16(0);
        writer.int8(frame.type().code());
        writer.int8(frame.addresses().size());
        for (String address : frame.addresses()) {
            writer.string(address);
        }
        Headers headers = frame.headers();
        writer.int8(headers.size());
        for (int i = 0; i < headers.size(); i++) {
            writer.string(headers.name(i));
            writer.string(headers.value(i));
        }
        Payload payload = frame.payload();
        System.arraycopy(payload.array(), payload.offset(), bytes, writer.position, payload.length());
        return bytes;
    }

    /**
     * The frame that the bytes say. Its payload shares the array.
     *
     * @throws MalformedFrameException if they say none
     */
    public static Frame decode(byte[] bytes) {
        Reader reader = new Reader(bytes);
        reader.need(PREFIX, "its first " + PREFIX + " bytes");
        reader.position = 6;
        FrameType type = FrameType.ofCode(reader.int8());
        List<String> addresses = addresses(reader);
        Headers headers = headers(reader);
        return new Frame(type, addresses, headers, Payload.of(bytes, reader.position, bytes.length - reader.position));
    }

    private static List<String> addresses(Reader reader) {
        int count = reader.int8();
        if (count == 0) {
            return List.of();
        }
        if (count == 1) {
            return List.of(reader.string("address 1"));
        }
        List<String> addresses = new ArrayList<>(count);
        for (int i = 1; i <= count; i++) {
            addresses.add(reader.string("an address"));
        }
        return addresses;
    }

    private static Headers headers(Reader reader) {
        reader.need(1, "the number of headers");
        String[] pairs = new String[2 * reader.int8()];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = reader.string(i % 2 == 0 ? "a header's name" : "a header's value");
        }
        return Headers.of(pairs);
    }

    private static int size(Frame frame) {
        int entries = Math.max(frame.addresses().size(), frame.headers().size());
        if (entries > MOST_ENTRIES) {
            throw new IllegalArgumentException(
                    "a frame has at most " + MOST_ENTRIES + " addresses and headers, got " + entries);
        }
        int size = PREFIX + 1 + frame.payload().length();
        for (String address : frame.addresses()) {
            size += 2 + length(address);
        }
        Headers headers = frame.headers();
        for (int i = 0; i < headers.size(); i++) {
            size += 4 + length(headers.name(i)) + length(headers.value(i));
        }
        return size;
    }

    private static int length(String text) {
        int length = isAscii(text) ? text.length() : text.getBytes(StandardCharsets.UTF_8).length;
        if (length > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "a string in a frame has at most " + MOST_BYTES + " bytes, got " + length);
        }
        return length;
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** Writes one after the other into an array that is large enough. */
    private static final class Writer {
        private final byte[] bytes;
        private int position;

        Writer(byte[] bytes) {
            this.bytes = bytes;
        }

        void int8(int value) {
            bytes[position++] = (byte) value;
        }

        void int16(int value) {
            int8(value >>> 8);
            int8(value);
        }

        void int32(int value) {
            int16(value >>> 16);
            int16(value);
        }

        @SuppressWarnings("deprecation") // the low bytes of the characters: all there is in ASCII, and no copy is made
        void string(String text) {
            if (isAscii(text)) {
                int16(text.length());
                text.getBytes(0, text.length(), bytes, position);
                position += text.length();
            } else {
                byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                int16(utf8.length);
                System.arraycopy(utf8, 0, bytes, position, utf8.length);
                position += utf8.length;
            }
        }
    }

    /** Reads one after the other and says what was missing when the bytes end. */
    private static final class Reader {
        private final byte[] bytes;
        private int position;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        void need(int count, String what) {
            if (bytes.length - position < count) {
                throw new MalformedFrameException(
                        "a frame of " + bytes.length + " bytes ends at byte " + position + " before " + what);
            }
        }

        int int8() {
            return bytes[position++] & 0xff;
        }

        String string(String what) {
            need(2, what);
            int length = (int8() << 8) | int8();
            need(length, what);
            String text = new String(bytes, position, length, StandardCharsets.UTF_8);
            position += length;
            return text;
        }
    }
}
