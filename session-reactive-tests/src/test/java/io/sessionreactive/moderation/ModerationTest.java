package io.sessionreactive.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.Capabilities;
import io.sessionreactive.Operation;
import io.sessionreactive.Session;
import io.sessionreactive.SessionEvent.MuteForced;
import io.sessionreactive.SessionEvent.SessionReconnected;
import io.sessionreactive.SessionEvent.SessionReconnecting;
import io.sessionreactive.SessionEvent.StreamCreated;
import io.sessionreactive.SessionEvent.StreamPropertyChanged;
import io.sessionreactive.SessionException;
import io.sessionreactive.SessionSnapshot.Status;
import io.sessionreactive.Signal;
import io.sessionreactive.Stream;
import io.sessionreactive.support.Place;
import io.sessionreactive.support.RawClient;
import io.sessionreactive.testkit.fault.Ending;
import io.sessionreactive.testkit.fault.Fault;
import io.sessionreactive.testkit.fault.Request;
import io.sessionreactive.testkit.token.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

/** A moderator with the SDK, whoever it deals with, and those who look on. */
@Timeout(120)
class ModerationTest {
    private static final String CAMERA =
            "{\"name\":\"camera\",\"channel\":[{\"id\":\"audio1\",\"type\":\"audio\",\"active\":true}]}";

