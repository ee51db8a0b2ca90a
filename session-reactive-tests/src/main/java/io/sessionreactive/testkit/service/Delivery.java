package io.sessionreactive.testkit.service;

import io.sessionreactive.raptor.RaptorMessage;
import java.util.Collection;
import java.util.List;

/**
 * One message of the service to some members.
 *
 * @param to their connection ids
 * @param from the connection id of the member who caused it where the clients want to know, otherwise {@link #SERVICE}
 * @param message what it says
 */
record Delivery(List<String> to, String from, RaptorMessage message) {
    /** The sender's address of the service itself. */
    static final String SERVICE = "";

    Delivery {
        to = List.copyOf(to);
    }

    static Delivery ofService(Collection<String> to, RaptorMessage message) {
        return new Delivery(List.copyOf(to), SERVICE, message);
    }
}
