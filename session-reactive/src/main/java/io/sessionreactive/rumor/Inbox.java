package io.sessionreactive.rumor;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The transaction ids of the messages that came in, to tell a new message from one that was sent again. The oldest are
 * forgotten beyond a bound; used by one thread.
 */
final class Inbox {
    private final Map<String, Boolean> seen;

    /**
     * Remembers so many ids.
     *
     * @param most at least four times what the other side may have unacknowledged, so that no message that can still
     *     be sent again is forgotten
     */
    Inbox(int most) {
        seen = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > most;
            }
        };
    }

    /** Whether this id was not seen before; from now on it was. */
    boolean isNew(String transactionId) {
        return seen.putIfAbsent(transactionId, Boolean.TRUE) == null;
    }
}
