package io.sessionreactive.testkit.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sessionreactive.testkit.seen.SeenSignal;
import io.sessionreactive.testkit.token.Role;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class RoomTest {
    private static final String STREAM = "{\"channel\":[]}";
    private static final String A = connection("a", "\"publish\",\"subscribe\",\"signal\"");
    private static final String B = connection("b", "\"subscribe\",\"signal\"");

    private final PlayedRoom room = new PlayedRoom();

    @Test
    @DisplayName("whoever joins gets the snapshot, itself included, and everybody hears of it, the newcomer too")
    void join() {
        assertEquals(
                List.of("200 " + snapshot(A, ""), "to a, from the service: created /connection/a " + A),
                room.join("a", Role.PUBLISHER));
        assertEquals(
                List.of("200 " + snapshot(A + "," + B, ""), "to a b, from the service: created /connection/b " + B),
                room.join("b", Role.SUBSCRIBER));
    }

    @Test
    @DisplayName("a connection id that is there already is refused, and nothing changes")
    void joinTwice() {
        room.join("a", Role.PUBLISHER);
        assertEquals(
                List.of("409 {\"reason\":\"a connection of this id is in the session already\"}"),
                room.join("a", Role.MODERATOR));
        assertEquals(snapshot(A, ""), room.snapshot());
    }

    @Test
    @DisplayName("the others hear why somebody left, once")
    void leave() {
        publishers("a", "b", "c");
        assertEquals(
                List.of("200", "to a c, from the service: deleted /connection/b networkDisconnected {}"),
                room.leave("b", "networkDisconnected"));
        assertEquals(List.of("200"), room.leave("b", "networkDisconnected"));
    }

    @Test
    @DisplayName("before a connection goes its subscribers and streams go, since clients do not conclude that")
    void leaveWithStreams() {
        publishers("a", "b");
        room.ask("a", "create", "/stream/of-a", STREAM);
        room.ask("b", "create", "/stream/of-b-1", STREAM);
        room.ask("b", "create", "/stream/of-b-2", STREAM);
        room.ask("b", "create", "/stream/of-a/subscriber/1", "{}");
        assertEquals(
                List.of(
                        "200",
                        "to a, from b: deleted /stream/of-a/subscriber/1 {\"id\":\"1\",\"connection\":{\"id\":\"b\"}}",
                        "to a, from the service: deleted /stream/of-b-1 clientDisconnected {}",
                        "to a, from the service: deleted /stream/of-b-2 clientDisconnected {}",
                        "to a, from the service: deleted /connection/b clientDisconnected {}"),
                room.leave("b", "clientDisconnected"));
        assertEquals(1, room.streams().size());
        assertEquals(0, room.streams().get(0).subscribers());
    }

    @Test
    @DisplayName("a signal to all goes to its sender too; its content goes on untouched, byte for byte")
    void signalToAll() {
        publishers("a", "b", "c");
        String content = "{ \"data\" : \"\\u0041 \\/ \u00e4\",\"type\":\"chat\", \"more\":[1.0, 1e2] }";
        assertEquals(
                List.of("200", "to a b c, from b: signal /signal/1 " + content),
                room.ask("b", "signal", "/signal/1", content));
        assertEquals(List.of(new SeenSignal("b", null, "chat", "A / \u00e4")), room.signals());
    }

    @ParameterizedTest
    @CsvSource({"a, b", "a, a"})
    @DisplayName("a signal to one goes to that one only, also if that is the sender")
    void signalToOne(String from, String to) {
        publishers("a", "b", "c");
        String uri = "/connection/" + to + "/signal/1";
        assertEquals(
                List.of("200", "to " + to + ", from " + from + ": signal " + uri + " {}"),
                room.ask(from, "signal", uri, "{}"));
        assertEquals(List.of(new SeenSignal(from, to, null, null)), room.signals());
    }

    @Test
    @DisplayName("S31 who is not told of others gets itself alone, at entry and when it reads, and hears of no others")
    void suppressed() {
        room.join("a", Role.PUBLISHER);
        assertEquals(
                List.of("200 " + snapshot(B, ""), "to a b, from the service: created /connection/b " + B),
                room.join("b", Role.SUBSCRIBER, true));
        assertEquals(List.of("200 " + snapshot(B, "")), room.ask("b", "read", "", "{}"));
        String c = A.replace("\"a\"", "\"c\"").replace("name=a", "name=c");
        assertEquals(
                List.of(
                        "200 " + snapshot(A + "," + B + "," + c, ""),
                        "to a c, from the service: created /connection/c " + c),
                room.join("c", Role.PUBLISHER));
        assertEquals(
                List.of("200", "to a, from the service: deleted /connection/c clientDisconnected {}"),
                room.leave("c", "clientDisconnected"));
        assertEquals(List.of("200", "to a b, from a: signal /signal/1 {}"), room.ask("a", "signal", "/signal/1", "{}"));
    }

    @Test
    @DisplayName("S31 who is removed is told so, also if it is not told of others")
    void suppressedVictim() {
        room.join("m", Role.MODERATOR);
        room.join("b", Role.SUBSCRIBER, true);
        room.join("d", Role.SUBSCRIBER, true);
        assertEquals(
                List.of("200", "to m b, from the service: deleted /connection/b forceDisconnected {}", "out: b"),
                room.ask("m", "delete", "/connection/b", "{}"));
    }

    @ParameterizedTest
    @CsvSource({
        "signal, /connection/nobody/signal/1, {}, 404",
        "signal, /stream/s/signal/1, {}, 400",
        "signal, /connection/a/stream/s/signal/1, {}, 400",
        "create, /signal/1, {}, 400",
        "signal, /signal/1, [], 400",
        "signal, /signal/1, {\"type\":\"no spaces\"}, 400"
    })
    @DisplayName("a signal that is refused goes nowhere and is not among those that were accepted")
    void signalRefused(String method, String uri, String content, int status) {
        publishers("a", "b");
        List<String> outcome = room.ask("a", method, uri, content);
        assertEquals(1, outcome.size(), outcome::toString);
        assertEquals(Integer.toString(status), outcome.get(0).substring(0, 3));
        assertEquals(List.of(), room.signals());
    }

    @Test
    @DisplayName("the session can be read, and the answer is the snapshot with its three arrays")
    void read() {
        room.join("a", Role.PUBLISHER);
        room.join("b", Role.SUBSCRIBER);
        room.ask("a", "create", "/stream/s", "{\"name\":\"camera\",\"channel\":[{\"id\":\"audio1\"}]}");
        String stream = "{\"id\":\"s\",\"connectionId\":\"a\",\"connection\":" + A + ",\"name\":\"camera\","
                + "\"creationTime\":" + PlayedRoom.NOW + ",\"channel\":[{\"id\":\"audio1\"}]}";
        assertEquals(List.of("200 " + snapshot(A + "," + B, stream)), room.ask("b", "read", "", "{}"));
    }

    @Test
    @DisplayName("a moderator removes somebody: everybody hears of it, the victim too, and then it is out")
    void forceDisconnect() {
        publishers("a", "b");
        room.join("m", Role.MODERATOR);
        room.ask("b", "create", "/stream/s", STREAM);
        assertEquals(
                List.of(
                        "200",
                        "to a b m, from the service: deleted /stream/s forceDisconnected {}",
                        "to a b m, from the service: deleted /connection/b forceDisconnected {}",
                        "out: b"),
                room.ask("m", "delete", "/connection/b", "{}"));
        assertEquals(403, room.status("b", "signal", "/signal/1", "{}"));
        assertEquals(404, room.status("m", "delete", "/connection/b", "{}"));
    }

    @ParameterizedTest
    @CsvSource({
        "nobody, signal, /signal/1, 403",
        "a, delete, /connection/b, 403",
        "m, delete, /connection/nobody, 404",
        "m, delete, /stream/s/connection/b, 400",
        "m, create, /connection/x, 501",
        "a, create, '', 501",
        "a, delete, /archive/1, 501",
        "a, read, /lamp/1, 501"
    })
    @DisplayName("what is not allowed, not there or not offered is refused, and nobody hears of it")
    void refusals(String from, String method, String uri, int status) {
        publishers("a", "b");
        room.join("m", Role.MODERATOR);
        String before = room.snapshot();
        List<String> outcome = room.ask(from, method, uri, "{}");
        assertEquals(1, outcome.size(), outcome::toString);
        assertEquals(Integer.toString(status), outcome.get(0).substring(0, 3));
        assertEquals(before, room.snapshot());
    }

    @ParameterizedTest
    @CsvSource({"/v2/partner/100/session/2_other/signal/1", "/v2/partner/101/session/2_session/signal/1", "/v2/lamp/1"})
    @DisplayName("nobody reaches into another session")
    void otherSession(String uri) {
        room.join("a", Role.MODERATOR);
        assertEquals(List.of("403 {\"reason\":\"this is another session's\"}"), room.askElsewhere("a", "signal", uri));
    }

    @ParameterizedTest
    @CsvSource({
        "SUBSCRIBER,     403, 200, 200, 403, 403",
        "PUBLISHER,      200, 200, 200, 403, 403",
        "PUBLISHER_ONLY, 200, 403, 200, 403, 403",
        "MODERATOR,      200, 200, 200, 200, 200"
    })
    @DisplayName("each role may do what its permissions say")
    void roles(Role role, int publish, int subscribe, int signal, int forceUnpublish, int forceDisconnect) {
        publishers("a", "b");
        room.join("me", role);
        room.ask("a", "create", "/stream/of-a", STREAM);
        assertEquals(publish, room.status("me", "create", "/stream/mine", STREAM));
        assertEquals(subscribe, room.status("me", "create", "/stream/of-a/subscriber/1", "{}"));
        assertEquals(signal, room.status("me", "signal", "/signal/1", "{}"));
        assertEquals(forceUnpublish, room.status("me", "delete", "/stream/of-a", "{}"));
        assertEquals(forceDisconnect, room.status("me", "delete", "/connection/b", "{}"));
    }

    private void publishers(String... ids) {
        for (String id : ids) {
            room.join(id, Role.PUBLISHER);
        }
    }

    private static String snapshot(String connections, String streams) {
        return "{\"connection\":[" + connections + "],\"stream\":[" + streams + "],\"archive\":[]}";
    }

    private static String connection(String id, String permissions) {
        return "{\"id\":\"" + id + "\",\"creationTime\":" + PlayedRoom.NOW + ",\"data\":\"name=" + id
                + "\",\"permissions\":[" + permissions + "],\"capabilities\":[\"renegotiation\"]}";
    }
}
