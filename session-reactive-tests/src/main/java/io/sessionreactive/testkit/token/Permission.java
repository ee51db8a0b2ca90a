package io.sessionreactive.testkit.token;

/** One thing that a connection may be allowed to do. */
public enum Permission {
    /** Publish streams. */
    PUBLISH("publish"),
    /** Subscribe to streams. */
    SUBSCRIBE("subscribe"),
    /** Send signals. */
    SIGNAL("signal"),
    /** End a stream of somebody else. */
    FORCE_UNPUBLISH("forceunpublish"),
    /** End a connection of somebody else. */
    FORCE_DISCONNECT("forcedisconnect"),
    /** Mute streams of somebody else. */
    FORCE_MUTE("forcemute");

    private final String wireName;

    Permission(String wireName) {
        this.wireName = wireName;
    }

    /** The word for it in the {@code permissions} of a connection. */
    public String wireName() {
        return wireName;
    }
}
