package io.sessionreactive.proof;

import io.sessionreactive.ClientOptions;
import io.sessionreactive.LinkListener;
import io.sessionreactive.OpenTok;
import io.sessionreactive.Operation;
import io.sessionreactive.Session;
import io.sessionreactive.SessionOptions;
import io.sessionreactive.SessionSnapshot.Status;
import io.sessionreactive.Signal;
import io.sessionreactive.transport.Transport;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/** One client: its network, its session, what it did and what it was told. */
final class Client {
    private static final long FEW_BYTES = 1_000_000;

    private final World world;
    private final String name;
    private final Network network;
    private final OpenTok openTok;
    private final Session session;
    private final Diary diary;
    private final SessionOptions options;
    private final List<Call> calls = new ArrayList<>();
    private final List<Late> late = new ArrayList<>();
    private @Nullable Disposable joining;
    private boolean leaving;

    /**
     * A client that has not joined yet.
     *
     * @param network which knows what goes through it
     * @param transport the way into the network, or what stands before it
     */
    Client(World world, String name, Network network, Transport transport, URI apiUrl, SessionOptions options) {
        this.world = world;
        this.name = name;
        this.network = network;
        this.options = options;
        this.openTok = OpenTok.create(ClientOptions.defaults().apiUrl(apiUrl).transport(() -> transport));
        this.session = openTok.initSession(options.listener(new Listener(world, this)));
        this.diary = new Diary(world, this);
        session.events().repeat().subscribe(diary::told);
        openTok.exceptions()
                .filter(problem -> problem.operation() != Operation.CONNECT)
                .subscribe(problem -> world.wrong(Wrong.EVENTS, this + " reported " + problem.getMessage()));
    }

    Session session() {
        return session;
    }

    Network network() {
        return network;
    }

    Diary diary() {
        return diary;
    }

    /** Its present stay, or null. */
    @Nullable
    Visit visit() {
        return diary.visit();
    }

    /** Whether so many requests that wait can be too many. */
    boolean isFull(int waiting) {
        return waiting >= options.mostWaiting() || (waiting > 0 && options.mostWaitingBytes() < FEW_BYTES);
    }

    /** Whether it may have many requests that wait. */
    boolean isPatient() {
        return !isFull(500);
    }

    Status status() {
        return session.snapshot().status();
    }

    boolean isLeaving() {
        return leaving;
    }

    void left() {
        leaving = false;
    }

    List<Call> calls() {
        return calls;
    }

    List<Late> late() {
        return late;
    }

    void connect() {
        Call call = new Call("connect", status(), world.now());
        calls.add(call);
        Disposable subscription = session.connect(world.token())
                .subscribe(own -> call.emitted(own.connectionId()), call::failed, () -> call.completed(world.now()));
        if (call.status == Status.DISCONNECTED) {
            joining = subscription;
            call.subscription = subscription;
        }
    }

    void giveUpJoining() {
        Disposable subscription = joining;
        if (subscription != null && !subscription.isDisposed()) {
            for (Call call : calls) {
                call.cancelled |= call.subscription == subscription;
            }
            world.tally().count("joins cancelled");
            subscription.dispose();
        }
    }

    void disconnect() {
        Call call = new Call("disconnect", status(), world.now());
        calls.add(call);
        leaving |= call.status == Status.CONNECTED || call.status == Status.RECONNECTING;
        session.disconnect().subscribe(null, call::failed, () -> call.completed(world.now()));
    }

    void dispose() {
        leaving |= visit() != null;
        openTok.disposeLater().subscribe();
    }

    /** Signals, as a program does. */
    Sent signal(@Nullable String to, boolean patient, boolean inHandler, String rest) {
        Sent sent = world.sent(this, to, patient, inHandler);
        Signal signal = Signal.of("m", sent.data(rest)).retryAfterReconnect(patient);
        sent.subscription = session.signal(to == null ? signal : signal.to(to))
                .subscribe(nothing -> world.wrong(Wrong.UNTRUE, sent + " emitted"), sent::failed, sent::done);
        return sent;
    }

    /** Somebody else subscribes to the events, perhaps in the middle of a stay. */
    void listenLate() {
        Late listener = new Late(diary.size());
        late.add(listener);
        listener.subscription = session.events().subscribe(listener.events::add);
        listener.beginning = listener.events.size();
        if (!listener.isPrologueOf(this)) {
            world.wrong(Wrong.EVENTS, this + " told a late subscriber " + listener.events);
        }
    }

    @Override
    public String toString() {
        return name;
    }

    /** Counts what happens inside the link, and sees that nothing is tried after a refusal. */
    private record Listener(World world, Client client) implements LinkListener {
        @Override
        public void attemptFailed(int attempt, Throwable cause) {
            world.tally().count("attempts failed");
            if (World.isFinal(cause)) {
                world.wrong(Wrong.EVENTS, client + " goes on trying although it is not wanted: " + cause);
            }
        }

        @Override
        public void restored(int attempts, int resent) {
            world.tally().count("links restored");
            world.tally().count("requests sent first by a restored link", resent);
        }

        @Override
        public void duplicateDropped() {
            world.tally().count("duplicates dropped by clients");
        }

        @Override
        public void malformed() {
            world.wrong(Wrong.EVENTS, client + " found a message malformed");
        }
    }
}
