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
import reactor.util.retry.Retry;

/** The way into a session: token, session information, then the conversation with the messaging server. */
final class Entrance {
    private static final String CLIENT_VERSION = "java-0.1";
    private static final String USER_AGENT =
            "session-reactive/0.1 (Java " + Runtime.version().feature() + ")";

    // what a moderator's mute of all is to us: told, as MuteForced
    private static final List<String> CAPABILITIES = List.of("forceMute");

    private static final int MOST_BYTES_IN = 16 * 1024 * 1024;
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

    /** What the service answers to the first question; a refusal is its error. */
    Mono<Invitation> ask(Stay stay, Mono<String> token) {
        return token.onErrorMap(failures::token)
                .switchIfEmpty(Mono.error(() -> noToken("the Mono of the token completed without one")))
                .filter(text -> !text.isBlank())
                .switchIfEmpty(Mono.error(() -> noToken("the token is empty, nothing was sent")))
                .publishOn(transport.scheduler())
                .flatMap(text -> info.fetch(options.apiKey(), options.sessionId(), text, stay.connectionId())
                        .map(answer -> new Invitation(answer, text))
                        .onErrorMap(cause -> failures.connect(cause, text, now())));
    }

    /**
     * All that is told from then on; a refusal, and later a lost link, is its error. Not chained to the question, whose
     * operators and HTTP exchange would be kept as long as the session lasts.
     */
    Flux<Notification> enter(Stay stay, Invitation invitation) {
        return converse(stay, invitation.answer(), invitation.token())
                .onErrorMap(failed -> !stay.isJoined(), cause -> failures.connect(cause, invitation.token(), now()));
    }

    private Flux<Notification> converse(Stay stay, SessionInfo answer, String token) {
        LOG.debug("Session {}: joining as connection {}", options.sessionId(), stay.connectionId());
        ResourcePath session = ResourcePath.session(answer.partnerId(), answer.sessionId());
        RaptorChannel channel =
                new RaptorChannel(transport, mailbox, linkOptions(stay.connectionId(), answer, session), session);
        stay.channel(channel);
        stay.role(TokenText.role(token));
        ResourcePath own = session.connection(stay.connectionId());
        boolean suppressed = options.connectionEventsSuppressed();
        return channel.join(
                Requests.createConnection(own, USER_AGENT, CLIENT_VERSION, CAPABILITIES, suppressed), token);
    }

    private LinkOptions linkOptions(String connectionId, SessionInfo answer, ResourcePath session) {
        Retry policy = options.reconnect() instanceof ReconnectPolicy ours
                ? ours.on(transport.scheduler())
                : options.reconnect();
        boolean resumable = answer.reconnection() && !(policy instanceof ReconnectPolicy ours && ours.isNever());
        LinkClocks clocks = options.clocks();
        Duration silence = resumable ? clocks.silence() : clocks.silenceWithoutReconnection();
        return new LinkOptions(
                answer.messagingUrl(),
                resumable,
                connectionId,
                session.toString(),
                answer.symphonyAddress(),
                clocks.pingAfter(),
                new SocketLimits(clocks.open(), silence, MOST_BYTES_IN),
                clocks.reopen(),
                clocks.window(),
                policy,
                options.replyTimeout(),
                options.mostWaiting(),
                options.mostWaitingBytes());
    }

    private SessionException noToken(String why) {
        return failures.of(Operation.CONNECT, ErrorKind.AUTHENTICATION, why);
    }

    private Instant now() {
        return Instant.ofEpochMilli(transport.scheduler().now(TimeUnit.MILLISECONDS));
    }

    /**
     * What it takes to enter.
     *
     * @param answer where to go
     * @param token a secret
     */
    record Invitation(SessionInfo answer, String token) {
        @Override
        public String toString() {
            return "Invitation[" + answer.sessionId() + "]";
        }
    }
}
