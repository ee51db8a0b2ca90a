package io.sessionreactive.testkit.fault;

/** How a socket ends without a WebSocket close frame. */
public enum Ending {
    /** In order, as when a process ends: what was sent before arrives, then the end. */
    FIN,
    /** Reset, as when a machine is gone and another answers for it: what is still under way is lost. */
    RST
}
