package io.sessionreactive.testkit.service;

/** The WebSocket close codes that the service uses (RFC 6455, 7.4.1). */
final class CloseCode {
    /** Nothing is wrong. */
    static final int NORMAL = 1000;
    /** The service stops. */
    static final int GOING_AWAY = 1001;
    /** What came is no frame of this protocol. */
    static final int PROTOCOL_ERROR = 1002;
    /** What is to be resumed is gone: the only code that ends the reconnecting of both browser clients. */
    static final int STATE_GONE = 1011;

    private CloseCode() {}
}
