package io.sessionreactive.testkit;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.sessionreactive.ClientOptions;
import io.sessionreactive.testkit.fault.Clients;
import io.sessionreactive.testkit.fault.Direction;
import io.sessionreactive.testkit.fault.Effect;
import io.sessionreactive.testkit.fault.Ending;
import io.sessionreactive.testkit.fault.Fault;
import io.sessionreactive.testkit.fault.FaultSchedule;
import io.sessionreactive.testkit.fault.Link;
import io.sessionreactive.testkit.fault.Links;
import io.sessionreactive.testkit.seen.SeenFrame;
import io.sessionreactive.testkit.seen.SeenTraffic;
import io.sessionreactive.testkit.service.Peer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * A TCP relay on 127.0.0.1 between clients and a service on this machine, in which the network goes wrong: for clients of
 * all kinds, browsers too, and without the service having a part in it. It passes on bytes and knows nothing of what they
 * say, except that it keeps a record of the frames, for people to read and for tests to compare.
 *
 * <pre>{@code
 * try (LocalSessionService service = LocalSessionService.start();
 *         FaultyRelay relay = FaultyRelay.to(service.apiUrl())) {
 *     OpenTok client = OpenTok.create(relay.clientOptions());
 *     ...
 *     relay.drop(Ending.RST);
 *     relay.silence().restoreAfter(Duration.ofSeconds(8));
 *     ...
 *     System.out.println(relay.transcript());
 * }
 * }</pre>
 *
 * <p>The service tells clients that its WebSocket is where they found it, so both HTTP and WebSockets come through here.
 * Faults are for all connections of a relay; to cut off one client alone, give it a relay of its own. Every method returns
 * at once and may be called from any thread. A {@link Fault} is in force when the method returns and until it is told to
 * end. Times are real.
 */
