package io.sessionreactive.testkit;

import io.sessionreactive.testkit.service.RumorEndpoint;
import io.sessionreactive.testkit.service.SessionHost;
import java.util.function.Consumer;
import reactor.core.scheduler.Scheduler;

/**
 * What can be done to the sockets of a {@link LocalSessionService}, on real sockets and in memory alike. Each method
 * returns at once; the fault happens on the service's own scheduler right after, and the client learns of it as it would
 * of a real one.
 */
public final class Faults {
    private final SessionHost host;
    private final Scheduler scheduler;

    Faults(SessionHost host, Scheduler scheduler) {
        this.host = host;
        this.scheduler = scheduler;
    }

    /**
     * Ends a connection's socket without a close frame: by RST, where it is real. The connection is absent from then on.
     *
     * @throws IllegalArgumentException if no such connection is in a session and has a socket
     */
    public void cut(String connectionId) {
        withSocket(connectionId, RumorEndpoint::cut);
    }

    /**
     * Closes a connection's socket with that close code. The connection is absent from then on.
     *
     * @param code one that may be sent (RFC 6455, 7.4): 1000 to 1003, 1007 to 1014, 3000 to 4999
     * @throws IllegalArgumentException if the code may not be sent, or no such connection is in a session and has a
     *     socket
     */
    public void close(String connectionId, int code) {
        boolean sendable =
                (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
        if (!sendable) {
            throw new IllegalArgumentException("the close code " + code + " may not be sent");
        }
        withSocket(connectionId, endpoint -> endpoint.close(code, "a fault"));
    }

    /**
     * Lets a connection's socket fall silent, as a network does that goes without a word: the service neither hears nor
     * says anything on it any more, and nobody closes it. The connection is absent when the service has missed it for
     * the time of {@link LocalSessionServiceOptions#clientSilence}, or has another socket of it.
     *
     * @throws IllegalArgumentException if no such connection is in a session and has a socket
     */
    public void silence(String connectionId) {
        withSocket(connectionId, RumorEndpoint::silence);
    }

    private void withSocket(String connectionId, Consumer<RumorEndpoint> fault) {
        if (!host.isPresent(connectionId)) {
            throw new IllegalArgumentException("no connection " + connectionId + " has a socket here");
        }
        scheduler.schedule(() -> host.endpoint(connectionId).ifPresent(fault));
    }
}
