package io.sessionreactive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.sessionreactive.SessionSnapshot.Status;
import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.FrameType;
import io.sessionreactive.rumor.Headers;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Flux;

/**
 * One session of one client on a network that the test plays, in virtual time. The service does not let lost links
 * resume, unless the test says so.
 */
final class Stage {
    static final String TOKEN = "T1==token";

    final ScriptedTransport network = new ScriptedTransport();
    final OpenTok openTok;
    final Session session;

    Stage() {
        this(SessionOptions.of(Wire.API_KEY, Wire.SESSION_ID));
    }

    Stage(SessionOptions options) {
        network.answer(200, Wire.information(false));
        openTok = OpenTok.create(ClientOptions.defaults()
                .apiUrl(URI.create("https://api.example.com"))
                .transport(() -> network));
        session = openTok.initSession(options);
    }

    /** Joins a session in which these others are. */
    Connection join(String... others) {
        AtomicReference<Connection> own = new AtomicReference<>();
        session.connect(TOKEN).subscribe(own::set);
        letIn(others);
        assertEquals(Status.CONNECTED, session.snapshot().status());
        return assertNotNullAndGet(own.get());
    }

    /** Answers the question to be let in: ourselves and these others are there. */
    void letIn(String... others) {
        List<String> connectionIds = new ArrayList<>(List.of(ownId()));
        connectionIds.addAll(List.of(others));
        answer(200, Wire.snapshot(connectionIds));
    }

    /** Answers the newest request. */
    void answer(int status, String json) {
        socket().answer(socket().lastMessage(), status, json);
    }

    /** A message of the service itself. */
    void tell(String json) {
        socket().tell("", json);
    }

    /** A message that another client caused. */
    void tell(String from, String json) {
        socket().tell(from, json);
    }

    ScriptedSocket socket() {
        return network.socket();
    }

    /** The id that we gave ourselves at the newest join. */
    String ownId() {
        String id = "";
        for (ScriptedSocket socket : network.sockets()) {
            for (Frame connect : socket.sent(FrameType.CONNECT)) { // a resumed socket has none
                id = connect.headers().get(Headers.UNIQUE_ID);
            }
        }
        return assertNotNullAndGet(id);
    }

    /** The events as {@link EventText} has them, where our own connection is {@code me}. */
    Flux<String> story() {
        return session.events().map(event -> EventText.of(event).replace(ownId(), "me"));
    }

    /** What is told from now on, in a list that grows. */
    List<String> listen() {
        List<String> heard = new ArrayList<>();
        story().subscribe(heard::add, failure -> heard.add(failure.toString()), () -> heard.add("completed"));
        return heard;
    }

    List<Frame> sentSignals() {
        return socket().sent(FrameType.MESSAGE).stream()
                .filter(frame -> frame.payload().utf8().startsWith("{\"method\":\"signal\""))
                .toList();
    }

    void pass(Duration time) {
        network.pass(time);
    }

    private static <T> T assertNotNullAndGet(T value) {
        assertNotNull(value);
        return value;
    }
}
