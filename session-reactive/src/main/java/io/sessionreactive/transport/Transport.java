package io.sessionreactive.transport;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The network as one session sees it: HTTP questions, WebSockets, and the one thread and clock on which the session
 * lives. A session has a transport of its own; transports of one client may share connections and threads.
 *
 * <p>This is a border, so that a session's whole life can also run in memory and in virtual time. Everything that a
 * transport emits arrives on its {@link #scheduler()}, one thing at a time.
 */
public interface Transport {

    /**
     * Asks by HTTP GET.
     *
     * @param uri absolute, {@code http} or {@code https}
     * @param headers of the request
     * @param limit how long to wait for the whole reply
     * @return a cold {@link Mono} that asks once per subscription and emits the reply, whatever its status; fails with
     *     an {@link java.io.IOException} when there was none, best an {@link UnreachableException}, and with a
     *     {@link java.util.concurrent.TimeoutException} after the limit. Cancelling abandons the request
     */
    Mono<HttpReply> get(URI uri, Map<String, String> headers, Duration limit);

    /**
     * Opens a WebSocket and talks through it.
     *
     * <p>One subscription is one socket. {@code outgoing} is subscribed to at the moment at which the socket is open, so
     * whoever provides it knows that it is; what it has ready then leaves in the same flight. When {@code outgoing}
     * completes, the socket is closed in order with code 1000: the other side ends the connection, and what it sends
     * until then still comes out. Binary messages come out whole, whatever fragments they
     * came in. The flux never completes: however the socket ends, it fails with a {@link SocketClosedException}.
     * Cancelling closes the connection at once, without a close frame and whatever is still unsent. Silence is measured
     * at the socket, in bytes read, never at a reader's demand.
     *
     * @param uri absolute, {@code ws} or {@code wss}
     * @param outgoing binary messages, subscribed to once, when the socket is open
     * @param limits in time and size
     */
    Flux<byte[]> exchange(URI uri, Flux<byte[]> outgoing, SocketLimits limits);

    /** The one thread and the clock of this session. */
    Scheduler scheduler();
}
