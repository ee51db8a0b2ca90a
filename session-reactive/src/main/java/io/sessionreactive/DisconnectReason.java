package io.sessionreactive;

/**
 * Why a session, a connection or a stream ended. An open set: a reason that is not among the constants is kept as the
 * service's text.
 *
 * @param text the reason as it is on the wire
 */
public record DisconnectReason(String text) {
    /** The client left of its own will. */
    public static final DisconnectReason CLIENT_DISCONNECTED = new DisconnectReason("clientDisconnected");
    /**
     * The link to the service ended and was not, or could not be, restored: the network did not come back in time, the
     * service did not want us back, it allows no reconnection, or it sent what could not be taken. What exactly is in
     * {@link OpenTok#exceptions()} where it is not the network's fault.
     */
    public static final DisconnectReason NETWORK_DISCONNECTED = new DisconnectReason("networkDisconnected");
    /** A moderator, or the service through REST, removed the client. */
    public static final DisconnectReason FORCE_DISCONNECTED = new DisconnectReason("forceDisconnected");
    /** A moderator ended the stream. */
    public static final DisconnectReason FORCE_UNPUBLISHED = new DisconnectReason("forceUnpublished");
    /** The session had no media for too long. */
    public static final DisconnectReason MEDIA_IDLE = new DisconnectReason("mediaIdle");
    /** The service moved the session to another server. */
    public static final DisconnectReason SERVER_ROTATION = new DisconnectReason("serverRotation");

    /** The reason as it is on the wire. */
    @Override
    public String toString() {
        return text;
    }
}
