package io.sessionreactive;

import java.util.Set;

/**
 * What a client may do in a session, by the role in its token and as far as the service told.
 *
 * <p>What our own capabilities rule out fails with {@code OT_PERMISSION_DENIED} before anything is sent. Where the service
 * told nothing at all of what we may do, all of these are false, and yet everything is sent and the service decides.
 *
 * @param publish publish streams
 * @param subscribe subscribe to the streams of others
 * @param signal send signals
 * @param forceDisconnect remove others
 * @param forceUnpublish end the streams of others
 * @param forceMute mute the streams of others
 */
public record Capabilities(
        boolean publish,
        boolean subscribe,
        boolean signal,
        boolean forceDisconnect,
        boolean forceUnpublish,
        boolean forceMute) {

    static Capabilities of(Set<String> permissions) {
        return new Capabilities(
                permissions.contains("publish"),
                permissions.contains("subscribe"),
                Right.SIGNAL.isIn(permissions),
                Right.FORCE_DISCONNECT.isIn(permissions),
                Right.FORCE_UNPUBLISH.isIn(permissions),
                Right.FORCE_MUTE.isIn(permissions));
    }
}
