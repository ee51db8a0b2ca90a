package io.sessionreactive.testkit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.ReferenceCountUtil;
import io.sessionreactive.testkit.fault.Direction;
import io.sessionreactive.testkit.fault.Link;

/** One direction of a {@link RelayedConnection}: what comes out of one socket goes into the other, when it may. */
@SuppressWarnings("FutureReturnValueIgnored") // a write or a close fails only with its socket, whose end is seen
final class RelayedDirection extends ChannelInboundHandlerAdapter implements WebSocketTap.Found {
    // what may be under way before its sender is kept from sending more, as TCP does it
    private static final int MOST_UNDER_WAY = 1024 * 1024;

    private final Direction direction;
    private final SocketChannel from;
    private final SocketChannel to;
    private final Link link;
    private final RelayedConnection connection;
    private final WebSocketTap tap = new WebSocketTap(this);
    private int underWay;
    private boolean over;

    RelayedDirection(
            Direction direction, SocketChannel from, SocketChannel to, Link link, RelayedConnection connection) {
        this.direction = direction;
        this.from = from;
        this.to = to;
        this.link = link;
        this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        byte[] bytes = ByteBufUtil.getBytes((ByteBuf) message);
        ReferenceCountUtil.release(message);
        if (connection.isDropped()) {
            return;
        }
        tap.passed(bytes);
        underWay += bytes.length;
        from.config().setAutoRead(underWay < MOST_UNDER_WAY);
        int most = link.isFree(direction) ? bytes.length : link.pieces(bytes.length);
        for (int start = 0; start < bytes.length; start += most) {
            int first = start;
            int length = Math.min(most, bytes.length - start);
            link.pass(direction, length, () -> write(bytes, first, length));
        }
    }

    private void write(byte[] bytes, int start, int length) {
        if (!connection.isDropped()) {
            to.writeAndFlush(Unpooled.wrappedBuffer(bytes, start, length)).addListener(written -> arrived(length));
        }
    }

    private void arrived(int length) {
        underWay -= length;
        if (!from.config().isAutoRead() && underWay < MOST_UNDER_WAY / 2) {
            from.config().setAutoRead(true);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            over("ended", () -> RelayedConnection.hangUp(to));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        over("reset", () -> Listener.reset(to));
        from.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        over("closed", to::close);
    }

    /** Nothing comes any more; the other side hears of it after what came before. */
    private void over(String how, Runnable end) {
        if (!over) {
            over = true;
            connection.over(direction, how);
            link.pass(direction, 0, () -> {
                end.run();
                connection.overPassed();
            });
        }
    }

    @Override
    public void head(String head) {
        connection.head(direction, head);
    }

    @Override
    public void message(byte[] message) {
        connection.message(direction, message);
    }

    @Override
    public void close(int code) {
        connection.closeFrame(direction, code);
    }
}
