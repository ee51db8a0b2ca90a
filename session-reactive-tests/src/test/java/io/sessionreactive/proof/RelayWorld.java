package io.sessionreactive.proof;

import io.sessionreactive.LinkClocks;
import io.sessionreactive.SessionOptions;
import io.sessionreactive.testkit.FaultyRelay;
import io.sessionreactive.testkit.LocalSessionService;
import io.sessionreactive.testkit.LocalSessionServiceOptions;
import io.sessionreactive.transport.NettyTransports;
import io.sessionreactive.transport.Transport;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * A world on real sockets and in real time, in which each client has a relay of its own to the service. The service and
 * the relays have threads of their own; the clients live on one event loop, and so does all that is known of them.
 */
final class RelayWorld extends World implements AutoCloseable {
    // short, so that a silent link is noticed soon; a machine that is busy for longer costs a reconnection and no more
    private static final LinkClocks CLOCKS = LinkClocks.defaults()
            .pingAfter(Duration.ofMillis(300))
            .silence(Duration.ofMillis(1_500))
            .reopen(Duration.ofSeconds(2));

    // no answer may be missing, however slow the machine is
    private static final Duration REPLY_TIMEOUT = Duration.ofMinutes(2);

    // an absent member has to be back before the service has more for it than it holds
    private static final Retry SOON =
            Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(10)).maxBackoff(Duration.ofMillis(200));

    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

    private final Transport transport;
    private final Map<Client, FaultyRelay> relays = new LinkedHashMap<>();
    private final Map<Client, Wiretap> wiretaps = new LinkedHashMap<>();
    private final String token;

    /** A world with a service and no clients yet; not to be made on an event loop. */
    RelayWorld(long seed, Tally tally, @Nullable Consumer<String> story) {
        this(seed, new NettyTransports().get(), tally, story);
    }

    private RelayWorld(long seed, Transport transport, Tally tally, @Nullable Consumer<String> story) {
        super(seed, transport.scheduler(), tally, story);
        this.transport = transport;
        LocalSessionServiceOptions options =
                LocalSessionServiceOptions.defaults().apiKey(API_KEY).frames(0);
        add(new Service(LocalSessionService.start(options), ""));
        this.token = super.token();
    }

    @Override
    boolean isExact() {
        return false;
    }

    /** Made once: that takes chance from the operating system, which is not for an event loop. */
    @Override
    String token() {
        return token;
    }

    @Override
    SessionOptions options() {
        return super.options().clocks(CLOCKS).replyTimeout(REPLY_TIMEOUT).reconnect(SOON);
    }

    /**
     * New clients, each with its relay; not to be called on an event loop.
     *
     * @param between stands between each client and its network
     */
    void addClients(int count, UnaryOperator<Transport> between) {
        for (int i = 0; i < count; i++) {
            FaultyRelay relay = FaultyRelay.to(service().service().apiUrl());
            Wiretap network = new Wiretap(transport, this::sees);
            Client client = new Client(this, "client " + i, network, between.apply(network), relay.apiUrl(), options());
            relays.put(client, relay);
            wiretaps.put(client, network);
            add(client);
        }
    }

    FaultyRelay relay(Client client) {
        return Objects.requireNonNull(relays.get(client));
    }

    Wiretap wiretap(Client client) {
        return Objects.requireNonNull(wiretaps.get(client));
    }

    /** From now on nothing goes wrong. */
    void calm() {
        relays.values().forEach(FaultyRelay::restore);
    }

    /** Completes on the clients' thread after that time. */
    Mono<Void> pass(Duration time) {
        return Mono.delay(time, clock()).then();
    }

    /** Completes on the clients' thread when that is so, or else when it was not so for that time. */
    Mono<Void> until(BooleanSupplier condition, Duration most) {
        return Flux.interval(Duration.ZERO, LOOK_AGAIN, clock())
                .onBackpressureDrop()
                .filter(tick -> condition.getAsBoolean())
                .next()
                .timeout(most, Mono.empty(), clock())
                .then();
    }

    /** Ends the network and the service, and tells what went over the network; not to be called on an event loop. */
    @Override
    public void close() {
        relays.values().forEach(FaultyRelay::close);
        relays.forEach((client, relay) -> trace(() -> "the relay of " + client + " saw\n" + relay.transcript()));
        service().service().close();
    }
}
