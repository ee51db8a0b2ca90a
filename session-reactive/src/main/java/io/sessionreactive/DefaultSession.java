package io.sessionreactive;

import io.sessionreactive.SessionEvent.SessionDisconnected;
import io.sessionreactive.SessionSnapshot.Status;
import io.sessionreactive.info.SessionInfo;
import io.sessionreactive.info.SessionInfoClient;
import io.sessionreactive.raptor.Notification;
import io.sessionreactive.raptor.RaptorChannel;
import io.sessionreactive.raptor.Requests;
import io.sessionreactive.raptor.ResourcePath;
import io.sessionreactive.raptor.Snapshot;
import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.Ids;
import io.sessionreactive.rumor.LinkOptions;
import io.sessionreactive.rumor.Mailbox;
import io.sessionreactive.transport.SocketLimits;
import io.sessionreactive.transport.Transport;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.util.Logger;
import reactor.util.Loggers;

/** Joins the flows of a session: commands in, notifications in, events out. Holds no rule of the protocol. */
final class DefaultSession implements Session {
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
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private static final Logger LOG = Loggers.getLogger(DefaultSession.class);

    private final OpenTok client;
    private final SessionOptions options;
    private final Transport transport;
    private final Mailbox mailbox;
    private final SessionInfoClient info;
    private final Failures failures;
    private final EventHub hub;
    private @Nullable Stay present;
    private long malformed;

