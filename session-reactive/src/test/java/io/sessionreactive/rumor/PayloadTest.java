package io.sessionreactive.rumor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class PayloadTest {
    private static final byte[] ARRAY = "abcdef".getBytes(StandardCharsets.US_ASCII);

    @Test
    @DisplayName("a slice of a slice counts from the slice's own first byte and shares the array")
    void slices() {
        Payload slice = Payload.of(ARRAY, 1, 4).slice(1, 2);
        assertEquals("cd", slice.utf8());
        assertEquals(2, slice.offset());
        assertEquals(2, slice.length());
        assertSame(ARRAY, slice.array());
    }

    @Test
    @DisplayName("a slice cannot leave its payload, even where the array goes on")
    void bounds() {
        Payload middle = Payload.of(ARRAY, 2, 2);
        assertThrows(IndexOutOfBoundsException.class, () -> middle.slice(0, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> middle.slice(-1, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> Payload.of(ARRAY, 5, 2));
    }

    @Test
    @DisplayName("no bytes are the empty payload, which holds no array")
    void empty() {
        assertSame(Payload.EMPTY, Payload.of(ARRAY, 3, 0));
        assertTrue(Payload.EMPTY.isEmpty());
        assertEquals("", Payload.EMPTY.utf8());
    }

    @Test
    @DisplayName("equality is by content, wherever it lies")
    void equality() {
        Payload lone = Payload.ofUtf8("cd");
        Payload inside = Payload.of(ARRAY, 2, 2);
        assertEquals(lone, inside);
        assertEquals(lone.hashCode(), inside.hashCode());
        assertNotEquals(lone, Payload.of(ARRAY, 2, 3));
        assertNotEquals(lone, Payload.of(ARRAY, 1, 2));
    }

    @Test
    @DisplayName("the text form tells the length only")
    void text() {
        assertEquals("Payload[2 bytes]", Payload.ofUtf8("cd").toString());
        assertEquals("Payload[4 bytes]", Payload.ofUtf8("😀").toString());
    }
}
