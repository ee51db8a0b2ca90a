package io.sessionreactive.rumor;

/** The kinds of Rumor frames, with the number each has on the wire. */
public enum FrameType {
    /** Client to service: names the topics (a session's uri) whose messages the client wants. */
    SUBSCRIBE(0),
    /** Client to service: takes topics back. */
    UNSUBSCRIBE(1),
    /** Both ways: carries one Raptor message, acknowledged by a {@link #STATUS}. */
    MESSAGE(2),
    /** Client to service: the first frame of a new logical socket. */
    CONNECT(3),
    /** Client to service: leaves, or gives this socket up for another. */
    DISCONNECT(4),
    /** Client to service: asks for a {@link #PONG}. */
    PING(7),
    /** Service to client: answers a {@link #PING}. */
    PONG(8),
    /** Both ways: acknowledges a {@link #MESSAGE}; from the service it says how the request ended. */
    STATUS(9);

    private static final FrameType[] BY_CODE = new FrameType[10];

    static {
        for (FrameType type : values()) {
            BY_CODE[type.code] = type;
        }
    }

    private final byte code;

    FrameType(int code) {
        this.code = (byte) code;
    }

    byte code() {
        return code;
    }

    static FrameType ofCode(int code) {
        FrameType type = code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
        if (type == null) {
            throw new MalformedFrameException("frame type " + code + " is none of the known ones (0 to 4, 7 to 9)");
        }
        return type;
    }
}
