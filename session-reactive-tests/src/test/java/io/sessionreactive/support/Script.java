package io.sessionreactive.support;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.FrameCodec;
import io.sessionreactive.rumor.FrameType;
import io.sessionreactive.rumor.Headers;
import io.sessionreactive.rumor.Payload;
import java.util.List;
import java.util.function.Function;

/**
 * What a {@link ScriptedPeer} answers. Immutable; each method gives a changed copy.
 *
 * @param httpStatus of the answer to the question for session information; 0 to give none
 * @param information its body; MESSAGING stands for the address of the script's WebSocket
 * @param join the reaction to the request to be let in
 * @param signal the reaction to a signal
 */
public record Script(
        int httpStatus,
        String information,
        Function<Frame, List<WebSocketFrame>> join,
        Function<Frame, List<WebSocketFrame>> signal) {
    public static final String API_KEY = "100";
    public static final String SESSION = "2_MX4xMDB-fjE3OTU0NjAxODg0MzN-c2NyaXB0fg";

    /** Lets everybody in, accepts every signal, and does not allow reconnection. */
    public static final Script GOOD = new Script(
            200,
            "[{\"session_id\":\"" + SESSION + "\",\"partner_id\":\"" + API_KEY
                    + "\",\"messaging_url\":\"MESSAGING\",\"symphony_address\":\"symphony.test\","
                    + "\"properties\":{\"reconnection\":false}}]",
            status(200, "{\"connection\":[],\"stream\":[],\"archive\":[]}"),
            status(200, ""));

    /** With that status of the HTTP answer. */
    public Script http(int status) {
        return new Script(status, information, join, signal);
    }

    /** With that body of the HTTP answer. */
    public Script information(String body) {
        return new Script(httpStatus, body, join, signal);
    }

    /** With that refusal in place of session information. */
    public Script refusal(int code, String message) {
        return information("[{\"error\":{\"code\":" + code + ",\"errorMessage\":{\"message\":\"" + message + "\"}}}]");
    }

    /** With that change to the good session information. */
    public Script informationWith(String part, String instead) {
        return information(information.replace(part, instead));
    }

    /** With that reaction to the request to be let in. */
    public Script join(Function<Frame, List<WebSocketFrame>> reaction) {
        return new Script(httpStatus, information, reaction, signal);
    }

    /** With that reaction to a signal. */
    public Script signal(Function<Frame, List<WebSocketFrame>> reaction) {
        return new Script(httpStatus, information, join, reaction);
    }

    /** Answers with that status. */
    public static Function<Frame, List<WebSocketFrame>> status(int status, String json) {
        return request -> List.of(
                binary(Frame.status("c", String.valueOf(request.transactionId()), status, Payload.ofUtf8(json))));
    }

    /** Answers without a status, which is a refusal. */
    public static Function<Frame, List<WebSocketFrame>> noStatus() {
        return request -> List.of(binary(new Frame(
                FrameType.STATUS,
                List.of("c"),
                Headers.of(Headers.TRANSACTION_ID, String.valueOf(request.transactionId())),
                Payload.EMPTY)));
    }

    /** Answers nothing. */
    public static Function<Frame, List<WebSocketFrame>> nothing() {
        return request -> List.of();
    }

    /** Closes the socket. */
    public static Function<Frame, List<WebSocketFrame>> close(int code, String reason) {
        return request -> List.of(new CloseWebSocketFrame(code, reason));
    }

    /** A message of the service, which nobody asked for. */
    public static WebSocketFrame message(String json) {
        return binary(
                new Frame(FrameType.MESSAGE, List.of("c"), Headers.of(Headers.FROM_ADDRESS, ""), Payload.ofUtf8(json)));
    }

    private static WebSocketFrame binary(Frame frame) {
        return new BinaryWebSocketFrame(Unpooled.wrappedBuffer(FrameCodec.encode(frame)));
    }
}