    @ParameterizedTest
    @EnumSource
    @DisplayName("S11 S15 S28 who is removed is out for good and told why, and so are all; it may join anew")
    void forceDisconnect(Place place) {
        try (Gathering room = new Gathering(place)) {
            Attendee max = room.join("Max", Role.MODERATOR);
            Attendee ada = room.join("Ada", Role.PUBLISHER);
            Attendee bob = room.join("Bob", Role.PUBLISHER);
            String first = bob.id();

            max.run(max.session().forceDisconnect(first));

            assertEquals(
                    List.of(
                            "connected as Bob",
                            "Max is here",
                            "Ada is here",
                            "Bob is here, me",
                            "out: forceDisconnected"),
                    bob.toldUntil("out: forceDisconnected"));
            ada.toldUntil("Bob left: forceDisconnected");
            max.toldUntil("Bob left: forceDisconnected");
            assertEquals(Status.DISCONNECTED, bob.session().snapshot().status());
            assertEquals(2, room.seen().members().size());
            SessionException gone = max.refused(max.session().forceDisconnect(first));
            assertEquals("OT_INVALID_PARAMETER", gone.name());
            assertEquals(1011, gone.code());

            bob.join(Role.PUBLISHER);
            assertFalse(first.equals(bob.id()));
            assertEquals(3, room.seen().members().size());
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "a stream that is ended is forceUnpublished for all; its owner stays, and a second end is OT_NOT_FOUND")
    void forceUnpublish(Place place) {
        try (Gathering room = new Gathering(place)) {
            RawClient bob = room.joinRaw("Bob", Role.PUBLISHER);
            bob.ask("create", "/stream/s-1", CAMERA);
            Attendee max = room.join("Max", Role.MODERATOR);
            Attendee ada = room.join("Ada", Role.SUBSCRIBER);
            Stream stream = max.await(StreamCreated.class).stream();

            max.run(max.session().forceUnpublish(stream));

            ada.toldUntil("camera ended: forceUnpublished");
            max.toldUntil("camera ended: forceUnpublished");
            assertEquals(List.of(), room.seen().streams());
            assertTrue(
                    bob.heard().contains("deleted /stream/s-1 {}"),
                    () -> bob.heard().toString());
            bob.signal("still here");
            ada.toldUntil("Bob says test: still here");
            for (Mono<Void> late :
                    List.of(max.session().forceUnpublish(stream), max.session().forceMute(stream))) {
                SessionException gone = max.refused(late);
                assertEquals("OT_NOT_FOUND", gone.name());
                assertEquals(404, gone.code());
                assertTrue(gone.getMessage().contains("No stream of that id"), gone.getMessage());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("who is muted is told to be silent, and when it is, all are told that hasAudio changed")
    void forceMute(Place place) {
        try (Gathering room = new Gathering(place)) {
            RawClient bob = room.joinRaw("Bob", Role.PUBLISHER);
            bob.ask("create", "/stream/s-1", CAMERA);
            Attendee max = room.join("Max", Role.MODERATOR);
            Attendee ada = room.join("Ada", Role.SUBSCRIBER);

            max.run(max.session().forceMute(max.await(StreamCreated.class).stream()));

            assertTrue(
                    bob.heard()
                            .contains("update /stream/s-1 {\"reason\":\"mute\",\"channels\":[\"audio\"],"
                                    + "\"active\":true,\"locked\":false}"),
                    () -> bob.heard().toString());
            bob.ask("update", "/stream/s-1/channel/audio1", "{\"active\":false}");
            StreamPropertyChanged changed = ada.await(StreamPropertyChanged.class);
            assertEquals(Set.of("hasAudio"), changed.changed());
            assertTrue(changed.before().hasAudio() && !changed.after().hasAudio());
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a mute of all is told to all, holds for those who come later, and ends")
    void forceMuteAll(Place place) {
        try (Gathering room = new Gathering(place)) {
            RawClient bob = room.joinRaw("Bob", Role.PUBLISHER);
            bob.ask("create", "/stream/s-1", CAMERA);
            Attendee max = room.join("Max", Role.MODERATOR);
            Attendee ada = room.join("Ada", Role.SUBSCRIBER);
            String mute = "update  {\"reason\":\"mute\",\"channels\":[\"audio\"],\"active\":true,\"locked\":false,"
                    + "\"exclusion\":[\"s-1\"]}";

            max.run(max.session().forceMuteAll(max.await(StreamCreated.class).stream()));

            for (Attendee one : List.of(max, ada)) {
                assertEquals(new MuteForced(true), one.await(MuteForced.class));
            }
            assertTrue(bob.heard().contains(mute), () -> bob.heard().toString());
            assertTrue(bob.heard().stream().noneMatch(message -> message.startsWith("update /stream/s-1")));
            RawClient cem = room.joinRaw("Cem", Role.PUBLISHER);
            cem.ask("create", "/stream/s-2", CAMERA);
            assertTrue(cem.heard().stream().anyMatch(message -> message.startsWith("update /stream/s-2 ")));
            assertTrue(snapshot(cem).contains("\"mute\":{\"active\":true}"), () -> snapshot(cem));

            max.run(max.session().disableForceMute());

            ada.toldUntil("MuteForced[active=false]");
            assertFalse(snapshot(cem).contains("\"mute\""), () -> snapshot(cem));
        }
    }

    private static String snapshot(RawClient client) {
        return client.ask("read", "", "{}").payload().utf8();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("S23 what a moderator asks for during an outage is done once, after it")
    void duringOutage(Place place) {
        try (Gathering room = new Gathering(place)) {
            Attendee max = room.join("Max", Role.MODERATOR);
            Attendee bob = room.join("Bob", Role.PUBLISHER);
            Attendee ada = room.join("Ada", Role.PUBLISHER);
            Fault away = room.stage().service().faults().on(max.id()).refuse(Request.SOCKET, 503, "");
            room.stage().service().faults().on(max.id()).drop(Ending.RST);
            max.await(SessionReconnecting.class);
            List<String> outcome = new ArrayList<>();
            max.session()
                    .forceDisconnect(bob.id())
                    .subscribe(any -> {}, failure -> outcome.add(failure.toString()), () -> outcome.add("done"));
            ada.signal(Signal.of("chat", "nothing yet"));
            bob.toldUntil("Ada says chat: nothing yet");

            away.restore();

            bob.toldUntil("out: forceDisconnected");
            max.await(SessionReconnected.class);
            ada.toldUntil("Bob left: forceDisconnected");
            room.stage().until("it is acknowledged", () -> !outcome.isEmpty());
            assertEquals(List.of("done"), outcome);
            assertEquals(
                    1,
                    ada.words().stream()
                            .filter(word -> word.startsWith("Bob left"))
                            .count());
        }
    }

    /** What takes the role of a moderator, done to a stream or its owner. */
    enum Act {
        FORCE_DISCONNECT(
                Operation.FORCE_DISCONNECT,
                1520,
                session -> session.forceDisconnect(stream(session).connection())),
        FORCE_UNPUBLISH(Operation.FORCE_UNPUBLISH, 1530, session -> session.forceUnpublish(stream(session))),
        FORCE_MUTE(Operation.FORCE_MUTE, 1540, session -> session.forceMute(stream(session))),
        FORCE_MUTE_ALL(Operation.FORCE_MUTE, 1540, session -> session.forceMuteAll()),
        DISABLE_FORCE_MUTE(Operation.FORCE_MUTE, 1540, Session::disableForceMute);

        private final Operation operation;
        private final int code;

        @SuppressWarnings("ImmutableEnumChecker") // lambdas that keep nothing
        private final Function<Session, Mono<Void>> call;

        Act(Operation operation, int code, Function<Session, Mono<Void>> call) {
            this.operation = operation;
            this.code = code;
            this.call = call;
        }

        private static Stream stream(Session session) {
            return session.snapshot().streams().iterator().next();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("who is no moderator is refused here, by its number and with both roles, and not a frame is sent")
    void deniedHere(Act act) {
        try (Gathering room = new Gathering(Place.IN_MEMORY)) {
            RawClient bob = room.joinRaw("Bob", Role.PUBLISHER);
            bob.ask("create", "/stream/s-1", CAMERA);
            for (Role role : List.of(Role.SUBSCRIBER, Role.PUBLISHER, Role.PUBLISHER_ONLY)) {
                Attendee ada = room.join("Ada", role);
                ada.await(StreamCreated.class);
                Capabilities may = ada.session().snapshot().capabilities();
                assertFalse(may.forceDisconnect() || may.forceUnpublish() || may.forceMute());
                long sent = requests(room, ada);

                SessionException failure = ada.refused(act.call.apply(ada.session()));

                assertEquals(act.operation, failure.operation());
                assertEquals("OT_PERMISSION_DENIED", failure.name());
                assertEquals(act.code, failure.code());
                String text = failure.getMessage();
                assertTrue(text.contains("the role in the token is " + role.wireName() + ","), text);
                assertTrue(text.endsWith("connect with a token of the role moderator"), text);
                assertEquals(sent, requests(room, ada));
                ada.leave();
            }
            assertEquals(1, room.seen().streams().size());
        }
    }

    private static long requests(Gathering room, Attendee who) {
        return room.seen().framesOf(who.id()).stream()
                .filter(frame -> frame.fromClient() && frame.type().equals("MESSAGE"))
                .count();
    }
}
