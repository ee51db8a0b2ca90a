package io.sessionreactive.rumor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class FrameCodecTest {
    private static final HexFormat HEX = HexFormat.of();

    private static final Frame CONNECT = Frame.connect("c-1", "t-1", "sym");
    private static final Frame STATUS = Frame.status("c-1", "t-1", 200, Payload.EMPTY);
    private static final Frame SIGNAL = new Frame(
            FrameType.MESSAGE,
            List.of("sym"),
            Headers.of(Headers.TRANSACTION_ID, "t-1", Headers.FROM_ADDRESS, ""),
            Payload.ofUtf8("{}"));

    static Stream<Arguments> knownFrames() {
        return Stream.of(
                Arguments.of(
                        CONNECT,
                        "00000047000003000300" + "08756e69717565496400"
                                + "03632d31000e5452414e53414354494f4e2d49440003742d"
                                + "3100176e6f74696679446973636f6e6e6563744164647265737300" + "0373796d"),
                Arguments.of(
                        STATUS,
                        "0000002c000009010003632d3102000e5452414e53414354494f4e2d49440003742d3100065354415455530003323030"),
                Arguments.of(Frame.PING, "000000050000070000"),
                Arguments.of(Frame.PONG, "000000050000080000"),
                Arguments.of(Frame.subscribe("/v2/a"), "0000000c000000010005" + "2f76322f61" + "00"),
                Arguments.of(Frame.disconnect(false), "00000012000004000100" + "097265636f6e6e6563740000"),
                Arguments.of(Frame.disconnect(true), "00000013000004000100" + "097265636f6e6e656374000131"),
                Arguments.of(
                        SIGNAL,
                        "00000036000002010003" + "73796d" + "02" + "000e5452414e53414354494f4e2d4944" + "0003742d31"
                                + "0011582d54422d46524f4d2d41444452455353" + "0000" + "7b7d"));
    }

    @ParameterizedTest
    @MethodSource("knownFrames")
    @DisplayName("a frame has exactly the bytes that the protocol says, and they say the frame")
    void knownBytes(Frame frame, String hex) {
        assertEquals(hex, HEX.formatHex(FrameCodec.encode(frame)));
        assertEquals(frame, FrameCodec.decode(HEX.parseHex(hex)));
    }

    @Test
    @DisplayName("the length field counts what follows it")
    void lengthField() {
        for (Frame frame : List.of(CONNECT, STATUS, SIGNAL, Frame.PING)) {
            byte[] bytes = FrameCodec.encode(frame);
            assertEquals(
                    bytes.length - 4, Integer.parseInt(HEX.formatHex(bytes, 0, 4), 16), "length of " + frame.type());
        }
    }

    @Test
    @DisplayName("a length field that is wrong is not relied on, as in the browser client")
    void lengthFieldIgnored() {
        byte[] bytes = FrameCodec.encode(SIGNAL);
        Arrays.fill(bytes, 0, 4, (byte) 0xff);
        assertEquals(SIGNAL, FrameCodec.decode(bytes));
    }

    static Stream<Arguments> framesWithoutPayload() {
        return knownFrames().filter(known -> ((Frame) known.get()[0]).payload().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("framesWithoutPayload")
    @DisplayName("a frame cut anywhere is malformed, and nothing else is thrown")
    void everyTruncation(Frame frame, String hex) {
        byte[] bytes = HEX.parseHex(hex);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            MalformedFrameException thrown =
                    assertThrows(MalformedFrameException.class, () -> FrameCodec.decode(cut), "cut at " + cut.length);
            assertTrue(
                    thrown.getMessage().startsWith("a frame of " + length + " bytes ends at byte "),
                    thrown.getMessage());
        }
    }

    @Test
    @DisplayName("a frame cut inside its payload has a shorter payload")
    void truncatedPayload() {
        byte[] bytes = FrameCodec.encode(SIGNAL);
        Frame cut = FrameCodec.decode(Arrays.copyOf(bytes, bytes.length - 1));
        assertEquals(Payload.ofUtf8("{"), cut.payload());
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 6, 10, 127, 128, 255})
    @DisplayName("a frame of an unknown type is malformed")
    void unknownType(int type) {
        byte[] bytes = {0, 0, 0, 5, 0, 0, (byte) type, 0, 0};
        MalformedFrameException thrown = assertThrows(MalformedFrameException.class, () -> FrameCodec.decode(bytes));
        assertTrue(thrown.getMessage().startsWith("frame type " + type + " "), thrown.getMessage());
    }

    @Test
    @DisplayName("text that is not ASCII travels as UTF-8, its length counted in bytes")
    void nonAscii() {
        String text = "Zürich € 😀";
        Frame frame = new Frame(
                FrameType.MESSAGE, List.of(text, "plain"), Headers.of(text, text, "plain", text), Payload.ofUtf8(text));
        byte[] bytes = FrameCodec.encode(frame);
        assertEquals("0010", HEX.formatHex(bytes, 8, 10));
        assertEquals(frame, FrameCodec.decode(bytes));
    }

    @Test
    @DisplayName("255 addresses and 255 headers fit, 256 do not")
    void mostEntries() {
        String[] pairs = Collections.nCopies(2 * 255, "x").toArray(String[]::new);
        Frame full =
                new Frame(FrameType.MESSAGE, Collections.nCopies(255, "a"), Headers.of(pairs), Payload.ofUtf8("p"));
        assertEquals(full, FrameCodec.decode(FrameCodec.encode(full)));

        String[] tooMany = Collections.nCopies(2 * 256, "x").toArray(String[]::new);
        assertEquals(
                "a frame has at most 255 addresses and headers, got 256",
                refused(new Frame(FrameType.MESSAGE, List.of(), Headers.of(tooMany), Payload.EMPTY)));
        assertEquals(
                "a frame has at most 255 addresses and headers, got 256",
                refused(new Frame(FrameType.MESSAGE, Collections.nCopies(256, "a"), Headers.NONE, Payload.EMPTY)));
    }

    @Test
    @DisplayName("a string of 65,535 bytes fits, one of 65,536 does not, in ASCII or not")
    void mostBytes() {
        for (String longest : List.of("x".repeat(65_535), "ü".repeat(32_767) + "x")) {
            Frame frame = Frame.subscribe(longest);
            assertEquals(frame, FrameCodec.decode(FrameCodec.encode(frame)));
        }
        for (String tooLong : List.of("x".repeat(65_536), "ü".repeat(32_768))) {
            assertEquals("a string in a frame has at most 65535 bytes, got 65536", refused(Frame.subscribe(tooLong)));
        }
        Frame header = new Frame(FrameType.CONNECT, List.of(), Headers.of("name", "x".repeat(65_536)), Payload.EMPTY);
        assertEquals("a string in a frame has at most 65535 bytes, got 65536", refused(header));
    }

    @Test
    @DisplayName("a payload is written from where it begins in its array, and read without a copy")
    void payloadSlice() {
        Payload slice = Payload.ofUtf8("--{}--").slice(2, 2);
        Frame frame = new Frame(FrameType.MESSAGE, List.of(), Headers.NONE, slice);
        byte[] bytes = FrameCodec.encode(frame);
        assertArrayEquals(HEX.parseHex("0000000700000200007b7d"), bytes);
        Payload read = FrameCodec.decode(bytes).payload();
        assertEquals("{}", read.utf8());
        assertEquals(bytes, read.array(), "the very array");
        assertEquals(9, read.offset());
    }

    private static String refused(Frame frame) {
        return assertThrows(IllegalArgumentException.class, () -> FrameCodec.encode(frame))
                .getMessage();
    }
}
