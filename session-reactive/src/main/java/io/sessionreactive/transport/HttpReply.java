package io.sessionreactive.transport;

/** What an HTTP server answered. The text form leaves the body out, since it may carry credentials. */
public final class HttpReply {
    private final int status;
    private final byte[] body;

    /**
     * An answer.
     *
     * @param status the HTTP status
     * @param body all of it, shared and not copied
     */
    public HttpReply(int status, byte[] body) {
        this.status = status;
        this.body = body;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** All of the body, shared and not copied. */
    public byte[] body() {
        return body;
    }

    @Override
    public String toString() {
        return "HttpReply[" + status + ", " + body.length + " bytes]";
    }
}
