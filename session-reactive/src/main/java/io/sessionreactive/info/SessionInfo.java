package io.sessionreactive.info;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What the service says of a session before one joins it.
 *
 * @param sessionId the session's id as the service writes it; it goes into every uri
 * @param partnerId the API key as the service writes it; it goes into every uri
 * @param messagingUrl where the WebSocket is, {@code ws} or {@code wss}
 * @param symphonyAddress whom messages are addressed to, or null if not told
 * @param relayed whether media go from client to client; otherwise through a media server
 * @param reconnection whether a lost socket may be resumed
 * @param renegotiation whether media may be negotiated anew
 */
public record SessionInfo(
        String sessionId,
        String partnerId,
        URI messagingUrl,
        @Nullable String symphonyAddress,
        boolean relayed,
        boolean reconnection,
        boolean renegotiation) {}