    DefaultSession(OpenTok client, SessionOptions options, Transport transport) {
        this.client = client;
        this.options = options;
        this.transport = transport;
        this.mailbox = new Mailbox(transport.scheduler());
        this.info = new SessionInfoClient(transport, client.options().apiUrl(), CLIENT_VERSION, options.replyTimeout());
        this.failures = new Failures(options.sessionId());
        this.hub = new EventHub(mailbox, options.eventBuffer(), this::prologue, present(Status.DISCONNECTED, null));
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
                    Stay stay = new Stay(Ids.unique(), caller);
                    caller.onCancel(() -> mailbox.execute(() -> abort(stay)));
                    mailbox.execute(() -> begin(stay, token));
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
                    if (violation == null) {
                        mailbox.execute(() -> send(signal, answer));
                    } else {
                        answer.error(failures.of(Operation.SIGNAL, violation.kind(), violation.message()));
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
        return hub.snapshot();
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
        if (client.isDisposed() || present != null) {
            String why = client.isDisposed()
                    ? "the client was disposed of, make another with OpenTok.create()"
                    : "it is " + (present != null && present.state() == null ? "connecting" : "connected")
                            + " already, which goes on undisturbed; disconnect first to join anew";
            stay.caller().error(failures.of(Operation.CONNECT, ErrorKind.ILLEGAL_STATE, why));
            return;
        }
        present = stay;
        client.began(this);
        hub.emit(present(Status.CONNECTING, null));
        stay.link()
                .update(conversation(stay, token)
                        .subscribe(notification -> told(stay, notification), cause -> ended(stay, cause)));
    }

    /** The way into the session and all that is told there; a lost link is its error. */
    private Flux<Notification> conversation(Stay stay, Mono<String> token) {
        return token.onErrorMap(failures::token)
                .switchIfEmpty(Mono.error(() -> failures.of(
                        Operation.CONNECT, ErrorKind.AUTHENTICATION, "the Mono of the token completed without one")))
                .publishOn(transport.scheduler())
                .flatMapMany(text -> info.fetch(apiKey(), sessionId(), text, stay.connectionId())
                        .flatMapMany(answer -> converse(stay, answer, text)));
    }

    private Flux<Notification> converse(Stay stay, SessionInfo answer, String token) {
        LOG.debug("Session {}: joining as connection {}", sessionId(), stay.connectionId());
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

    private void told(Stay stay, Notification notification) {
        SessionState state = stay.state();
        if (stay != present) {
            return; // given up; its socket is about to close
        } else if (notification instanceof Notification.Malformed wrong) {
            malformed++;
            hub.emit(presentOf(stay));
            client.report(failures.malformed(wrong.cause()));
        } else if (notification instanceof Notification.Unknown unknown) {
            LOG.debug("Session {}: passed over {} of {}", sessionId(), unknown.method(), unknown.kind());
        } else if (notification instanceof Notification.Joined joined) {
            joined(stay, joined.snapshot());
        } else if (state == null) {
            if (!stay.keepEarly(notification)) {
                fail(
                        stay,
                        failures.of(
                                Operation.CONNECT,
                                ErrorKind.UNEXPECTED,
                                "the service tells much and does not let us in"));
            }
        } else {
            apply(stay, state, notification);
        }
    }

    private void joined(Stay stay, Snapshot snapshot) {
        Transition entry = SessionState.joined(snapshot, stay.connectionId());
        List<SessionEvent> events = entry.events();
        stay.state(entry.next());
        LOG.debug("Session {}: joined as connection {}", sessionId(), stay.connectionId());
        hub.emit(presentOf(stay));
        hub.emit(events.subList(0, 1)); // SessionConnected, then the Mono's value, then the rest
        stay.caller().success(entry.next().own());
        hub.emit(events.subList(1, events.size()));
        entry.problems().forEach(this::report);
        stay.takeEarly().forEach(early -> told(stay, early));
    }

    private void apply(Stay stay, SessionState state, Notification notification) {
        if (notification instanceof Notification.ConnectionDeleted deleted
                && deleted.connectionId().equals(stay.connectionId())) {
            stay.reason(new DisconnectReason(deleted.reason()));
            finish(stay);
            return;
        }
        Transition transition = state.apply(notification);
        if (transition.next() != state) {
            stay.state(transition.next());
            hub.emit(presentOf(stay));
        }
        hub.emit(transition.events());
        transition.problems().forEach(this::report);
    }

    private void ended(Stay stay, Throwable cause) {
        LOG.debug("Session {}: the link ended: {}", sessionId(), cause.toString());
        if (stay == present && stay.state() == null) {
            fail(stay, failures.connect(cause));
        } else if (stay == present) {
            finish(stay);
        }
    }

    private void abort(Stay stay) {
        if (stay == present && stay.state() == null) {
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
        } else if (stay.state() == null) {
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

    private void finish(Stay stay) {
        end(stay);
        hub.emit(List.of(new SessionDisconnected(stay.reason())));
        stay.leavers().forEach(MonoSink::success);
    }

    /** Makes room for the next stay, without a word to anybody here. */
    private void end(Stay stay) {
        present = null;
        client.ended(this);
        hub.emit(present(Status.DISCONNECTED, null));
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
        if (stay == null || channel == null || stay.state() == null || stay.isLeaving()) {
            String why = "the session is "
                    + (stay == null ? "not connected" : stay.isLeaving() ? "being left" : "connecting")
                    + ", nothing was sent";
            answer.error(failures.of(Operation.SIGNAL, ErrorKind.NOT_CONNECTED, why));
        } else {
            channel.request(Requests.signal(channel.session(), signal.to(), signal.type(), signal.data()), answer);
        }
    }

    private void report(String problem) {
        client.report(failures.of(Operation.RECEIVE, ErrorKind.UNEXPECTED, problem));
    }

    private List<SessionEvent> prologue() {
        SessionState state = present == null ? null : present.state();
        return state == null ? List.of() : state.asEvents();
    }

    private SessionSnapshot presentOf(Stay stay) {
        SessionState state = stay.state();
        return present(state == null ? Status.CONNECTING : Status.CONNECTED, state);
    }

    private SessionSnapshot present(Status status, @Nullable SessionState state) {
        return state == null
                ? new SessionSnapshot(status, null, List.of(), List.of(), List.of(), malformed)
                : new SessionSnapshot(
                        status, state.own(), state.connections(), state.streams(), state.archives(), malformed);
    }
}
