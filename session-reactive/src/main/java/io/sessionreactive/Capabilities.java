package io.sessionreactive;

import java.util.Set;

/**
 * What a client may do in a session, by the role in its token.
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
                permissions.contains("signal"),
                permissions.contains("forcedisconnect"),
                permissions.contains("forceunpublish"),
                permissions.contains("forcemute"));
    }
}
