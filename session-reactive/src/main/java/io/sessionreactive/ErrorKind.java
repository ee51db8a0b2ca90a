package io.sessionreactive;

import java.io.Serializable;

/**
 * A name and a code with what they mean for a program.
 *
 * @param name such as {@code OT_CONNECT_FAILED}
 * @param code such as 1006
 * @param networkFailure whether the network is the reason
 * @param retryable whether the same request may succeed later
 * @param deliveryUnknown whether the request may have been carried out all the same
 */
record ErrorKind(String name, int code, boolean networkFailure, boolean retryable, boolean deliveryUnknown)
        implements Serializable {
    static final ErrorKind AUTHENTICATION = of("OT_AUTHENTICATION_ERROR", 1004);
    static final ErrorKind INVALID_SESSION = of("OT_INVALID_SESSION_ID", 1005);
    static final ErrorKind CONNECT_FAILED = of("OT_CONNECT_FAILED", 1006).onNetwork();
    static final ErrorKind CONNECT_REFUSED = of("OT_CONNECT_FAILED", 1006);
    static final ErrorKind ILLEGAL_STATE = of("OT_ILLEGAL_STATE", 1015);
    static final ErrorKind ABORTED = of("OT_CONNECT_ABORTED", 1020);
    static final ErrorKind CONNECT_TIMEOUT = of("OT_TIMEOUT", 1021).onNetwork().unknown();
    static final ErrorKind TERMS_OF_SERVICE = of("OT_TERMS_OF_SERVICE_FAILURE", 1026);
    static final ErrorKind CONNECTION_LIMIT =
            of("OT_CONNECTION_LIMIT_EXCEEDED", 1027).again();
    static final ErrorKind MESSAGE_TOO_LARGE = of("OT_MESSAGE_TOO_LARGE", 1009);
    static final ErrorKind SERVICE_FAILURE =
            of("OT_UNEXPECTED_SERVER_RESPONSE", 2001).again();
    static final ErrorKind UNEXPECTED = of("OT_UNEXPECTED_SERVER_RESPONSE", 2001);

    static final ErrorKind INVALID_PARAMETER = of("OT_INVALID_PARAMETER", 400);
    static final ErrorKind PERMISSION_DENIED = of("OT_PERMISSION_DENIED", 403);
    static final ErrorKind NOT_FOUND = of("OT_NOT_FOUND", 404);
    static final ErrorKind TIMEOUT = of("OT_TIMEOUT", 408).again().unknown();
    static final ErrorKind TOO_LARGE = of("OT_INVALID_PARAMETER", 413);
    static final ErrorKind RATE_LIMIT = of("OT_RATE_LIMIT_EXCEEDED", 429).again();
    static final ErrorKind NOT_CONNECTED = of("OT_NOT_CONNECTED", 500).onNetwork();
    static final ErrorKind CONNECTION_LOST = NOT_CONNECTED.unknown();
    static final ErrorKind OVERFLOW = of("OT_BUFFER_OVERFLOW", 507).again();

    private static ErrorKind of(String name, int code) {
        return new ErrorKind(name, code, false, false, false);
    }

    private ErrorKind onNetwork() {
        return new ErrorKind(name, code, true, true, deliveryUnknown);
    }

    private ErrorKind again() {
        return new ErrorKind(name, code, networkFailure, true, deliveryUnknown);
    }

    private ErrorKind unknown() {
        return new ErrorKind(name, code, networkFailure, retryable, true);
    }
}
