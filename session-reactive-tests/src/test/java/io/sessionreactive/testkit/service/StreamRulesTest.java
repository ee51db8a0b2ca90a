package io.sessionreactive.testkit.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.testkit.seen.SeenStream;
import io.sessionreactive.testkit.token.Role;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class StreamRulesTest {
    private static final String CHANNELS = "[{\"id\":\"video1\",\"type\":\"video\",\"active\":true,\"width\":640},"
            + "{\"id\":\"audio1\",\"type\":\"audio\",\"active\":true}]";
    private static final String CAMERA =
            "{\"id\":\"s\",\"name\":\"camera\",\"channel\":" + CHANNELS + ",\"e2ee\":false,\"customProperties\":{}}";

    private static final String A = "{\"id\":\"a\",\"creationTime\":" + PlayedRoom.NOW + ",\"data\":\"name=a\","
            + "\"permissions\":[\"publish\",\"subscribe\",\"signal\"],\"capabilities\":[\"renegotiation\"]}";

    private final PlayedRoom room = PlayedRoom.of("a", "b");

    @Test
    @DisplayName("who publishes is told the ICE servers, and everybody hears of the stream, its owner too")
    void create() {
        assertEquals(
                List.of(
                        "200 {\"content\":{\"iceServers\":[]}}",
                        "to a b, from the service: created /stream/s {\"id\":\"s\",\"connectionId\":\"a\","
                                + "\"connection\":" + A + ",\"name\":\"camera\",\"creationTime\":"
                                + PlayedRoom.NOW + ",\"channel\":" + CHANNELS + "}"),
                room.ask("a", "create", "/stream/s", CAMERA));
        assertEquals(List.of(new SeenStream("s", "a", "camera", 0)), room.streams());
    }

    @Test
    @DisplayName("a stream id that is there already is refused, whoever asks")
    void createTwice() {
        room.ask("a", "create", "/stream/s", CAMERA);
        assertEquals(409, room.status("a", "create", "/stream/s", CAMERA));
        assertEquals(409, room.status("b", "create", "/stream/s", CAMERA));
        assertEquals(1, room.streams().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"channel\":{}}",
                "{\"channel\":[1]}",
                "{\"channel\":[{\"type\":\"audio\"}]}",
                "{\"channel\":[{\"id\":1}]}",
                "[]",
                "7"
            })
    @DisplayName("a description without proper channels is malformed, and publishes nothing")
    void malformed(String content) {
        assertEquals(400, room.status("a", "create", "/stream/s", content));
        assertEquals(List.of(), room.streams());
    }

    @Test
    @DisplayName("a stream has at most 16 channels")
    void mostChannels() {
        assertEquals(200, room.status("a", "create", "/stream/s-1", channels(16)));
        assertEquals(400, room.status("a", "create", "/stream/s-2", channels(17)));
    }

    @Test
    @DisplayName("a change of a channel goes to all as it came, the owner included, and the snapshot shows it")
    void channel() {
        room.ask("a", "create", "/stream/s", CAMERA);
        String change = "{ \"active\":false, \"activeReason\":\"quality\" }";
        assertEquals(
                List.of("200", "to a b, from the service: updated /stream/s/channel/audio1 " + change),
                room.ask("a", "update", "/stream/s/channel/audio1", change));
        String changed = "{\"id\":\"audio1\",\"type\":\"audio\",\"active\":false,\"activeReason\":\"quality\"}";
        assertTrue(room.snapshot().contains(changed), room::snapshot);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"active\":true}", "{\"active\":true,\"type\":\"audio\"}", "{\"id\":\"other\"}"})
    @DisplayName("a change that changes nothing is told to nobody, and the id of a channel stays")
    void noChange(String change) {
        room.ask("a", "create", "/stream/s", CAMERA);
        String before = room.snapshot();
        assertEquals(List.of("200"), room.ask("a", "update", "/stream/s/channel/audio1", change));
        assertEquals(before, room.snapshot());
    }

    @ParameterizedTest
    @CsvSource({
        "b, update, /stream/s/channel/audio1, {}, 403",
        "a, update, /stream/s/channel/none, {}, 404",
        "a, update, /stream/none/channel/audio1, {}, 404",
        "a, update, /connection/a/stream/s/channel/audio1, {}, 400",
        "a, update, /stream/s/channel/audio1, 1, 400",
        "a, delete, /stream/s/channel/audio1, {}, 501",
        "a, pause, /stream/s, {}, 501",
        "a, delete, /connection/a/stream/s, {}, 400",
        "a, delete, /stream/none, {}, 404",
        "b, delete, /stream/s, {}, 403"
    })
    @DisplayName("what is not its sender's, not there or not a stream's is refused, and changes nothing")
    void refusals(String from, String method, String uri, String content, int status) {
        room.ask("a", "create", "/stream/s", CAMERA);
        String before = room.snapshot();
        assertEquals(status, room.status(from, method, uri, content));
        assertEquals(before, room.snapshot());
    }

    @Test
    @DisplayName("who unpublishes ends the stream for all, once")
    void unpublish() {
        room.ask("a", "create", "/stream/s", CAMERA);
        assertEquals(
                List.of("200", "to a b, from the service: deleted /stream/s clientDisconnected {}"),
                room.ask("a", "delete", "/stream/s", "{}"));
        assertEquals(404, room.status("a", "delete", "/stream/s", "{}"));
        assertEquals(List.of(), room.streams());
    }

    @Test
    @DisplayName("a moderator ends somebody else's stream; the owner's own delete that follows is told to nobody")
    void forceUnpublish() {
        room.join("m", Role.MODERATOR);
        room.ask("a", "create", "/stream/s", CAMERA);
        assertEquals(
                List.of("200", "to a b m, from the service: deleted /stream/s forceUnpublished {}"),
                room.ask("m", "delete", "/stream/s", "{}"));
        assertEquals(
                List.of("404 {\"reason\":\"there is no such stream\"}"), room.ask("a", "delete", "/stream/s", "{}"));
    }

    private static String channels(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"id\":\"channel" + i + "\"}")
                .collect(Collectors.joining(",", "{\"channel\":[", "]}"));
    }
}
