package io.sessionreactive.testkit.fault;

/** What a service still knows when it starts again. */
public enum State {
    /** Everything: members are waited for, and may resume, as if it had only been out of reach. */
    KEPT,
    /** Nothing: sessions are empty, and whoever wants to resume is told that there is nothing to resume (1011). */
    GONE
}
