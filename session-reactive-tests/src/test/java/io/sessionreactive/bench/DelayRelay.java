package io.sessionreactive.bench;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.NettyInbound;
import reactor.netty.tcp.TcpClient;
import reactor.netty.tcp.TcpServer;

/**
 * A TCP relay on loopback that takes its time: every byte is half a round trip late in each direction, and the first
 * ones of a connection are a whole round trip later still, for the TCP handshake that loopback answers by itself.
 */
final class DelayRelay implements AutoCloseable {
    private final DisposableServer server;

    DelayRelay(int targetPort, Duration roundTrip) {
        Duration oneWay = roundTrip.dividedBy(2);
        server = TcpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((in, out) -> Mono.usingWhen(
                        TcpClient.create().host("127.0.0.1").port(targetPort).connect(),
                        target -> {
                            Flux<ByteBuf> there = late(in, oneWay).delaySubscription(roundTrip);
                            Flux<ByteBuf> back = late(target.inbound(), oneWay);
                            Mono<Void> forth = target.outbound()
                                    .send(there, buffer -> true)
                                    .then();
                            return Mono.firstWithSignal(
                                    forth, out.send(back, buffer -> true).then());
                        },
                        target -> Mono.fromRunnable(target::dispose)))
                .bindNow();
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.disposeNow();
    }

    private static Flux<ByteBuf> late(NettyInbound in, Duration oneWay) {
        return in.receive().retain().delaySequence(oneWay);
    }
}
