package io.sessionreactive.testkit;

import io.sessionreactive.testkit.fault.Clients;
import io.sessionreactive.testkit.fault.Direction;
import io.sessionreactive.testkit.fault.Effect;
import io.sessionreactive.testkit.fault.Ending;
import io.sessionreactive.testkit.fault.Fault;
import io.sessionreactive.testkit.fault.FaultySocket;
import io.sessionreactive.testkit.fault.Gate;
import io.sessionreactive.testkit.fault.Request;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Faults for some clients of a {@link LocalSessionService}; see {@link Faults}. Immutable.
 *
 * <p>Methods that return a {@link Fault} begin something that goes on: it concerns what comes from now on, through sockets
 * that are open and sockets yet to come. The others do something once, to the sockets that are open now: a client that has
 * none at the moment is spared. For a connection that is in no session they fail with an
 * {@link IllegalArgumentException}, since waiting for their effect would be in vain.
 */
public final class ClientFaults {
    private final Gate gate;
    private final Scheduler scheduler;
    private final Clients clients;
    private final int times;

    ClientFaults(Gate gate, Scheduler scheduler, Clients clients, int times) {
        this.gate = gate;
        this.scheduler = scheduler;
        this.clients = clients;
        this.times = times;
    }

    /**
     * The same for the next {@code most} occasions only: the fault ends by itself when it has happened so often. What is
     * counted is said at each fault; those that do something once do it to the {@code most} oldest sockets.
     */
    public ClientFaults times(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("a fault happens once or more, got " + most);
        }
        return new ClientFaults(gate, scheduler, clients, most);
    }

    /**
     * Ends the sockets without a close frame. The connections are absent from then on, and waited for. By FIN the client
     * still gets what was sent before; by RST what is under way is lost.
     */
    public void drop(Ending ending) {
        strike(socket -> socket.drop(ending));
    }

    /**
     * Closes the sockets with that close code. The connections are absent from then on, and waited for.
     *
     * @param code one that may be sent (RFC 6455, 7.4): 1000 to 1003, 1007 to 1014, 3000 to 4999
     * @throws IllegalArgumentException if the code may not be sent
     */
    public void close(int code) {
        boolean sendable =
                (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
        if (!sendable) {
            throw new IllegalArgumentException("the close code " + code + " may not be sent");
        }
        strike(socket -> socket.close(code));
    }

    /**
     * The network goes without a word, in both directions: neither side hears the other, nor that it closes a socket. The
     * connections are absent when the service has missed them for the time of
     * {@link LocalSessionServiceOptions#clientSilence}, or has another socket of theirs. When the fault ends, what was said
     * meanwhile arrives, in order, as in a network that heals; who has given the socket up by then has gone.
     *
     * <p>New questions for session information and new sockets hang as well until the fault ends. With {@link #times} they
     * do not, and sockets are counted: {@code on(id).times(1).silence()} is for one socket, the next one is healthy.
     */
    public Fault silence() {
        return begin(new Effect.Hold(Set.of(Direction.values())));
    }

    /**
     * The same as {@link #silence()} in one direction only: the service no longer hears the client
     * ({@link Direction#FROM_CLIENT}), which still hears the service until that closes the socket for its silence; or the
     * client no longer hears the service ({@link Direction#TO_CLIENT}), which still does what it is asked.
     */
    public Fault halfOpen(Direction direction) {
        return begin(new Effect.Hold(Set.of(direction)));
    }

    /**
     * The service does not do what it is asked, and says so. Counts refusals.
     *
     * @param request what is refused. Session information is refused by an answer of status 200 with an error node, as
     *     clients expect it; a socket by the HTTP status {@code code} in place of the upgrade; the others by a STATUS frame
     * @param code as HTTP has them, such as 403
     * @param reason text that goes with it; a socket is refused without a word
     */
    public Fault refuse(Request request, int code, String reason) {
        return begin(new Effect.Refuse(request, code, reason));
    }

    /**
     * Questions for session information are answered by that, whatever it is. Counts answers.
     *
     * @param status the HTTP status
     * @param body of the answer, perhaps empty, perhaps not even JSON
     */
    public Fault answerSessionInfo(int status, String body) {
        return begin(new Effect.Inform(status, body));
    }

    /**
     * The service does not do what it is asked, and never answers. Everything else is as ever; a socket that it ignores
     * has no answer to its upgrade. Counts requests.
     */
    public Fault ignore(Request request) {
        return begin(new Effect.Ignore(request));
    }

    /**
     * The service takes that much longer to answer. What is asked in a socket is done at once, and whatever else is sent
     * meanwhile is not late. Counts answers.
     */
    public Fault answerLate(Request request, Duration delay) {
        return begin(new Effect.AnswerLate(request, positive(delay)));
    }

    /**
     * The service does what it is asked, and answers by JSON that ends too early. Counts answers.
     *
     * @param request anything but {@link Request#SOCKET}
     */
    public Fault garbleAnswers(Request request) {
        if (request == Request.SOCKET) {
            throw new IllegalArgumentException("there is no JSON in the answer to " + request);
        }
        return begin(new Effect.GarbleAnswer(request));
    }

    /**
     * The service does what it is asked, and its answer gets lost: with {@link Request#SIGNAL} the acknowledgements of
     * signals that were delivered. A request that comes again is not done again, and its answer gets lost again while the
     * fault goes on. Counts answers.
     *
     * @param request with {@link Request#SESSION_INFO} and {@link Request#SOCKET} the same as {@link #ignore}
     */
    public Fault loseAnswers(Request request) {
        return begin(new Effect.LoseAnswer(request));
    }

    /**
     * The service does what it is asked, and drops the socket before anything is said of it: the client cannot know.
     * What the others are told, they are told. Counts requests.
     *
     * @param request asked in a socket: {@link Request#JOIN}, {@link Request#SIGNAL} or {@link Request#MESSAGE}
     */
    public Fault dropBeforeAnswer(Request request, Ending ending) {
        if (request == Request.SESSION_INFO || request == Request.SOCKET) {
            throw new IllegalArgumentException(request + " is not asked in a socket");
        }
        return begin(new Effect.DropBeforeAnswer(request, ending));
    }

    /**
     * Who wants to come back is refused: its new socket opens and is closed with code 1011, since there is nothing to
     * resume. From that on the connection is gone; the others hear that it left, with {@code networkDisconnected}. Counts
     * refusals.
     */
    public Fault refuseResume() {
        return begin(new Effect.RefuseResume());
    }

    /**
     * A newer socket that says it is the same client's takes over, by the {@code socketId} of the old one, which is cut
     * (RST). The newer one is the kit's and says nothing: it ends when the client itself comes back, or by its silence, see
     * {@link LocalSessionServiceOptions#clientSilence}. Where there is no {@code socketId}, as without reconnection,
     * nothing happens.
     */
    public void replaceSocket() {
        strike(FaultySocket::replace);
    }

    /** Each frame is later by that much, in order. Counts frames. */
    public Fault delay(Direction direction, Duration delay) {
        return begin(new Effect.Delay(direction, positive(delay)));
    }

    /** No more than so many bytes of frames pass in a second through each socket, in order. Counts frames. */
    public Fault throttle(Direction direction, int bytesPerSecond) {
        return begin(new Effect.Throttle(direction, positive(bytesPerSecond)));
    }

    /**
     * Frames of the service come in WebSocket fragments of at most so many bytes, each written by itself. In memory
     * messages are whole whatever happens, so nothing is seen there. Counts frames.
     */
    public Fault slice(int mostBytes) {
        return begin(new Effect.Slice(positive(mostBytes)));
    }

    /** Each message of the service comes twice, the second time right after the first, byte for byte. Counts messages. */
    public Fault deliverTwice() {
        return begin(new Effect.Repeat());
    }

    /**
     * The client's acknowledgements of the service's messages get lost, so that when the client comes back these messages
     * come once more. Counts acknowledgements.
     */
    public Fault missAcknowledgements() {
        return begin(new Effect.MissAcknowledgements());
    }

    /** The service sends bytes that begin like a frame and end too early. */
    public void sendMalformedFrame() {
        strike(FaultySocket::injectMalformedFrame);
    }

    /** The service sends a message, in a good frame, whose JSON ends too early. */
    public void sendMalformedMessage() {
        strike(FaultySocket::injectMalformedMessage);
    }

    static Duration positive(Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("a delay is longer than nothing, got " + duration);
        }
        return duration;
    }

    static int positive(int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("at least one byte has to pass, got " + bytes);
        }
        return bytes;
    }

    private Fault begin(Effect effect) {
        return gate.links().begin(clients, times, effect, Mono.empty());
    }

    private void strike(Consumer<FaultySocket> fault) {
        String connectionId = clients.connectionId();
        if (connectionId != null && !gate.host().isMember(connectionId)) {
            throw new IllegalArgumentException("no connection " + connectionId + " is in a session here");
        }
        scheduler.schedule(() -> {
            int most = times == 0 ? Integer.MAX_VALUE : times;
            gate.sockets(clients).stream().limit(most).forEach(fault);
        });
    }

    /** Tells nothing of connection data. */
    @Override
    public String toString() {
        return "ClientFaults[" + (clients.equals(Clients.ALL) ? "all" : "some")
                + (times == 0 ? "" : ", at most " + times + " times") + "]";
    }
}
