package io.sessionreactive.testkit;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.FrameCodec;
import io.sessionreactive.rumor.Headers;
import io.sessionreactive.rumor.MalformedFrameException;
import io.sessionreactive.testkit.fault.Direction;
import io.sessionreactive.testkit.fault.Ending;
import io.sessionreactive.testkit.fault.Link;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One connection through a relay: two sockets, and what passes between them. Lives on the relay's event loop. */
@SuppressWarnings("FutureReturnValueIgnored") // a write or a close fails only with its socket, whose end is seen
final class RelayedConnection implements RelayLog.Carrier {
    // whoever was told of an end has time to end too; closing first could turn a FIN into an RST
    private static final long CLOSING_MILLISECONDS = 1_000;

    private final int number;
    private final SocketChannel client;
    private final SocketChannel service = new NioSocketChannel();
    private final Link link;
    private final RelayLog log;
    private final Consumer<RelayedConnection> gone;
    private int endsPassed;
    private boolean dropped;
    private boolean ended;
    private volatile @Nullable String connectionId;
    private volatile String address = "";

    /**
     * A connection that does not pass anything yet.
     *
     * @param client just accepted, and read from by nobody
     * @param gone is told when both sockets have ended
     */
    RelayedConnection(int number, SocketChannel client, Link link, RelayLog log, Consumer<RelayedConnection> gone) {
        this.number = number;
        this.client = client;
        this.link = link;
        this.log = log;
        this.gone = gone;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public @Nullable String connectionId() {
        return connectionId;
    }

    @Override
    public String address() {
        return address;
    }

    Link link() {
        return link;
    }

    /** Connects to the service, then lets pass what comes. */
    void begin(SocketAddress target) {
        log.socket(this, true, "connected");
        client.pipeline().addLast(new RelayedDirection(Direction.FROM_CLIENT, client, service, link, this));
        new Bootstrap()
                .group(client.eventLoop())
                .channelFactory(() -> service)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .handler(new RelayedDirection(Direction.TO_CLIENT, service, client, link, this))
                .connect(target)
                .addListener(connected -> {
                    if (connected.isSuccess()) {
                        client.config().setAutoRead(true);
                        service.config().setAutoRead(true);
                    } else {
                        log.socket(this, false, "the service refused it");
                        Listener.reset(client);
                        close();
                    }
                });
    }

    /** Ends both sockets, whatever is under way. */
    void drop(Ending ending) {
        if (dropped || ended) {
            return;
        }
        dropped = true;
        log.socket(this, false, "dropped by " + ending);
        if (ending == Ending.RST) {
            Listener.reset(client);
            Listener.reset(service);
            close();
        } else {
            hangUp(client);
            hangUp(service);
            client.config().setAutoRead(true); // what is still sent must be read, or closing would be an RST
            service.config().setAutoRead(true);
            client.eventLoop().schedule(this::close, CLOSING_MILLISECONDS, TimeUnit.MILLISECONDS);
        }
    }

    /** Whether nothing passes any more, by a fault. */
    boolean isDropped() {
        return dropped;
    }

    /** Says by FIN that nothing more comes, after what was written before. */
    static void hangUp(SocketChannel channel) {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> channel.shutdownOutput());
    }

    /** One of the two sockets says nothing more. */
    void over(Direction direction, String how) {
        if (!dropped) {
            log.socket(this, false, how + (direction == Direction.FROM_CLIENT ? " by the client" : " by the service"));
        }
    }

    /** That one says nothing more has been told to the other one. */
    void overPassed() {
        endsPassed++;
        if (endsPassed == 2) {
            close();
        }
    }

    /** The head of a request or an answer passed. */
    void head(Direction direction, String head) {
        if (direction == Direction.FROM_CLIENT) {
            String[] requestLine = head.lines().findFirst().orElse("").split(" ", -1);
            address = requestLine.length < 2 ? "" : requestLine[1];
            boolean question = head.startsWith("GET /session/");
            boolean first = !head.contains("reconnect=true");
            String opens = first ? "opens a WebSocket" : "opens a WebSocket, not the first of its logical socket";
            log.socket(this, true, question ? "asks for session information" : opens);
        }
    }

    /** A WebSocket message passed. */
    void message(Direction direction, byte[] message) {
        if (direction == Direction.FROM_CLIENT && connectionId == null) {
            connectionId = sender(message);
        }
        log.message(this, direction, message);
    }

    /** A close frame passed. */
    void closeFrame(Direction direction, int code) {
        String who = direction == Direction.FROM_CLIENT ? "the client" : "the service";
        log.socket(this, true, who + " closes with code " + code);
    }

    private void close() {
        client.close();
        service.close();
        if (!ended) {
            ended = true;
            gone.accept(this);
        }
    }

    private static @Nullable String sender(byte[] message) {
        try {
            Frame frame = FrameCodec.decode(message);
            String named = frame.headers().get(Headers.UNIQUE_ID);
            return named == null ? frame.headers().get(Headers.FROM_ADDRESS) : named;
        } catch (MalformedFrameException e) {
            return null;
        }
    }
}
