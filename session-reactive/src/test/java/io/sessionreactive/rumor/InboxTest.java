package io.sessionreactive.rumor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class InboxTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"t-1", "", "0c9d3a52-0f55-4b0a-9a4e-7a1d5e6f7a8b", "ü", "0c9d3a52-0f55-4b0a-9a4e-7a1d5e6f7a8g"})
    @DisplayName("S24 an id is new once")
    void newOnce(String id) {
        Inbox inbox = new Inbox(16);
        assertTrue(inbox.isNew(id));
        assertFalse(inbox.isNew(id));
    }

    @Test
    @DisplayName("S24 ids are case-sensitive, UUIDs too")
    void caseSensitive() {
        Inbox inbox = new Inbox(16);
        String uuid = "0c9d3a52-0f55-4b0a-9a4e-7a1d5e6f7a8b";
        assertTrue(inbox.isNew(uuid));
        assertTrue(inbox.isNew(uuid.toUpperCase(Locale.ROOT)));
        assertTrue(inbox.isNew("t-1"));
        assertTrue(inbox.isNew("T-1"));
    }

    @Test
    @DisplayName("S24 the bound is a count: the oldest id is forgotten, the newest ones are not")
    void forgetsOldest() {
        Inbox inbox = new Inbox(16);
        for (int i = 0; i <= 16; i++) {
            assertTrue(inbox.isNew("t-" + i));
        }
        for (int i = 1; i <= 16; i++) {
            assertFalse(inbox.isNew("t-" + i));
        }
        assertTrue(inbox.isNew("t-0"));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 16, 64, 1024})
    @DisplayName("S24 it remembers exactly what a plain list of the newest ids would")
    void asAPlainList(int most) {
        Inbox inbox = new Inbox(most);
        Map<String, Boolean> plain = new LinkedHashMap<>();
        Random random = new Random(most);
        for (int i = 0; i < 40 * most; i++) {
            int known = random.nextInt(3 * most);
            String id = known % 2 == 0 ? new UUID(known, known).toString() : "t-" + known;
            assertEquals(plain.putIfAbsent(id, true) == null, inbox.isNew(id), id);
            if (plain.size() > most) {
                plain.remove(plain.keySet().iterator().next());
            }
        }
    }

    @Test
    @DisplayName("a bound that is no power of two is refused")
    void bound() {
        assertThrows(IllegalArgumentException.class, () -> new Inbox(1_000));
        assertThrows(IllegalArgumentException.class, () -> new Inbox(2));
    }
}
