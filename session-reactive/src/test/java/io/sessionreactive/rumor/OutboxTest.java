package io.sessionreactive.rumor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class OutboxTest {
    private final Outbox<String> outbox = new Outbox<>(3, 100);

    @Test
    @DisplayName("a request is taken out once, with its owner and its very bytes")
    void removesOnce() {
        Outbox.Entry<String> entry = entry("t-1", 10, 0);
        assertTrue(outbox.offer(entry));
        Outbox.Entry<String> removed = outbox.remove("t-1");
        assertNotNull(removed);
        assertSame(entry.frame(), removed.frame());
        assertEquals("owner of t-1", removed.owner());
        assertNull(outbox.remove("t-1"));
        assertNull(outbox.remove("t-unknown"));
        assertEquals(0, outbox.size());
    }

    @Test
    @DisplayName("the count is bounded, and what is answered makes room")
    void boundByCount() {
        assertTrue(outbox.offer(entry("t-1", 1, 0)));
        assertTrue(outbox.offer(entry("t-2", 1, 0)));
        assertTrue(outbox.offer(entry("t-3", 1, 0)));
        assertFalse(outbox.offer(entry("t-4", 1, 0)));
        assertEquals(3, outbox.size());
        outbox.remove("t-2");
        assertTrue(outbox.offer(entry("t-4", 1, 0)));
        assertEquals(List.of("t-1", "t-3", "t-4"), ids(outbox.removeAll()));
    }

    @Test
    @DisplayName("the bytes are bounded, and every way out gives them back")
    void boundByBytes() {
        assertTrue(outbox.offer(entry("t-1", 60, 1)));
        assertFalse(outbox.offer(entry("t-2", 41, 2)));
        assertTrue(outbox.offer(entry("t-3", 40, 3)));
        outbox.remove("t-3");
        assertTrue(outbox.offer(entry("t-4", 40, 4)));
        outbox.removeSentUntil(1);
        assertTrue(outbox.offer(entry("t-5", 60, 5)));
        outbox.removeAll();
        assertTrue(outbox.offer(entry("t-6", 100, 6)));
    }

    @Test
    @DisplayName("what was sent at the limit or before is taken out, oldest first")
    void expires() {
        outbox.offer(entry("t-1", 1, 10));
        outbox.offer(entry("t-2", 1, 20));
        outbox.offer(entry("t-3", 1, 21));
        assertEquals(10, outbox.oldestSentAt());
        assertEquals(List.of(), ids(outbox.removeSentUntil(9)));
        assertEquals(List.of("t-1", "t-2"), ids(outbox.removeSentUntil(20)));
        assertEquals(21, outbox.oldestSentAt());
    }

    @Test
    @DisplayName("an empty outbox has no oldest request")
    void nothingWaits() {
        assertEquals(Long.MAX_VALUE, outbox.oldestSentAt());
        assertEquals(List.of(), ids(outbox.removeAll()));
    }

    @Test
    @DisplayName("sending again keeps order and bytes and starts the clocks anew")
    void sendsAgain() {
        Outbox.Entry<String> first = entry("t-1", 5, 1);
        Outbox.Entry<String> second = entry("t-2", 6, 2);
        outbox.offer(first);
        outbox.offer(second);
        List<byte[]> frames = outbox.sendAll(50);
        assertEquals(2, frames.size());
        assertSame(first.frame(), frames.get(0));
        assertSame(second.frame(), frames.get(1));
        assertEquals(50, outbox.oldestSentAt());
        assertEquals(List.of(), ids(outbox.removeSentUntil(49)));
        assertEquals(2, outbox.size());
    }

    @Test
    @DisplayName("S22 what must not be sent again is taken out, oldest first; the rest keeps its order")
    void unrepeatable() {
        outbox.offer(unsent("t-1", 10, false));
        outbox.offer(unsent("t-2", 10, true));
        outbox.offer(unsent("t-3", 80, false));
        assertEquals(List.of("t-1", "t-3"), ids(outbox.removeUnrepeatable()));
        assertTrue(outbox.offer(unsent("t-4", 90, true)));
        assertEquals(List.of("t-2", "t-4"), ids(outbox.removeAll()));
    }

    @Test
    @DisplayName("a request can be forgotten until it was sent, not after")
    void forgets() {
        outbox.offer(unsent("t-1", 1, true));
        outbox.sendAll(7);
        outbox.offer(unsent("t-2", 1, true));
        outbox.removeUnsent("t-1");
        outbox.removeUnsent("t-2");
        outbox.removeUnsent("t-unknown");
        List<Outbox.Entry<String>> left = outbox.removeAll();
        assertEquals(List.of("t-1"), ids(left));
        assertTrue(left.get(0).isSent());
    }

    private static Outbox.Entry<String> entry(String transactionId, int bytes, long sentAt) {
        Outbox.Entry<String> entry = unsent(transactionId, bytes, true);
        entry.sentAt(sentAt);
        return entry;
    }

    private static Outbox.Entry<String> unsent(String transactionId, int bytes, boolean repeatable) {
        return new Outbox.Entry<>(transactionId, new byte[bytes], repeatable, "owner of " + transactionId);
    }

    private static List<String> ids(List<Outbox.Entry<String>> entries) {
        return entries.stream().map(Outbox.Entry::transactionId).toList();
    }
}
