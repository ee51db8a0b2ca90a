package io.sessionreactive.rumor;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * A run of bytes inside a larger array, shared and not copied: the payload of a frame, or the part of it that one JSON
 * value takes. Whoever holds one must not change the array. Equality is by content; the text form tells only the
 * length, since payloads carry tokens and users' data.
 */
public final class Payload {
    /** No bytes. */
    public static final Payload EMPTY = new Payload(new byte[0], 0, 0);

    private final byte[] array;
    private final int offset;
    private final int length;

    private Payload(byte[] array, int offset, int length) {
        this.array = array;
        this.offset = offset;
        this.length = length;
    }

    /** All of {@code bytes}. */
    public static Payload of(byte[] bytes) {
        return new Payload(bytes, 0, bytes.length);
    }

    /** The UTF-8 form of {@code text}. */
    public static Payload ofUtf8(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** {@code length} bytes of {@code array} from {@code offset} on. */
    public static Payload of(byte[] array, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, array.length);
        return length == 0 ? EMPTY : new Payload(array, offset, length);
    }

    /** {@code length} bytes of this payload from {@code start} on, counted from its own first byte. */
    public Payload slice(int start, int length) {
        Objects.checkFromIndexSize(start, length, this.length);
        return of(array, offset + start, length);
    }

    /** The array behind this payload, to be read from {@link #offset()} on. */
    public byte[] array() {
        return array;
    }

    /** The index of the first byte in {@link #array()}. */
    public int offset() {
        return offset;
    }

    /** The number of bytes. */
    public int length() {
        return length;
    }

    /** Whether there are no bytes. */
    public boolean isEmpty() {
        return length == 0;
    }

    /** The bytes read as UTF-8. */
    public String utf8() {
        return new String(array, offset, length, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Payload that
                && Arrays.equals(array, offset, offset + length, that.array, that.offset, that.offset + that.length);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + array[i];
        }
        return hash;
    }

    @Override
    public String toString() {
        return "Payload[" + length + " bytes]";
    }
}
