package io.sessionreactive.testkit.fault;

import io.sessionreactive.raptor.MalformedMessageException;
import io.sessionreactive.raptor.RaptorCodec;
import io.sessionreactive.raptor.RaptorMessage;
import io.sessionreactive.raptor.ResourcePath.Kind;
import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.FrameCodec;
import io.sessionreactive.rumor.FrameType;
import io.sessionreactive.rumor.Headers;
import io.sessionreactive.rumor.Ids;
import io.sessionreactive.rumor.Payload;
import java.util.Arrays;
import java.util.List;

/** Frames that a healthy service never sends, and what kind of request a healthy frame is. */
final class Garbage {
    static final String BROKEN_JSON = "{\"connection\":[{\"id\":";

    private Garbage() {}

    /** Bytes that begin like a message and end in the middle of a header. */
    static byte[] frame(String connectionId) {
        byte[] whole = FrameCodec.encode(message(connectionId, Ids.unique(), Payload.EMPTY));
        return Arrays.copyOf(whole, whole.length - 2);
    }

    /** A message as it should be, except that its JSON ends too early. */
    static byte[] message(String connectionId) {
        return FrameCodec.encode(
                message(connectionId, Ids.unique(), Payload.ofUtf8("{\"method\":\"created\",\"uri\":")));
    }

    /** That answer with JSON that ends too early. */
    static byte[] answer(Frame healthy) {
        return FrameCodec.encode(
                new Frame(healthy.type(), healthy.addresses(), healthy.headers(), Payload.ofUtf8(BROKEN_JSON)));
    }

    /** What a client asks by that MESSAGE frame. */
    static Request request(Frame message) {
        try {
            RaptorMessage request = RaptorCodec.decode(message.payload());
            Kind kind = request.uri().kind();
            if (kind == Kind.SIGNAL) {
                return Request.SIGNAL;
            }
            return kind == Kind.CONNECTION && request.method().equals("create") ? Request.JOIN : Request.MESSAGE;
        } catch (MalformedMessageException e) {
            return Request.MESSAGE;
        }
    }

    private static Frame message(String connectionId, String transactionId, Payload payload) {
        Headers headers = Headers.of(
                Headers.CONTENT_TYPE,
                Frame.RAPTOR_CONTENT_TYPE,
                Headers.TRANSACTION_ID,
                transactionId,
                Headers.FROM_ADDRESS,
                "");
        return new Frame(FrameType.MESSAGE, List.of(connectionId), headers, payload);
    }
}
