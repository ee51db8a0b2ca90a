package io.sessionreactive;

import static io.sessionreactive.Stage.TOKEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.SessionEvent.ConnectionCreated;
import io.sessionreactive.SessionEvent.SignalReceived;
import io.sessionreactive.SessionEvent.StreamCreated;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A session that does not want to know who comes and goes, with services that heed it and services that do not. */
@Timeout(60)
class SuppressedEventsTest {
    private static final SessionOptions OPTIONS =
            SessionOptions.of(Wire.API_KEY, Wire.SESSION_ID).connectionEventsSuppressed(true);

    private final Stage stage = new Stage(OPTIONS);
    private final Session session = stage.session;

    @Test
    @DisplayName("S31 the wish goes with the request to be let in, and only where it was made")
    void wish() {
        assertTrue(OPTIONS.connectionEventsSuppressed());
        assertFalse(OPTIONS.connectionEventsSuppressed(false).connectionEventsSuppressed());
        session.connect(TOKEN).subscribe();
        assertTrue(request(stage).contains("\"connectionEventsSuppressed\":true"), request(stage));

        Stage other = new Stage();
        other.session.connect(TOKEN).subscribe();
        assertFalse(request(other).contains("connectionEventsSuppressed"), request(other));
    }

    private static String request(Stage stage) {
        return stage.socket().lastMessage().payload().utf8();
    }

    @Test
    @DisplayName("S31 our own connection is told, and nobody else, even where the service tells of others")
    void ownAlone() {
        List<String> heard = stage.listen();
        Connection own = stage.join("c-bob");
        stage.tell(Wire.created("c-ann"));
        stage.tell(Wire.deleted("c-bob", "clientDisconnected"));
        stage.tell(Wire.deleted("c-ann", "clientDisconnected"));

        assertEquals(List.of("connected as me", "me is here (own)"), heard);
        assertEquals(List.of(own), List.copyOf(session.snapshot().connections()));
        assertEquals("data of " + own.connectionId(), own.data());
    }

    @Test
    @DisplayName("S31 a signal of somebody else comes at once, from a connection of which only the id is known")
    void signal() {
        List<SignalReceived> heard = new ArrayList<>();
        session.signals("chat").subscribe(heard::add);
        stage.join();
        stage.tell("c-bob", Wire.signal("chat", "hello"));
        stage.tell(stage.ownId(), Wire.signal("chat", "own"));
        stage.tell("", Wire.signal("chat", "of a server"));

        assertEquals(3, heard.size());
        assertEquals(
                new Connection("c-bob", Instant.EPOCH, "", Set.of()),
                heard.get(0).from());
        assertEquals(session.snapshot().connection(), heard.get(1).from());
        assertEquals(null, heard.get(2).from());
        assertEquals(1, session.snapshot().connections().size());
    }

    @Test
    @DisplayName("S31 streams come with what the service tells of their owners, or with the owners' ids")
    void streams() {
        List<StreamCreated> heard = new ArrayList<>();
        session.events().ofType(StreamCreated.class).subscribe(heard::add);
        session.connect(TOKEN).subscribe();
        String whole = Wire.stream("s-2", "c-bob").replace("{\"id\":\"c-bob\"}", Wire.connection("c-bob"));
        stage.answer(
                200,
                Wire.snapshot(
                        List.of(stage.ownId(), "c-ann"),
                        List.of(Wire.stream("s-1", "c-ann"), Wire.stream("s-own", stage.ownId())),
                        List.of()));
        stage.tell(Wire.message("created", "/stream/s-2", whole));

        assertEquals(2, heard.size());
        assertEquals(
                new Connection("c-ann", Instant.EPOCH, "", Set.of()),
                heard.get(0).stream().connection());
        assertEquals("data of c-bob", heard.get(1).stream().connection().data());
        assertEquals(2, session.snapshot().streams().size());
    }

    @Test
    @DisplayName("S31 S08 who subscribes late is told of our own connection alone, and of the streams")
    void late() {
        stage.join("c-bob");
        stage.tell(Wire.published("s-1", "c-bob"));
        assertEquals(List.of("connected as me", "me is here (own)", "s-1 of c-bob is here"), stage.listen());
    }

    @Test
    @DisplayName("S31 S27 our own connection is made whole later where the snapshot leaves us out")
    void madeWhole() {
        session.connect(TOKEN).subscribe();
        stage.answer(200, Wire.snapshot(List.of()));
        List<ConnectionCreated> heard = new ArrayList<>();
        session.events().ofType(ConnectionCreated.class).subscribe(heard::add);
        stage.tell(Wire.created(stage.ownId()));
        assertEquals(1, heard.size());
        assertEquals("data of " + stage.ownId(), session.snapshot().connection().data());
    }
}
