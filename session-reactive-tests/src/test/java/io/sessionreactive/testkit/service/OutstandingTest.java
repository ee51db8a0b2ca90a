package io.sessionreactive.testkit.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OutstandingTest {
    private static final int MEBIBYTE = 1024 * 1024;

    private final Outstanding outstanding = new Outstanding();

    @Test
    @DisplayName("S25 what is not acknowledged is sent again, sent and held in their order, as the same bytes")
    void resend() {
        byte[] first = {1};
        byte[] second = {2};
        byte[] third = {3};
        outstanding.sent("t-1", first);
        outstanding.held("t-2", second);
        outstanding.held("t-3", third);
        outstanding.acknowledged("t-2");
        outstanding.acknowledged("t-unknown");
        List<byte[]> again = outstanding.resend();
        assertEquals(2, again.size());
        assertSame(first, again.get(0));
        assertSame(third, again.get(1));
        assertEquals(2, outstanding.resend().size(), "sending is no acknowledgement");
    }

    @Test
    @DisplayName("S25 1,000 messages are held, not one more")
    void mostHeld() {
        hold(0, 1_000, 1);
        assertFalse(outstanding.isHeldTooMuch());
        hold(1_000, 1, 1);
        assertTrue(outstanding.isHeldTooMuch());
    }

    @Test
    @DisplayName("S25 8 MiB are held, not one byte more")
    void mostHeldBytes() {
        hold(0, 8, MEBIBYTE);
        assertFalse(outstanding.isHeldTooMuch());
        hold(8, 1, 1);
        assertTrue(outstanding.isHeldTooMuch());
    }

    @Test
    @DisplayName("S25 what was sent before the absence does not count as held")
    void sentIsNotHeld() {
        for (int i = 0; i < 2_000; i++) {
            outstanding.sent("sent-" + i, new byte[1]);
        }
        hold(0, 1_000, 1);
        assertFalse(outstanding.isHeldTooMuch());
    }

    @Test
    @DisplayName("S25 each absence has the whole bound")
    void boundStartsAfresh() {
        hold(0, 1_000, 1);
        outstanding.resend();
        hold(1_000, 1_000, 1);
        assertFalse(outstanding.isHeldTooMuch());
        hold(2_000, 1, 1);
        assertTrue(outstanding.isHeldTooMuch());
    }

    @Test
    @DisplayName("S25 absence upon absence without an acknowledgement is bounded by bytes")
    void absenceUponAbsence() {
        for (int absence = 0; absence < 3; absence++) {
            hold(8 * absence, 8, MEBIBYTE);
            assertFalse(outstanding.isHeldTooMuch());
            outstanding.resend();
        }
        hold(24, 1, 1);
        assertTrue(outstanding.isHeldTooMuch());
    }

    @Test
    @DisplayName("who acknowledges nothing is taken for dead after 50,000 messages")
    void mostUnacknowledged() {
        for (int i = 0; i < 50_000; i++) {
            outstanding.sent("t-" + i, new byte[1]);
        }
        assertFalse(outstanding.isUnacknowledgedTooMuch());
        outstanding.sent("one more", new byte[1]);
        assertTrue(outstanding.isUnacknowledgedTooMuch());
        outstanding.acknowledged("t-7");
        assertFalse(outstanding.isUnacknowledgedTooMuch());
    }

    @Test
    @DisplayName("who acknowledges nothing is taken for dead after 16 MiB")
    void mostUnacknowledgedBytes() {
        for (int i = 0; i < 16; i++) {
            outstanding.sent("t-" + i, new byte[MEBIBYTE]);
        }
        assertFalse(outstanding.isUnacknowledgedTooMuch());
        outstanding.sent("one more", new byte[1]);
        assertTrue(outstanding.isUnacknowledgedTooMuch());
        outstanding.acknowledged("t-7");
        assertFalse(outstanding.isUnacknowledgedTooMuch());
    }

    private void hold(int from, int count, int bytes) {
        for (int i = from; i < from + count; i++) {
            outstanding.held("held-" + i, new byte[bytes]);
        }
    }
}
