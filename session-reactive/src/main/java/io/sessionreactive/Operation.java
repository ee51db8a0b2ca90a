package io.sessionreactive;

/** What was being done when a {@link SessionException} came up. */
public enum Operation {
    /** Joining a session. */
    CONNECT("connect"),
    /** Sending a signal. */
    SIGNAL("signal"),
    /** Removing somebody from the session. */
    FORCE_DISCONNECT("force disconnect"),
    /** Ending somebody's stream. */
    FORCE_UNPUBLISH("force unpublish"),
    /** Muting one stream or all, or ending that. */
    FORCE_MUTE("force mute"),
    /** Taking in what the service tells a session unasked. */
    RECEIVE("receive");

    private final String text;

    Operation(String text) {
        this.text = text;
    }

    /** The operation as messages name it, lower case. */
    @Override
    public String toString() {
        return text;
    }
}
