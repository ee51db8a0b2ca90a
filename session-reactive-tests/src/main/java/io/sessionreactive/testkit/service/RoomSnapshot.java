package io.sessionreactive.testkit.service;

import io.sessionreactive.rumor.Payload;
import java.util.List;

/**
 * All that is in a room at one moment, not written yet: a large room's is megabytes when it is written, and what it lists
 * here is shared with those of other moments.
 *
 * @param connections the connection objects that clients get
 * @param streams the stream objects
 * @param archives the objects of the recordings that are under way
 * @param muted whether whoever publishes begins without sound
 */
record RoomSnapshot(List<Payload> connections, List<Payload> streams, List<Payload> archives, boolean muted) {

    /** As clients get it. */
    Payload write() {
        return Messages.snapshot(connections, streams, archives, muted);
    }
}
