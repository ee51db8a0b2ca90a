package io.sessionreactive.transport;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;

/**
 * Adds the query to the request for a WebSocket at the last moment. Reactor Netty logs the address at debug level, and
 * what the query says is a secret: whoever knows the id of a socket can take it over.
 */
final class SecretQuery extends ChannelOutboundHandlerAdapter {
    private final String query;

    SecretQuery(String query) {
        this.query = query;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // whoever writes has the promise
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpRequest request) {
            request.setUri(request.uri() + "?" + query);
            context.pipeline().remove(this);
        }
        context.write(message, promise);
    }
}
