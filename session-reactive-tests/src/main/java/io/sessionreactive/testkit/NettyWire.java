package io.sessionreactive.testkit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.sessionreactive.testkit.service.Wire;
import java.util.concurrent.TimeUnit;
import reactor.netty.NettyPipeline;

/** A real socket, written to directly on its event loop; what is sent in one turn of the loop is flushed together. */
@SuppressWarnings("FutureReturnValueIgnored") // a write fails only with its socket, whose end the handler sees
final class NettyWire implements Wire {
    // more than what a member may leave unacknowledged, so that it is the acknowledgements that count
    private static final long MOST_UNREAD_BYTES = 32L * 1024 * 1024;

    // after our close frame the other side closes; closing first could take the frame away from it
    private static final long CLOSING_MILLISECONDS = 1_000;

    private static final int MOST_REASON = 120; // a control frame has 125 bytes (RFC 6455, 5.5)

    private final Channel channel;
    private boolean flushing;
    private boolean ended;

    NettyWire(Channel channel) {
        this.channel = channel;
    }

    @Override
    public void send(byte[] message) {
        if (ended) {
            return;
        }
        channel.write(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(message)));
        if (isTooMuchUnread()) {
            cut();
        } else if (!flushing) {
            flushing = true;
            channel.eventLoop().execute(this::flush);
        }
    }

    private boolean isTooMuchUnread() {
        ChannelOutboundBuffer unsent = channel.unsafe().outboundBuffer();
        return unsent != null && unsent.totalPendingWriteBytes() > MOST_UNREAD_BYTES;
    }

    @Override
    public void sendSliced(byte[] message, int mostBytes) {
        if (message.length <= mostBytes) {
            send(message);
            return;
        }
        for (int from = 0; from < message.length && !ended; from += mostBytes) { // each flushed, so a write of its own
            int length = Math.min(mostBytes, message.length - from);
            boolean last = from + length == message.length;
            ByteBuf piece = Unpooled.wrappedBuffer(message, from, length);
            channel.writeAndFlush(
                    from == 0
                            ? new BinaryWebSocketFrame(false, 0, piece)
                            : new ContinuationWebSocketFrame(last, 0, piece));
        }
        if (isTooMuchUnread()) {
            cut();
        }
    }

    @Override
    public void close(int code, String reason) {
        if (!ended) {
            ended = true;
            String text = reason.length() > MOST_REASON ? reason.substring(0, MOST_REASON) : reason;
            channel.pipeline().addBefore(NettyPipeline.ReactiveBridge, "last-word", new LastWord());
            channel.writeAndFlush(new CloseWebSocketFrame(code, text));
            channel.eventLoop().schedule(this::end, CLOSING_MILLISECONDS, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void hangUp() {
        if (!ended && channel instanceof DuplexChannel duplex) {
            ended = true;
            channel.flush();
            duplex.shutdownOutput(); // closing while something is unread would be an RST
            channel.eventLoop().schedule(this::end, CLOSING_MILLISECONDS, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void cut() {
        ended = true;
        if (channel.isActive()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0); // RST instead of FIN
        }
        end();
    }

    private void flush() {
        flushing = false;
        channel.flush();
    }

    /** Past all handlers, which would wait for what is unsent. */
    private void end() {
        channel.unsafe().close(channel.voidPromise());
    }

    /** Keeps the answer to our close frame from the server, which would answer it again: to a browser that is an error. */
    private final class LastWord extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
            if (message instanceof CloseWebSocketFrame) {
                end();
            }
        }
    }
}
