package io.sessionreactive.testkit;

import io.sessionreactive.testkit.service.HttpAnswer;
import io.sessionreactive.testkit.service.HttpQuestion;
import io.sessionreactive.transport.HttpReply;
import io.sessionreactive.transport.SocketLimits;
import io.sessionreactive.transport.Transport;
import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The way of one session to a service in memory. Takes as many round trips as real sockets would: one to connect, one
 * for the request or the upgrade.
 */
final class InMemoryTransport implements Transport {
    private final MemoryFront service;

    InMemoryTransport(MemoryFront service) {
        this.service = service;
    }

    @Override
    public Scheduler scheduler() {
        return service.scheduler();
    }

    @Override
    public Mono<HttpReply> get(URI uri, Map<String, String> headers, Duration limit) {
        HttpQuestion question = new HttpQuestion("GET", uri.getPath(), headers);
        Duration latency = service.latency();
        return Mono.delay(latency.multipliedBy(2), scheduler())
                .flatMap(connected -> service.refusesConnections()
                        ? Mono.<HttpReply>error(new ConnectException("nobody listens at " + uri.getAuthority()))
                        : Mono.delay(latency, scheduler())
                                .flatMap(arrived -> service.gate().answer(question))
                                .map(InMemoryTransport::reply)
                                .delayElement(latency, scheduler()))
                .timeout(limit, scheduler());
    }

    @Override
    public Flux<byte[]> exchange(URI uri, Flux<byte[]> outgoing, SocketLimits limits) {
        return Flux.create(in -> new InMemorySocket(service, uri, limits, in).open(outgoing));
    }

    private static HttpReply reply(HttpAnswer answer) {
        return new HttpReply(answer.status(), answer.body().getBytes(StandardCharsets.UTF_8));
    }
}
