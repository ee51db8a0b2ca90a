package io.sessionreactive.testkit.seen;

import java.time.Instant;

/** One thing that went between the service and its clients. New kinds may come: keep a default branch. */
public sealed interface SeenTraffic permits SeenAnswer, SeenFrame, SeenSocket {
    /** When, by the service's clock. */
    Instant at();
}
