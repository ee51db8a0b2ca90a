package io.sessionreactive.testkit.service;

import io.sessionreactive.raptor.MalformedMessageException;
import io.sessionreactive.raptor.RaptorCodec;
import io.sessionreactive.raptor.RaptorMessage;
import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.FrameCodec;
import io.sessionreactive.rumor.FrameType;
import io.sessionreactive.rumor.Headers;
import io.sessionreactive.rumor.MalformedFrameException;
import io.sessionreactive.testkit.seen.SeenFrame;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Decodes frames for people to look at. */
public final class FrameReader {
    private final Instant at;
    private final int socket;
    private final @Nullable String connectionId;
    private final boolean fromClient;
    private final byte[] bytes;

    private FrameReader(Instant at, int socket, @Nullable String connectionId, boolean fromClient, byte[] bytes) {
        this.at = at;
        this.socket = socket;
        this.connectionId = connectionId;
        this.fromClient = fromClient;
        this.bytes = bytes;
    }

    /**
     * What a frame says, whatever it is.
     *
     * @param bytes the frame as it went over the wire
     */
    public static SeenFrame read(
            Instant at, int socket, @Nullable String connectionId, boolean fromClient, byte[] bytes) {
        return new FrameReader(at, socket, connectionId, fromClient, bytes).read();
    }

    private SeenFrame read() {
        try {
            return read(FrameCodec.decode(bytes));
        } catch (MalformedFrameException e) {
            return seen("MALFORMED", null, null, null, null, null);
        }
    }

    private SeenFrame read(Frame frame) {
        String type = frame.type().name();
        String transactionId = frame.transactionId();
        String status = frame.headers().get(Headers.STATUS);
        String topic = frame.addresses().isEmpty() || frame.type() != FrameType.SUBSCRIBE
                ? null
                : frame.addresses().get(0);
        String payload = frame.payload().isEmpty() ? null : frame.payload().utf8();
        if (frame.type() == FrameType.MESSAGE) {
            try {
                RaptorMessage message = RaptorCodec.decode(frame.payload());
                String uri = message.uri().toString();
                String content = message.content().utf8();
                return seen(type, transactionId, status, message.method(), uri, content);
            } catch (MalformedMessageException e) {
                return seen(type, transactionId, status, null, null, payload);
            }
        }
        return seen(type, transactionId, status, null, topic, payload);
    }

    private SeenFrame seen(
            String type,
            @Nullable String transactionId,
            @Nullable String status,
            @Nullable String method,
            @Nullable String uri,
            @Nullable String content) {
        return new SeenFrame(
                at, socket, connectionId, fromClient, type, transactionId, status, method, uri, content, bytes.length);
    }
}
