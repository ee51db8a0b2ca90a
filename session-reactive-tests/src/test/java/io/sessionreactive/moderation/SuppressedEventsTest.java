package io.sessionreactive.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sessionreactive.Connection;
import io.sessionreactive.SessionEvent.SignalReceived;
import io.sessionreactive.SessionOptions;
import io.sessionreactive.Signal;
import io.sessionreactive.Stream;
import io.sessionreactive.support.Place;
import io.sessionreactive.support.RawClient;
import io.sessionreactive.testkit.seen.SeenFrame;
import io.sessionreactive.testkit.token.Role;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A client that does not want to know who comes and goes, among others who do. */
@Timeout(120)
class SuppressedEventsTest {
    private static final UnaryOperator<SessionOptions> SUPPRESSED = options -> options.connectionEventsSuppressed(true);

    @ParameterizedTest
    @EnumSource
    @DisplayName("S31 S30 it hears of nobody but itself; the others hear of it, and count it")
    void comingAndGoing(Place place) {
        try (Gathering room = new Gathering(place)) {
            Attendee ada = room.join("Ada", Role.PUBLISHER);
            Attendee bob = room.newAttendee("Bob", SUPPRESSED).join(Role.PUBLISHER);
            Attendee cem = room.join("Cem", Role.PUBLISHER);
            cem.leave();
            ada.toldUntil("Cem left: clientDisconnected");
            ada.signal(Signal.of("chat", "that was all").to(bob.id()));

            assertEquals(
                    List.of("connected as Bob", "Bob is here, me", ada.id() + " says chat: that was all"),
                    bob.toldUntil(ada.id() + " says chat: that was all"));
            assertEquals(1, bob.session().snapshot().connections().size());
            assertEquals(2, ada.session().snapshot().connections().size());
            assertEquals(2, room.seen().members().size());
            bob.leave();
            ada.toldUntil("Bob left: clientDisconnected");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("S31 a signal to all and one to it come at once, with the sender's id, which can be answered")
    void signals(Place place) {
        try (Gathering room = new Gathering(place)) {
            Attendee bob = room.newAttendee("Bob", SUPPRESSED).join(Role.PUBLISHER);
            Attendee ada = room.join("Ada", Role.PUBLISHER);
            ada.signal(Signal.of("chat", "hello"));

            SignalReceived received = bob.await(SignalReceived.class);
            assertEquals(new Connection(ada.id(), Instant.EPOCH, "", Set.of()), received.from());
            bob.signal(Signal.of("chat", "and to you").to(received.from()));
            ada.toldUntil("Bob says chat: and to you");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "S31 what the service sends it has no connection of others in it, only a signal's sender and a stream's owner")
    void onTheWire(Place place) {
        try (Gathering room = new Gathering(place)) {
            RawClient ada = room.joinRaw("Ada", Role.PUBLISHER);
            ada.ask("create", "/stream/s-1", "{\"name\":\"camera\",\"channel\":[]}");
            Attendee bob = room.newAttendee("Bob", SUPPRESSED).join(Role.PUBLISHER);
            room.join("Cem", Role.PUBLISHER).leave();
            ada.signal("that was all");
            bob.await(SignalReceived.class);

            List<SeenFrame> heard = room.seen().framesOf(bob.id()).stream()
                    .filter(frame -> !frame.fromClient() && frame.content() != null)
                    .filter(frame ->
                            frame.content().contains("Ada") || frame.content().contains("Cem"))
                    .toList();
            assertEquals(1, heard.size(), "only the stream tells of its owner: " + heard);
            Stream stream =
                    bob.session().snapshot().streams().stream().findFirst().orElseThrow();
            assertEquals(ada.connectionId(), stream.connection().connectionId());
            assertEquals("Ada", stream.connection().data());
        }
    }
}
