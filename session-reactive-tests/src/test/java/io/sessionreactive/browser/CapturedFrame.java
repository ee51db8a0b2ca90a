package io.sessionreactive.browser;

import io.sessionreactive.raptor.RaptorCodec;
import io.sessionreactive.raptor.RaptorMessage;
import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.FrameCodec;
import io.sessionreactive.rumor.FrameType;
import io.sessionreactive.rumor.Headers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** A frame as the browser client wrote it, in a file of its own. */
final class CapturedFrame {
    private static final Path FOLDER = Path.of("src/test/resources/frames");
    private static final String ENDING = ".hex";
    private static final int BYTES_A_LINE = 48;

    private final String name;
    private final byte[] bytes;

    /**
     * A frame.
     *
     * @param name of its file, without the ending
     */
    CapturedFrame(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    /** All that there are, by name. */
    static List<CapturedFrame> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING))
                    .sorted()
                    .map(name -> read(name.substring(0, name.length() - ENDING.length())))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static CapturedFrame read(String name) {
        try {
            String text = Files.readString(FOLDER.resolve(name + ENDING)).replace("\n", "");
            return new CapturedFrame(name, HexFormat.of().parseHex(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write() {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < bytes.length; at += BYTES_A_LINE) {
            int end = Math.min(bytes.length, at + BYTES_A_LINE);
            text.append(HexFormat.of().formatHex(bytes, at, end)).append('\n');
        }
        try {
            Files.writeString(FOLDER.resolve(name + ENDING), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return name;
    }

    byte[] bytes() {
        return bytes;
    }

    Frame frame() {
        return FrameCodec.decode(bytes);
    }

    RaptorMessage message() {
        return RaptorCodec.decode(frame().payload());
    }

    boolean isMessage() {
        return frame().type() == FrameType.MESSAGE;
    }

    /** What it says, with the names of those who took part in the capture. */
    String text() {
        Map<String, String> names = Map.of(
                read("connection-create").sender(),
                "BOB",
                read("subscriber-create").sender(),
                "CAROL",
                read("subscribe").frame().addresses().get(0),
                "SESSION");
        return FrameText.of(frame(), names);
    }

    private String sender() {
        return Objects.requireNonNull(frame().headers().get(Headers.FROM_ADDRESS));
    }

    @Override
    public String toString() {
        return name;
    }
}