public final class FaultyRelay implements AutoCloseable {
    private static final long LONGEST_CLOSE_SECONDS = 10;

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("faulty-relay", true), NioIoHandler.newFactory());
    private final EventLoop loop = group.next();
    private final Scheduler scheduler = Schedulers.fromExecutorService(loop);
    private final Links links = new Links(scheduler);
    private final RelayLog log = new RelayLog();
    private final Instant start = Instant.now();
    private final Set<RelayedConnection> open = new LinkedHashSet<>(); // touched on the event loop only
    private final InetSocketAddress target;
    private final Listener listener;
    private int connections;

    private FaultyRelay(InetSocketAddress target) {
        this.target = target;
        this.listener = new Listener(this::bind, 0, scheduler);
    }

    /**
     * Starts a relay on a free port, and returns when it listens; not to be called on an event loop.
     *
     * @param apiUrl where the service is, such as {@link LocalSessionService#apiUrl()}; with a port, and of this machine
     */
    public static FaultyRelay to(URI apiUrl) {
        InetSocketAddress target = new InetSocketAddress(apiUrl.getHost(), apiUrl.getPort());
        if (target.getAddress() == null || !target.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException("a relay leads to a service on this machine, not to " + apiUrl);
        }
        return new FaultyRelay(target);
    }

    /** Where clients find the service through this relay. */
    public URI apiUrl() {
        return URI.create("http://" + listener.address());
    }

    /** How SDK clients reach the service through this relay. */
    public ClientOptions clientOptions() {
        return ClientOptions.defaults().apiUrl(apiUrl());
    }

    /**
     * Ends the connections that are open now, towards both sides. By FIN what was passed on before arrives, by RST it may
     * be lost; what waits here is lost in any case.
     */
    public void drop(Ending ending) {
        scheduler.schedule(() -> open().forEach(connection -> connection.drop(ending)));
    }

    /**
     * Nothing passes in either direction, nor that one side ends its connection. New connections open, and nothing passes
     * through them. When the fault ends, what waits passes on, in order. Counts connections.
     */
    public Fault silence() {
        return begin(new Effect.Hold(Set.of(Direction.values())));
    }

    /** The same as {@link #silence()} in one direction only. */
    public Fault halfOpen(Direction direction) {
        return begin(new Effect.Hold(Set.of(direction)));
    }

    /** Everything is later by that much in that direction, in order. Counts reads from a socket. */
    public Fault delay(Direction direction, Duration delay) {
        return begin(new Effect.Delay(direction, ClientFaults.positive(delay)));
    }

    /** No more than so many bytes pass in a second, in each connection. Counts reads from a socket. */
    public Fault throttle(Direction direction, int bytesPerSecond) {
        return begin(new Effect.Throttle(direction, ClientFaults.positive(bytesPerSecond)));
    }

    /**
     * Bytes are passed on by writes of at most so many, wherever frames begin and end. Counts reads from a socket.
     */
    public Fault slice(int mostBytes) {
        return begin(new Effect.Slice(ClientFaults.positive(mostBytes)));
    }

    /**
     * Nobody listens here: who connects is refused, connections that are open stay. When the fault ends, the relay listens
     * at the same port again; {@link Fault#ended()} tells when. Counts nothing.
     */
    public Fault refuseConnections() {
        listener.refuse();
        scheduler.schedule(() -> listener.stop(channel -> false));
        return links.begin(Clients.ALL, 0, new Effect.OutOfReach(), Mono.defer(listener::listen));
    }

    /** Lets faults happen at random, until the course is told to end. */
    public FaultCourse misbehave(FaultSchedule schedule) {
        FaultCourse course = new FaultCourse(this, scheduler, schedule);
        scheduler.schedule(course::next);
        return course;
    }

    /** Ends all faults that are in force; a course of faults goes on. */
    public void restore() {
        links.faults().forEach(Fault::restore);
    }

    /** The frames that came to this relay, in order, each when it came; of many only the newest. */
    public List<SeenFrame> frames() {
        return traffic().stream()
                .filter(SeenFrame.class::isInstance)
                .map(SeenFrame.class::cast)
                .toList();
    }

    /** The frames, and what happened to the connections that carry them, which are counted from 1. */
    public List<SeenTraffic> traffic() {
        return log.entries().stream().map(RelayLog.Entry::read).toList();
    }

    /** The WebSocket messages that came from one side of one connection, byte for byte, whatever fragments they came in. */
    public List<byte[]> messages(int connection, Direction direction) {
        return log.entries().stream()
                .filter(entry -> entry.carrier().number() == connection && entry.direction() == direction)
                .map(RelayLog.Entry::message)
                .filter(Objects::nonNull)
                .map(byte[]::clone)
                .toList();
    }

    /** The path and the query that a client asked for on that connection; empty if nothing is known of it. */
    public String address(int connection) {
        return log.entries().stream()
                .map(RelayLog.Entry::carrier)
                .filter(carrier -> carrier.number() == connection)
                .map(RelayLog.Carrier::address)
                .findFirst()
                .orElse("");
    }

    /** The same as {@link #traffic()}, as a text for people. */
    public Transcript transcript() {
        return Transcript.of(traffic(), start);
    }

    /** Ends all connections by RST, and frees port and thread; waits for that, so not to be called on an event loop. */
    @Override
    public void close() {
        loop.execute(() -> {
            listener.dispose();
            open().forEach(connection -> connection.drop(Ending.RST));
        });
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(LONGEST_CLOSE_SECONDS, TimeUnit.SECONDS);
    }

    private Fault begin(Effect effect) {
        return links.begin(Clients.ALL, 0, effect, Mono.empty());
    }

    private Mono<Channel> bind(int port, Listener.Door door) {
        ServerBootstrap server = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel client) {
                        if (door.accept(client)) {
                            relay(client);
                        }
                    }
                });
        return Mono.create(sink -> server.bind(Listener.LOOPBACK, port).addListener((ChannelFutureListener) bound -> {
            if (bound.isSuccess()) {
                sink.success(bound.channel());
            } else {
                sink.error(bound.cause());
            }
        }));
    }

    /** The connections that are open, the oldest first; on the event loop. */
    List<RelayedConnection> open() {
        return List.copyOf(open);
    }

    private void relay(SocketChannel client) {
        Link link = links.open(() -> Peer.UNKNOWN);
        connections++;
        RelayedConnection connection = new RelayedConnection(connections, client, link, log, this::gone);
        open.add(connection);
        connection.begin(target);
    }

    private void gone(RelayedConnection connection) {
        open.remove(connection);
        links.gone(connection.link());
    }
}
