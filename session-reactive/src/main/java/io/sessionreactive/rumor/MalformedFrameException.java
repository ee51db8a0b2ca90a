package io.sessionreactive.rumor;

/** Bytes that are no Rumor frame. The message says where they stop making sense and quotes none of them. */
public final class MalformedFrameException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedFrameException(String message) {
        super(message);
    }
}
