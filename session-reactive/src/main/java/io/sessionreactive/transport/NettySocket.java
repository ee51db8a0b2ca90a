package io.sessionreactive.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/** The channel behind one WebSocket, from before it is connected: when to end it, and why it ended. */
final class NettySocket {
    private final URI address;
    private final SocketLimits limits;
    private @Nullable String query;
    private @Nullable Channel channel;
    private boolean opened;
    private boolean silent;
    private boolean closing;
    private @Nullable Throwable broken;

    NettySocket(URI uri, SocketLimits limits) {
        String text = uri.toString();
        int mark = text.indexOf('?');
        this.address = mark < 0 ? uri : URI.create(text.substring(0, mark));
        this.query = uri.getRawQuery();
        this.limits = limits;
    }

    /** Where the WebSocket is; without the query, which {@link SecretQuery} adds. */
    URI address() {
        return address;
    }

    SocketLimits limits() {
        return limits;
    }

    void use(Channel registered) {
        channel = registered;
        if (query != null) {
            registered.pipeline().addBefore(NettyPipeline.ReactiveBridge, null, new SecretQuery(query));
        }
    }

    /** The WebSocket handshake is done: from now on silence counts. */
    void opened() {
        opened = true;
        query = null; // was sent
        if (channel != null) {
            channel.pipeline().addFirst(new Watchdog());
            channel.pipeline().addBefore(NettyPipeline.ReactiveBridge, null, new Witness());
        }
    }

    /** Closes at once, past all handlers: whatever is unsent, and without a close frame. */
    void close() {
        Channel closing = channel;
        if (closing != null) {
            closing.eventLoop().execute(() -> closing.unsafe().close(closing.voidPromise()));
        }
    }

    /** We close it in order. */
    void closing() {
        closing = true;
    }

    boolean isClosing() {
        return closing;
    }

    SocketClosedException closed(WebSocketCloseStatus status) {
        if (closing) {
            return SocketClosedException.closedByUs();
        } else if (status.code() == SocketClosedException.ABNORMAL) {
            return lost();
        }
        int code = status.code() < 0 ? WebSocketCloseStatus.EMPTY.code() : status.code();
        return SocketClosedException.closedByPeer(code, status.reasonText());
    }

    SocketClosedException lost() {
        if (closing) {
            return SocketClosedException.closedByUs();
        } else if (silent) {
            String message =
                    "nothing came from the service for " + limits.silence().toMillis() + " ms";
            return SocketClosedException.lost(message, null);
        } else if (broken instanceof TooLongFrameException || broken instanceof CorruptedWebSocketFrameException) {
            return broken.getMessage() != null && broken.getMessage().contains("length")
                    ? SocketClosedException.tooLarge(limits.mostBytesIn(), broken)
                    : SocketClosedException.lost("the service broke the WebSocket protocol: " + broken, broken);
        } else if (broken != null) {
            return SocketClosedException.lost("the connection broke: " + broken, broken);
        }
        return SocketClosedException.lost("the service ended the connection without a close frame", null);
    }

    /** Says in our words what ended the socket, or why it could not be opened. */
    Throwable explain(Throwable cause, @Nullable HttpProxy proxy) {
        if (cause instanceof SocketClosedException) {
            return cause;
        } else if (!opened) {
            UnreachableException obstacle = Obstacle.of(cause, proxy);
            String where = address.getScheme() + "://" + address.getRawAuthority();
            String message = "the WebSocket at " + where + " could not be opened: " + obstacle.getMessage();
            return cause instanceof WebSocketClientHandshakeException refusal && refusal.response() != null
                    ? SocketClosedException.refused(refusal.response().status().code(), message, obstacle)
                    : SocketClosedException.notOpened(message, obstacle);
        }
        broken = broken == null ? cause : broken;
        return lost();
    }

    /** Sees what breaks the channel, which Reactor Netty hides where the channel is closed at the same time. */
    private final class Witness extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            broken = cause;
            context.fireExceptionCaught(cause);
        }
    }

    /** Closes the channel when no byte was read for too long. */
    private final class Watchdog extends IdleStateHandler {
        Watchdog() {
            super(limits.silence().toMillis(), 0, 0, TimeUnit.MILLISECONDS);
        }

        @Override
        protected void channelIdle(ChannelHandlerContext context, IdleStateEvent event) {
            silent = true;
            NettySocket.this.close();
        }
    }
}
