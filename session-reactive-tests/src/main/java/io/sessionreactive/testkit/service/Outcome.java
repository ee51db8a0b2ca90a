package io.sessionreactive.testkit.service;

import io.sessionreactive.rumor.Payload;
import java.util.List;

/**
 * What the rules make of one request: its answer, and what else happens because of it, in this order.
 *
 * @param status of the answer; 200 is success
 * @param reply the answer's payload, possibly empty
 * @param deliveries messages to members
 * @param expelled connection ids of members who are out with this, after they were told
 */
record Outcome(int status, Payload reply, List<Delivery> deliveries, List<String> expelled) {
    private static final int OK = 200;

    Outcome {
        deliveries = List.copyOf(deliveries);
        expelled = List.copyOf(expelled);
    }

    static Outcome done(List<Delivery> deliveries) {
        return answered(Payload.EMPTY, deliveries);
    }

    static Outcome answered(Payload reply, List<Delivery> deliveries) {
        return new Outcome(OK, reply, deliveries, List.of());
    }

    static Outcome refused(Refusal refusal) {
        Payload reason = Messages.reason(String.valueOf(refusal.getMessage()));
        return new Outcome(refusal.status(), reason, List.of(), List.of());
    }

    boolean isDone() {
        return status == OK;
    }
}
