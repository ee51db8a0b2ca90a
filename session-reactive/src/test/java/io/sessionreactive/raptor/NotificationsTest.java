package io.sessionreactive.raptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.sessionreactive.raptor.Notification.ArchiveChanged;
import io.sessionreactive.raptor.Notification.ChannelUpdated;
import io.sessionreactive.raptor.Notification.ConnectionCreated;
import io.sessionreactive.raptor.Notification.ConnectionDeleted;
import io.sessionreactive.raptor.Notification.Malformed;
import io.sessionreactive.raptor.Notification.MuteForced;
import io.sessionreactive.raptor.Notification.SignalReceived;
import io.sessionreactive.raptor.Notification.StreamCreated;
import io.sessionreactive.raptor.Notification.StreamDeleted;
import io.sessionreactive.raptor.Notification.StreamRenamed;
import io.sessionreactive.raptor.Notification.Unknown;
import io.sessionreactive.raptor.ResourcePath.Kind;
import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.FrameType;
import io.sessionreactive.rumor.Headers;
import io.sessionreactive.rumor.Payload;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class NotificationsTest {
    private static final String CHANNELS = "[{\"id\":\"video1\",\"type\":\"video\",\"active\":true,\"width\":640,"
            + "\"height\":480,\"orientation\":0,\"source\":\"camera\"},{\"id\":\"audio1\",\"type\":\"audio\",\"active\":false}]";
    private static final List<ChannelInfo> BOTH = List.of(
            new ChannelInfo("video1", "video", true, 640, 480, "camera"),
            new ChannelInfo("audio1", "audio", false, null, null, null));

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of(
                        "created",
                        "/connection/C",
                        "{\"id\":\"C\",\"creationTime\":1795460188433,\"data\":\"name=A\",\"permissions\":[\"publish\"]}",
                        new ConnectionCreated(new ConnectionInfo("C", 1795460188433L, "name=A", Set.of("publish")))),
                Arguments.of(
                        "created",
                        "/connection/C",
                        "{\"id\":\"C\"}",
                        new ConnectionCreated(new ConnectionInfo("C", 0, "", Set.of()))),
                Arguments.of("deleted", "/connection/C", "{}", new ConnectionDeleted("C", "")),
                Arguments.of(
                        "created",
                        "/stream/ST",
                        "{\"id\":\"ST\",\"connectionId\":\"C\",\"connection\":{\"id\":\"C\"},\"name\":\"camera of A\","
                                + "\"creationTime\":5,\"channel\":" + CHANNELS + "}",
                        new StreamCreated(new StreamInfo("ST", "C", null, "camera of A", 5, BOTH))),
                Arguments.of(
                        "created",
                        "/stream/ST",
                        "{\"id\":\"ST\",\"connection\":{\"id\":\"C\",\"creationTime\":7,\"data\":\"d\"}}",
                        new StreamCreated(new StreamInfo(
                                "ST", "C", new ConnectionInfo("C", 7, "d", Set.of()), "", 0, List.of()))),
                Arguments.of("deleted", "/stream/ST", "{}", new StreamDeleted("ST", "")),
                Arguments.of("updated", "/stream/ST", "{\"name\":\"new\"}", new StreamRenamed("ST", "new")),
                Arguments.of("updated", "/stream/ST", "{\"other\":1}", new Unknown("updated", Kind.STREAM)),
                Arguments.of(
                        "updated",
                        "/stream/ST/channel/video1",
                        "{\"width\":1280,\"height\":720,\"orientation\":0,\"unheard\":{}}",
                        new ChannelUpdated("ST", new ChannelInfo("video1", null, null, 1280, 720, null))),
                Arguments.of(
                        "updated",
                        "/stream/ST/channel/audio1",
                        "{\"active\":true,\"activeReason\":\"auto\"}",
                        new ChannelUpdated("ST", new ChannelInfo("audio1", null, true, null, null, null))),
                Arguments.of(
                        "created",
                        "/archive/AR",
                        "{\"id\":\"AR\",\"name\":\"rec\",\"status\":\"started\"}",
                        new ArchiveChanged(new ArchiveInfo("AR", "rec", "started"))),
                Arguments.of(
                        "updated",
                        "/archive/AR",
                        "{\"status\":\"stopped\"}",
                        new ArchiveChanged(new ArchiveInfo("AR", null, "stopped"))),
                Arguments.of("update", "/stream/ST", "{\"active\":true}", new Unknown("update", Kind.STREAM)),
                Arguments.of(
                        "update",
                        "",
                        "{\"reason\":\"mute\",\"channels\":[\"audio\"],\"active\":true,\"locked\":false,\"exclusion\":[]}",
                        new MuteForced(true)),
                Arguments.of("update", "", "{\"reason\":\"mute\",\"active\":false}", new MuteForced(false)),
                Arguments.of("update", "", "{\"active\":true}", new Unknown("update", Kind.SESSION)),
                Arguments.of("update", "", "{\"reason\":\"mute\"}", new Unknown("update", Kind.SESSION)),
                Arguments.of("update", "", "{\"reason\":\"mute\",\"active\":1}", new Unknown("update", Kind.SESSION)),
                Arguments.of("update", "", "[\"mute\"]", new Unknown("update", Kind.SESSION)),
                Arguments.of("read", "", "{}", new Unknown("read", Kind.SESSION)),
                Arguments.of("created", "/stream/ST/subscriber/SUB", "{}", new Unknown("created", Kind.SUBSCRIBER)),
                Arguments.of("offer", "/stream/ST/subscriber/SUB", "{}", new Unknown("offer", Kind.SUBSCRIBER)),
                Arguments.of(
                        "update",
                        "/stream/ST/subscriber/SUB/channel/video1",
                        "{\"active\":true}",
                        new Unknown("update", Kind.SUBSCRIBER_CHANNEL)),
                Arguments.of(
                        "notification",
                        "/notification/n",
                        "{\"reason\":\"serverRotation\"}",
                        new Unknown("notification", Kind.NOTIFICATION)),
                Arguments.of("created", "/caption/x", "{}", new Unknown("created", Kind.UNKNOWN)),
                Arguments.of("deleted", "/archive/AR", "{}", new Unknown("deleted", Kind.ARCHIVE)),
                Arguments.of("created", "/signal/s", "{}", new Unknown("created", Kind.SIGNAL)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @DisplayName("each kind of message is told as what it is")
    void eachKind(String method, String path, String content, Notification expected) {
        assertEquals(expected, Notifications.of(message("C1", method, path, content, "")));
    }

    @Test
    @DisplayName("S11 the reason of a deletion is the service's text")
    void reasons() {
        String reason = ",\"reason\":\"somethingNew\"";
        assertEquals(
                new ConnectionDeleted("C", "somethingNew"),
                Notifications.of(message("", "deleted", "/connection/C", "{}", reason)));
        assertEquals(
                new StreamDeleted("ST", "somethingNew"),
                Notifications.of(message("", "deleted", "/stream/ST", "{}", reason)));
    }

    static Stream<Arguments> signals() {
        return Stream.of(
                Arguments.of("{}", null, null, false),
                Arguments.of("{\"type\":\"chat\",\"data\":\"hello\"}", "chat", "hello", false),
                Arguments.of("{\"data\":\"hé\\\"llo\",\"type\":\"chat\"}", "chat", "hé\"llo", false),
                Arguments.of("{\"data\":\"\"}", null, "", false),
                Arguments.of("{\"data\":null,\"type\":null}", null, null, false),
                Arguments.of("{\"data\":12.50,\"type\":\"n\"}", "n", "12.50", true),
                Arguments.of("{\"data\":true}", null, "true", true),
                Arguments.of("{\"data\":{ \"a\" : [1, \"ü\"] } ,\"type\":\"o\"}", "o", "{ \"a\" : [1, \"ü\"] }", true),
                Arguments.of("{\"data\":[]}", null, "[]", true),
                Arguments.of("{\"x\":{\"type\":\"no\"},\"type\":\"yes\",\"y\":[\"data\"]}", "yes", null, false),
                Arguments.of("{\"type\":{\"a\":1},\"data\":\"d\"}", null, "d", false));
    }

    @ParameterizedTest
    @MethodSource("signals")
    @DisplayName("S39 a signal's data that is no string is given as its JSON text and marked so")
    void signalContent(String content, String type, String data, boolean isJson) {
        assertEquals(
                new SignalReceived("C1", type, data, isJson),
                Notifications.of(message("C1", "signal", "/signal/s", content, "")));
        assertEquals(
                new SignalReceived("C1", type, data, isJson),
                Notifications.of(message("C1", "signal", "/connection/C2/signal/s", content, "")));
    }

    @Test
    @DisplayName("S40 a signal from the empty address, or from none, has no sender")
    void signalOfService() {
        SignalReceived expected = new SignalReceived(null, null, "d", false);
        assertEquals(expected, Notifications.of(message("", "signal", "/signal/s", "{\"data\":\"d\"}", "")));
        assertEquals(expected, Notifications.of(message(null, "signal", "/signal/s", "{\"data\":\"d\"}", "")));
    }

    @Test
    @DisplayName("a signal's text form leaves its data out")
    void signalText() {
        assertEquals(
                "SignalReceived[from=C1, type=chat]", new SignalReceived("C1", "chat", "secret", false).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "created /connection/C {\"data\":\"secret\"}",
                "created /connection/C {\"id\":7}",
                "created /connection/C [\"secret\"]",
                "created /connection/C null",
                "created /stream/ST {\"id\":\"ST\"}",
                "created /stream/ST {\"connectionId\":\"C\"}",
                "created /stream/ST {\"id\":\"ST\",\"connectionId\":\"C\",\"channel\":[{\"type\":\"secret\"}]}",
                "signal /signal/s \"secret\"",
                "signal /signal/s [1]"
            })
    @DisplayName("a message without what it needs is malformed, told without a word of its data")
    void malformed(String text) {
        String[] parts = text.split(" ", 3);
        Notification told = Notifications.of(message("C1", parts[0], parts[1], parts[2], ""));
        String why = assertInstanceOf(Malformed.class, told).cause().getMessage();
        assertFalse(why.contains("secret"), why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"C\",\"permissions\":[{\"a\":1},[2],null,\"publish\"]}",
                "{\"id\":\"C\",\"permissions\":\"publish\",\"creationTime\":\"soon\",\"data\":{}}",
                "{\"id\":\"C\",\"permissions\":{},\"creationTime\":1e400,\"data\":null}"
            })
    @DisplayName("what is of another type than expected counts as not told")
    void otherTypes(String content) {
        ConnectionCreated told = assertInstanceOf(
                ConnectionCreated.class, Notifications.of(message("", "created", "/connection/C", content, "")));
        assertEquals("C", told.connection().id());
        assertEquals("", told.connection().data());
        assertEquals(0, told.connection().creationTime());
    }

    private static Frame message(String from, String method, String path, String content, String more) {
        String json = "{\"content\":" + content + ",\"uri\":\"/v2/partner/100/session/S" + path + "\"" + more
                + ",\"method\":\"" + method + "\"}";
        Headers headers = from == null
                ? Headers.of(Headers.TRANSACTION_ID, "t")
                : Headers.of(Headers.TRANSACTION_ID, "t", Headers.FROM_ADDRESS, from);
        return new Frame(FrameType.MESSAGE, List.of("C1"), headers, Payload.ofUtf8(json));
    }
}
