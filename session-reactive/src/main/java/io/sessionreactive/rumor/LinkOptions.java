package io.sessionreactive.rumor;

import io.sessionreactive.transport.SocketLimits;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.util.retry.Retry;

/**
 * What one link is told at its start.
 *
 * @param messagingUrl where the messaging server is, as the session information says
 * @param resumable whether a lost socket may be followed by another one; only where the session allows reconnection
 * @param connectionId our own connection
 * @param topic the session's uri, whose messages we want
 * @param notifyAddress whom the messaging server tells of our end, or null
 * @param pingAfter after how long without sending a PING is sent
 * @param limits of each socket; those of a later one open within {@code reopen}
 * @param reopen how long opening a socket may take on the way back
 * @param window how long after a loss the link is given up
 * @param policy when the attempts of an outage are made; asked anew for each outage
 * @param replyTimeout how long a request waits for its answer while the link is up
 * @param mostWaiting how many requests may wait for their answers at the same time
 * @param mostWaitingBytes how many bytes they may be together
 */
public record LinkOptions(
        URI messagingUrl,
        boolean resumable,
        String connectionId,
        String topic,
        @Nullable String notifyAddress,
        Duration pingAfter,
        SocketLimits limits,
        Duration reopen,
        Duration window,
        Retry policy,
        Duration replyTimeout,
        int mostWaiting,
        long mostWaitingBytes) {

    /** The limits of a socket on the way back. */
    SocketLimits limitsOnTheWayBack() {
        return new SocketLimits(reopen, limits.silence(), limits.mostBytesIn());
    }
}
