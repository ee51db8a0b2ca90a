package io.sessionreactive;

import java.io.Serializable;

/**
 * A name and a code with what they mean for a program and for whoever reads the message.
 *
 * @param name such as {@code OT_CONNECT_FAILED}
 * @param code such as 1006
 * @param networkFailure whether the network is the reason
 * @param retryable whether the same request may succeed later
 * @param deliveryUnknown whether the request may have been carried out all the same
 * @param advice what to do, a sentence that ends the message; empty where the message says it
 */
record ErrorKind(
        String name, int code, boolean networkFailure, boolean retryable, boolean deliveryUnknown, String advice)
        implements Serializable {
    static final ErrorKind AUTHENTICATION = of("OT_AUTHENTICATION_ERROR", 1004);
    static final ErrorKind INVALID_SESSION = of("OT_INVALID_SESSION_ID", 1005)
            .advising("Check that the session id is complete and that the session is one of this API key");
    static final ErrorKind CONNECT_FAILED = of("OT_CONNECT_FAILED", 1006)
            .onNetwork()
            .again()
            .advising("Check the network and the address, then try again");
    static final ErrorKind CONNECT_BARRED = of("OT_CONNECT_FAILED", 1006).onNetwork();
    static final ErrorKind CONNECT_REFUSED =
            of("OT_CONNECT_FAILED", 1006).advising("Connect anew; if it stays so, please report it");
    static final ErrorKind ILLEGAL_STATE = of("OT_ILLEGAL_STATE", 1015);
    static final ErrorKind ABORTED = of("OT_CONNECT_ABORTED", 1020);
    static final ErrorKind CONNECT_TIMEOUT = of("OT_TIMEOUT", 1021)
            .onNetwork()
            .again()
            .unknown()
            .advising("Try again, or give it more time with SessionOptions.replyTimeout");
    static final ErrorKind TERMS_OF_SERVICE = of("OT_TERMS_OF_SERVICE_FAILURE", 1026)
            .advising("The account of this API key may not use the service: look into it there");
    static final ErrorKind CONNECTION_LIMIT =
            of("OT_CONNECTION_LIMIT_EXCEEDED", 1027).again().advising("Try again when somebody has left");
    static final ErrorKind MESSAGE_TOO_LARGE = of("OT_MESSAGE_TOO_LARGE", 1009)
            .advising("Joining again would only bring it again: look for who sends so much");
    static final ErrorKind SERVICE_FAILURE =
            of("OT_UNEXPECTED_SERVER_RESPONSE", 2001).again().advising("Try again later");
    static final ErrorKind UNEXPECTED =
            of("OT_UNEXPECTED_SERVER_RESPONSE", 2001).advising("If it comes again, please report it");

    static final ErrorKind INVALID_PARAMETER = of("OT_INVALID_PARAMETER", 400);
    static final ErrorKind PERMISSION_DENIED = of("OT_PERMISSION_DENIED", 403);
    static final ErrorKind NOT_FOUND =
            of("OT_NOT_FOUND", 404).advising("Nobody with that connection id is in the session, or not any more");
    static final ErrorKind TIMEOUT =
            of("OT_TIMEOUT", 408).again().unknown().advising("It may have been delivered all the same");
    static final ErrorKind TOO_LARGE = of("OT_INVALID_PARAMETER", 413).advising("Make it shorter, or send it in parts");
    static final ErrorKind RATE_LIMIT =
            of("OT_RATE_LIMIT_EXCEEDED", 429).again().advising("Send less often, and this one again later");
    static final ErrorKind NOT_CONNECTED =
            of("OT_NOT_CONNECTED", 500).again().advising("Try again when the session is connected");
    static final ErrorKind AWAY = NOT_CONNECTED.onNetwork().advising("Nothing was sent; try again after reconnecting");
    static final ErrorKind CONNECTION_LOST =
            NOT_CONNECTED.onNetwork().unknown().advising("It may have been delivered all the same");
    static final ErrorKind OVERFLOW =
            of("OT_BUFFER_OVERFLOW", 507).again().advising("Send no faster than the answers come; nothing was sent");

    private static ErrorKind of(String name, int code) {
        return new ErrorKind(name, code, false, false, false, "");
    }

    private ErrorKind onNetwork() {
        return new ErrorKind(name, code, true, retryable, deliveryUnknown, advice);
    }

    private ErrorKind again() {
        return new ErrorKind(name, code, networkFailure, true, deliveryUnknown, advice);
    }

    private ErrorKind unknown() {
        return new ErrorKind(name, code, networkFailure, retryable, true, advice);
    }

    /** The same under the number that it has elsewhere. */
    ErrorKind coded(int number) {
        return new ErrorKind(name, number, networkFailure, retryable, deliveryUnknown, advice);
    }

    /** The same where something else is to be done. */
    ErrorKind advising(String whatToDo) {
        return new ErrorKind(name, code, networkFailure, retryable, deliveryUnknown, whatToDo);
    }
}
