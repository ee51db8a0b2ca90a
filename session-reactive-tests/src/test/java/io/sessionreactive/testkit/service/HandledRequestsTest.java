package io.sessionreactive.testkit.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.sessionreactive.rumor.Payload;
import io.sessionreactive.testkit.service.HandledRequests.Reply;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HandledRequestsTest {
    private final HandledRequests handled = new HandledRequests();

    @Test
    @DisplayName("each request has the answer it was given, as often as it is asked for")
    void remembers() {
        Reply good = new Reply(200, Payload.EMPTY);
        Reply bad = new Reply(404, Payload.ofUtf8("{}"));
        handled.remember("t-1", good);
        handled.remember("t-2", bad);
        for (int i = 0; i < 2; i++) {
            assertEquals(good, handled.reply("t-1"));
            assertEquals(bad, handled.reply("t-2"));
        }
        assertNull(handled.reply("t-3"));
    }

    @Test
    @DisplayName("S24 the newest 4,096 are remembered, four times what a client may have unanswered")
    void newest() {
        for (int i = 0; i <= 4_096; i++) {
            handled.remember("t-" + i, new Reply(i, Payload.EMPTY));
        }
        assertNull(handled.reply("t-0"));
        for (int i = 1; i <= 4_096; i++) {
            assertEquals(new Reply(i, Payload.EMPTY), handled.reply("t-" + i));
        }
    }

    @Test
    @DisplayName("answers are forgotten, the oldest first, before they take more bytes than they may")
    void bytes() {
        Reply large = new Reply(400, Payload.of(new byte[HandledRequests.MOST_BYTES / 4]));
        Reply small = new Reply(200, Payload.EMPTY);
        handled.remember("1", large);
        handled.remember("2", large);
        handled.remember("3", large);
        handled.remember("4", large); // with its transaction id this is too much
        assertNull(handled.reply("1"));
        assertEquals(large, handled.reply("2"));
        assertEquals(large, handled.reply("4"));

        handled.remember("2", small);
        handled.remember("5", large);
        assertEquals(small, handled.reply("2"));
        assertEquals(large, handled.reply("3"));
    }

    @Test
    @DisplayName("an answer that is larger than all together may be is not remembered")
    void tooLarge() {
        handled.remember("1", new Reply(400, Payload.of(new byte[HandledRequests.MOST_BYTES])));
        assertNull(handled.reply("1"));
        handled.remember("2", new Reply(200, Payload.EMPTY));
        assertEquals(new Reply(200, Payload.EMPTY), handled.reply("2"));
    }
}
