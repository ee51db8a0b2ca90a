package io.sessionreactive;

import io.sessionreactive.SessionEvent.SessionDisconnected;
import io.sessionreactive.SessionSnapshot.Status;
import io.sessionreactive.raptor.RaptorChannel;
import io.sessionreactive.raptor.Requests;
import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.Ids;
import io.sessionreactive.rumor.Mailbox;
import io.sessionreactive.transport.SocketClosedException;
import io.sessionreactive.transport.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.util.Logger;
import reactor.util.Loggers;

/** Joins the flows of a session: commands in, notifications in, events out. Holds no rule of the protocol. */
final class DefaultSession implements Session {
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private static final Logger LOG = Loggers.getLogger(DefaultSession.class);

    private final OpenTok client;
    private final SessionOptions options;
    private final Transport transport;
    private final Mailbox mailbox;
    private final Intake intake;
    private final Failures failures;
    private final Entrance entrance;
    private final EventHub hub;
    private volatile @Nullable Stay present; // written on the worker only

    DefaultSession(OpenTok client, SessionOptions options, Transport transport) {
        this.client = client;
        this.options = options;
        this.transport = transport;
        this.mailbox = new Mailbox(transport.scheduler());
        this.intake = new Intake(mailbox, options);
        this.failures = new Failures(options.apiKey(), options.sessionId());
        this.entrance = new Entrance(client.options().apiUrl(), options, transport, mailbox, failures);
        this.hub = new EventHub(mailbox, options.eventBuffer(), this::prologue);
    }

    @Override
    public String apiKey() {
        return options.apiKey();
    }

    @Override
    public String sessionId() {
        return options.sessionId();
    }

    @Override
    public Mono<Connection> connect(String token) {
        if (token.isBlank()) {
            throw new IllegalArgumentException("the token is empty");
        }
        return connect(Mono.just(token));
    }

    @Override
    public Mono<Connection> connect(Mono<String> token) {
        Objects.requireNonNull(token, "token");
        return Mono.<Connection>create(caller -> {
                    Stay stay = new Stay(this, hub, options.listener(), Ids.unique(), caller);
                    mailbox.execute(() -> begin(stay, token));
                    caller.onCancel(() -> mailbox.execute(() -> abort(stay))); // second, as it may be cancelled already
                })
                .onErrorMap(failures::connect)
                .name("session.connect");
    }

    @Override
    public Flux<SessionEvent> events() {
        return hub.events().name("session.events");
    }

    @Override
    public Mono<Void> signal(Signal signal) {
        Objects.requireNonNull(signal, "signal");
        return Mono.<Frame>create(answer -> {
                    Signal.Violation violation = signal.violation();
                    if (violation != null) {
                        answer.error(failures.of(Operation.SIGNAL, violation.kind(), violation.message()));
                    } else if (!intake.offer(signal, () -> send(signal, answer))) {
                        String full = mailbox.backlog() + " wait to be sent already, nothing was sent";
                        answer.error(failures.of(Operation.SIGNAL, ErrorKind.OVERFLOW, full));
                    }
                })
                .map(RaptorChannel::content)
                .onErrorMap(failures::signal)
                .then()
                .name("session.signal");
    }

    @Override
    public Mono<Void> disconnect() {
        return Mono.<Void>create(leaver -> mailbox.execute(() -> leave(leaver))).onErrorComplete();
    }

    @Override
    public SessionSnapshot snapshot() {
        Stay stay = present;
        return hub.snapshot().withWaiting(stay == null ? 0 : stay.waiting());
    }

    @Override
    public Flux<SessionSnapshot> snapshots() {
        return hub.snapshots();
    }

    @Override
    public String toString() {
        return "Session[" + options.sessionId() + ", " + snapshot().status() + "]";
    }

    // From here on everything runs on the worker.

