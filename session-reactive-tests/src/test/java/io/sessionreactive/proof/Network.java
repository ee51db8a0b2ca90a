package io.sessionreactive.proof;

import io.sessionreactive.rumor.Frame;
import io.sessionreactive.transport.Transport;
import org.jspecify.annotations.Nullable;

/** The network of one client, as far as the oracle asks. */
interface Network extends Transport {
    /** The socket that opened last; null before the first. */
    @Nullable
    Carrier newest();

    /** How many messages the client got and did not acknowledge. */
    int owed();

    /** How many sockets are open. */
    int open();

    /** One socket. */
    interface Carrier {
        /** Whether anything of the service has reached the client. */
        boolean hasSpoken();

        /** Whether an answer may be missing although the socket lives. */
        boolean isWithholding();
    }

    /** Sees what a client sends. */
    interface Witness {
        void sent(Carrier carrier, Frame frame, byte[] bytes);
    }
}
