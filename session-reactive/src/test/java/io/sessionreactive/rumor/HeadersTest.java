package io.sessionreactive.rumor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class HeadersTest {
    private static final Headers SECRET =
            Headers.of(Headers.TRANSACTION_ID, "t-1", Headers.TOKEN, "T1==secret", "X-Other", "hidden");

    @Test
    @DisplayName("the text form tells ids and status, and of anything else only the length")
    void textHidesSecrets() {
        assertEquals(
                "{TRANSACTION-ID=t-1, X-TB-TOKEN-AUTH=(10 characters), X-Other=(6 characters)}", SECRET.toString());
        assertEquals(
                "{Content-Type=application/x-raptor+v2, STATUS=200, X-TB-FROM-ADDRESS=c-1}",
                Headers.of(
                                Headers.CONTENT_TYPE,
                                Frame.RAPTOR_CONTENT_TYPE,
                                Headers.STATUS,
                                "200",
                                Headers.FROM_ADDRESS,
                                "c-1")
                        .toString());
    }

    @Test
    @DisplayName("a frame's text form tells neither token nor payload")
    void frameTextHidesSecrets() {
        String text = new Frame(FrameType.MESSAGE, List.of("sym"), SECRET, Payload.ofUtf8("{\"data\":\"private\"}"))
                .toString();
        assertFalse(text.contains("T1==secret"), text);
        assertFalse(text.contains("hidden"), text);
        assertFalse(text.contains("private"), text);
        assertEquals("Frame[type=MESSAGE, addresses=[sym], headers=" + SECRET + ", payload=Payload[18 bytes]]", text);
    }

    @Test
    @DisplayName("of two headers with one name the first counts, and case matters")
    void lookUp() {
        Headers headers = Headers.of("a", "1", "A", "2", "a", "3");
        assertEquals("1", headers.get("a"));
        assertEquals("2", headers.get("A"));
        assertNull(headers.get("b"));
        assertEquals(3, headers.size());
    }

    @Test
    @DisplayName("names and values come in pairs")
    void pairs() {
        assertThrows(IllegalArgumentException.class, () -> Headers.of("name"));
        assertSame(Headers.NONE, Headers.of());
    }

    @Test
    @DisplayName("equality is by content and order")
    void equality() {
        assertEquals(Headers.of("a", "1"), Headers.of("a", "1"));
        assertEquals(Headers.of("a", "1").hashCode(), Headers.of("a", "1").hashCode());
        assertFalse(Headers.of("a", "1", "b", "2").equals(Headers.of("b", "2", "a", "1")));
    }

    @Test
    @DisplayName("an acknowledgement goes to the sender of the message, also when that is the service itself")
    void acknowledgement() {
        Headers fromService = Headers.of(Headers.TRANSACTION_ID, "t-1", Headers.FROM_ADDRESS, "");
        Frame message = new Frame(FrameType.MESSAGE, List.of("c-me"), fromService, Payload.EMPTY);
        Headers expected = Headers.of(Headers.TRANSACTION_ID, "t-1", Headers.FROM_ADDRESS, "c-me");
        assertEquals(
                new Frame(FrameType.STATUS, List.of(""), expected, Payload.EMPTY), Frame.acknowledge(message, "c-me"));

        Headers unsigned = Headers.of(Headers.TRANSACTION_ID, "t-1");
        Frame toTopic = new Frame(FrameType.MESSAGE, List.of("x", "y"), unsigned, Payload.EMPTY);
        assertEquals(List.of("x", "y"), Frame.acknowledge(toTopic, "c-me").addresses());
        assertThrows(IllegalArgumentException.class, () -> Frame.acknowledge(Frame.PING, "c-me"));
    }
}
