package io.sessionreactive.rumor;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class InboxTest {
    @Test
    @DisplayName("S24 an id is new once")
    void newOnce() {
        Inbox inbox = new Inbox(10);
        assertTrue(inbox.isNew("t-1"));
        assertFalse(inbox.isNew("t-1"));
        assertTrue(inbox.isNew("T-1"));
    }

    @Test
    @DisplayName("S24 the bound is a count: the oldest id is forgotten, the newest ones are not")
    void forgetsOldest() {
        Inbox inbox = new Inbox(3);
        for (String id : new String[] {"t-1", "t-2", "t-3", "t-4"}) {
            assertTrue(inbox.isNew(id));
        }
        assertFalse(inbox.isNew("t-2"));
        assertFalse(inbox.isNew("t-4"));
        assertTrue(inbox.isNew("t-1"));
    }
}
