package io.sessionreactive.testkit.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.rumor.Payload;
import io.sessionreactive.testkit.service.HandledRequests.Reply;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HandledRequestsTest {
    private static final int MOST_UNANSWERED = 1_000; // what a client may have, by default
    private static final Reply DONE = new Reply(200, Payload.EMPTY);

    private final HandledRequests handled = new HandledRequests();

    @Test
    @DisplayName("S24 at least four times as many answers are remembered as a client may wait for")
    void count() {
        assertTrue(HandledRequests.MOST >= 4 * MOST_UNANSWERED);
        handled.remember("first", DONE);
        for (int i = 1; i < HandledRequests.MOST; i++) {
            handled.remember("t-" + i, DONE);
        }
        assertEquals(DONE, handled.reply("first"));
        handled.remember("one more", DONE);
        assertNull(handled.reply("first"));
        assertNotNull(handled.reply("t-1"));
        assertNotNull(handled.reply("one more"));
    }

    @Test
    @DisplayName("answers are forgotten, the oldest first, before they take more bytes than they may")
    void bytes() {
        Reply large = new Reply(400, Payload.of(new byte[HandledRequests.MOST_BYTES / 4]));
        handled.remember("1", large);
        handled.remember("2", large);
        handled.remember("3", large);
        handled.remember("4", large); // with its transaction id this is too much
        assertNull(handled.reply("1"));
        assertNotNull(handled.reply("2"));
        assertNotNull(handled.reply("4"));
        handled.remember("2", DONE);
        handled.remember("5", large);
        assertNotNull(handled.reply("2"));
        assertNotNull(handled.reply("3"));
    }

    @Test
    @DisplayName("an answer that is larger than all together may be is not remembered")
    void tooLarge() {
        handled.remember("1", new Reply(400, Payload.of(new byte[HandledRequests.MOST_BYTES])));
        assertNull(handled.reply("1"));
        handled.remember("2", DONE);
        assertNotNull(handled.reply("2"));
    }
}
