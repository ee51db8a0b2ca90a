package io.sessionreactive;

import io.sessionreactive.SessionEvent.SessionDisconnected;
import io.sessionreactive.SessionSnapshot.Status;
import io.sessionreactive.raptor.Notification;
import io.sessionreactive.raptor.RaptorChannel;
import io.sessionreactive.raptor.Requests;
import io.sessionreactive.raptor.Snapshot;
import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.Ids;
import io.sessionreactive.rumor.Mailbox;
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
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private static final Logger LOG = Loggers.getLogger(DefaultSession.class);

    private final OpenTok client;
    private final SessionOptions options;
    private final Mailbox mailbox;
    private final Failures failures;
    private final Entrance entrance;
    private final EventHub hub;
    private @Nullable Stay present;
    private long malformed;

    DefaultSession(OpenTok client, SessionOptions options, Transport transport) {
        this.client = client;
        this.options = options;
        this.mailbox = new Mailbox(transport.scheduler());
        this.failures = new Failures(options.apiKey(), options.sessionId());
        this.entrance = new Entrance(client.options().apiUrl(), options, transport, mailbox, failures);
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
                .update(entrance.enter(stay, token)
                        .subscribe(notification -> told(stay, notification), cause -> ended(stay, cause)));
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
