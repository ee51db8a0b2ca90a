package io.sessionreactive.rumor;

import io.sessionreactive.transport.SocketLimits;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one link is told at its start.
 *
 * @param messagingUrl where the messaging server is, as the session information says
 * @param socketIdentity whether the sockets of this link name themselves by a {@code socketId}; only where the session
 *     allows reconnection
 * @param connectionId our own connection
 * @param topic the session's uri, whose messages we want
 * @param notifyAddress whom the messaging server tells of our end, or null
 * @param pingAfter after how long without sending a PING is sent
 * @param limits of each socket
 * @param replyTimeout how long a request waits for its answer
 * @param mostWaiting how many requests may wait for their answers at the same time
 * @param mostWaitingBytes how many bytes they may be together
 */
public record LinkOptions(
        URI messagingUrl,
        boolean socketIdentity,
        String connectionId,
        String topic,
        @Nullable String notifyAddress,
        Duration pingAfter,
        SocketLimits limits,
        Duration replyTimeout,
        int mostWaiting,
        long mostWaitingBytes) {}
