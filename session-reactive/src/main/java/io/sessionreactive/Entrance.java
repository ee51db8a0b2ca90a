package io.sessionreactive;

import io.sessionreactive.info.SessionInfo;
import io.sessionreactive.info.SessionInfoClient;
import io.sessionreactive.raptor.Notification;
import io.sessionreactive.raptor.RaptorChannel;
import io.sessionreactive.raptor.Requests;
import io.sessionreactive.raptor.ResourcePath;
import io.sessionreactive.rumor.LinkOptions;
import io.sessionreactive.rumor.Mailbox;
import io.sessionreactive.transport.SocketLimits;
import io.sessionreactive.transport.Transport;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.Logger;
import reactor.util.Loggers;

/** The way into a session: token, session information, then the conversation with the messaging server. */
final class Entrance {
    private static final String CLIENT_VERSION = "java-0.1";
    private static final String USER_AGENT =
            "session-reactive/0.1 (Java " + Runtime.version().feature() + ")";

    // of the browser client 2.35.2: a PING after 2 s without sending, dead after 5.9 s of silence, and after 49.9 s in
    // sessions that do not reconnect (2.7.6); 15 s to open a socket
    private static final Duration PING_AFTER = Duration.ofSeconds(2);
    private static final Duration SILENCE = Duration.ofMillis(5_900);
    private static final Duration SILENCE_WITHOUT_RECONNECTION = Duration.ofMillis(49_900);
    private static final Duration OPENING = Duration.ofSeconds(15);
    private static final int MOST_BYTES_IN = 16 * 1024 * 1024;
    private static final int MOST_WAITING = 1_000;
    private static final long MOST_WAITING_BYTES = 8L * 1024 * 1024;
    private static final Logger LOG = Loggers.getLogger(Entrance.class);

    private final SessionOptions options;
    private final Transport transport;
    private final Mailbox mailbox;
    private final Failures failures;
    private final SessionInfoClient info;

    Entrance(URI apiUrl, SessionOptions options, Transport transport, Mailbox mailbox, Failures failures) {
        this.options = options;
        this.transport = transport;
        this.mailbox = mailbox;
        this.failures = failures;
        this.info = new SessionInfoClient(transport, apiUrl, CLIENT_VERSION, options.replyTimeout());
    }

    /** All that is told from the first question on; a refusal, and later a lost link, is its error. */
    Flux<Notification> enter(Stay stay, Mono<String> token) {
        return token.onErrorMap(failures::token)
                .switchIfEmpty(Mono.error(() -> failures.of(
                        Operation.CONNECT, ErrorKind.AUTHENTICATION, "the Mono of the token completed without one")))
                .publishOn(transport.scheduler())
                .flatMapMany(text -> info.fetch(options.apiKey(), options.sessionId(), text, stay.connectionId())
                        .flatMapMany(answer -> converse(stay, answer, text))
                        .onErrorMap(cause -> failures.connect(cause, text, now())));
    }

    private Flux<Notification> converse(Stay stay, SessionInfo answer, String token) {
        LOG.debug("Session {}: joining as connection {}", options.sessionId(), stay.connectionId());
        ResourcePath session = ResourcePath.session(answer.partnerId(), answer.sessionId());
        Duration silence = answer.reconnection() ? SILENCE : SILENCE_WITHOUT_RECONNECTION;
        LinkOptions link = new LinkOptions(
                answer.messagingUrl(),
                answer.reconnection(),
                stay.connectionId(),
                session.toString(),
                answer.symphonyAddress(),
                PING_AFTER,
                new SocketLimits(OPENING, silence, MOST_BYTES_IN),
                options.replyTimeout(),
                MOST_WAITING,
                MOST_WAITING_BYTES);
        RaptorChannel channel = new RaptorChannel(transport, mailbox, link, session);
        stay.channel(channel);
        ResourcePath own = session.connection(stay.connectionId());
        return channel.join(Requests.createConnection(own, USER_AGENT, CLIENT_VERSION, List.of()), token);
    }

    private Instant now() {
        return Instant.ofEpochMilli(transport.scheduler().now(TimeUnit.MILLISECONDS));
    }
}