    private void begin(Stay stay, Mono<String> token) {
        Stay other = present;
        if (client.isDisposed() || other != null) {
            String why = other == null
                    ? "the client was disposed of, make another with OpenTok.create()"
                    : "it is " + (other.isJoined() ? "connected" : "connecting")
                            + " already, which goes on undisturbed; disconnect first to join anew";
            stay.caller().error(failures.of(Operation.CONNECT, ErrorKind.ILLEGAL_STATE, why));
            return;
        }
        present = stay;
        client.began(this);
        hub.emit(hub.snapshot().in(Status.CONNECTING, null));
        stay.link().update(entrance.enter(stay, token).subscribe(stay::told, cause -> ended(stay, cause)));
    }

    private void ended(Stay stay, Throwable cause) {
        LOG.debug("Session {}: the link ended: {}", sessionId(), cause.toString());
        if (stay != present) {
            return;
        } else if (!stay.isJoined()) {
            fail(stay, failures.connect(cause));
            return;
        }
        if (cause instanceof SocketClosedException closed && closed.code() == SocketClosedException.TOO_LARGE) {
            client.report(failures.tooLarge(closed));
        }
        finish(stay);
    }

    private void abort(Stay stay) {
        if (stay == present && !stay.isJoined()) {
            end(stay);
        }
    }

    private void fail(Stay stay, SessionException failure) {
        end(stay);
        client.report(failure);
        stay.caller().error(failure);
    }

    private void leave(MonoSink<Void> leaver) {
        Stay stay = present;
        if (stay == null) {
            leaver.success();
        } else if (!stay.isJoined()) {
            end(stay);
            stay.caller().error(failures.of(Operation.CONNECT, ErrorKind.ABORTED, "disconnect() came first"));
            leaver.success();
        } else {
            stay.leavers().add(leaver);
            if (!stay.isLeaving()) {
                stay.reason(DisconnectReason.CLIENT_DISCONNECTED);
                sayFarewell(stay, () -> ended(stay, new IllegalStateException("no answer to the farewell")));
            }
        }
    }

    /** Makes room for the next stay, without a word to anybody here. */
    private void end(Stay stay) {
        present = null;
        client.ended(this);
        hub.emit(hub.snapshot().in(Status.DISCONNECTED, null).withWaiting(0));
        sayFarewell(stay, stay.link()::dispose);
    }

    private void sayFarewell(Stay stay, Runnable late) {
        RaptorChannel channel = stay.channel();
        if (channel != null && channel.leave()) {
            mailbox.schedule(late, FAREWELL);
        } else {
            late.run();
        }
    }

    private void send(Signal signal, MonoSink<Frame> answer) {
        Stay stay = present;
        RaptorChannel channel = stay == null ? null : stay.channel();
        if (stay == null || channel == null || !stay.isJoined() || stay.isLeaving()) {
            String why = "the session is "
                    + (stay == null ? "not connected" : stay.isLeaving() ? "being left" : "connecting")
                    + ", nothing was sent";
            answer.error(failures.of(Operation.SIGNAL, ErrorKind.NOT_CONNECTED, why));
        } else {
            channel.request(
                    Requests.signal(channel.session(), signal.to(), signal.type(), signal.data()),
                    signal.retryAfterReconnect(),
                    answer);
        }
    }

    private List<SessionEvent> prologue() {
        return present == null ? List.of() : present.asEvents();
    }

    // What a stay asks for.

    boolean isAt(Stay stay) {
        return stay == present;
    }

    /** The stay is over: the service ended it, or the link is gone for good. */
    void finish(Stay stay) {
        end(stay);
        hub.emit(List.of(new SessionDisconnected(stay.reason())));
        stay.leavers().forEach(MonoSink::success);
    }

    /** The stay ends before it began. */
    void fail(Stay stay, ErrorKind kind, String message) {
        fail(stay, failures.of(Operation.CONNECT, kind, message));
    }

    void report(String problem) {
        client.report(failures.of(Operation.RECEIVE, ErrorKind.UNEXPECTED, problem));
    }

    void reportMalformed(RuntimeException cause) {
        client.report(failures.malformed(cause));
    }

    /** The time by the session's own clock. */
    Instant now() {
        return Instant.ofEpochMilli(transport.scheduler().now(TimeUnit.MILLISECONDS));
    }
}
