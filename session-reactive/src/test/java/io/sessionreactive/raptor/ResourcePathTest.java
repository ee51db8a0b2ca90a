package io.sessionreactive.raptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sessionreactive.raptor.ResourcePath.Kind;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class ResourcePathTest {
    private static final String BASE = "/v2/partner/100/session/1_MX";
    private static final ResourcePath SESSION = ResourcePath.session("100", "1_MX");

    static Stream<Arguments> uris() {
        ResourcePath stream = SESSION.stream("ST");
        ResourcePath subscriber = stream.subscriber("SUB");
        return Stream.of(
                Arguments.of(BASE, SESSION, Kind.SESSION, "1_MX"),
                Arguments.of(BASE + "/connection/C", SESSION.connection("C"), Kind.CONNECTION, "C"),
                Arguments.of(
                        BASE + "/connection/C/signal/s", SESSION.connection("C").signal("s"), Kind.SIGNAL, "s"),
                Arguments.of(BASE + "/signal/s", SESSION.signal("s"), Kind.SIGNAL, "s"),
                Arguments.of(BASE + "/stream/ST", stream, Kind.STREAM, "ST"),
                Arguments.of(
                        BASE + "/stream/ST/channel/audio1", stream.channel("audio1"), Kind.STREAM_CHANNEL, "audio1"),
                Arguments.of(BASE + "/stream/ST/subscriber/SUB", subscriber, Kind.SUBSCRIBER, "SUB"),
                Arguments.of(
                        BASE + "/stream/ST/subscriber/SUB/channel/video1",
                        subscriber.channel("video1"),
                        Kind.SUBSCRIBER_CHANNEL,
                        "video1"),
                Arguments.of(BASE + "/archive/AR", SESSION.archive("AR"), Kind.ARCHIVE, "AR"));
    }

    @ParameterizedTest
    @MethodSource("uris")
    @DisplayName("each uri of the grammar is parsed, known and printed")
    void grammar(String uri, ResourcePath path, Kind kind, String id) {
        ResourcePath parsed = ResourcePath.parse(uri);
        assertEquals(path, parsed);
        assertEquals(path.hashCode(), parsed.hashCode());
        assertEquals(uri, parsed.toString());
        assertEquals(kind, parsed.kind());
        assertEquals(id, parsed.id());
        assertEquals(SESSION, parsed.session());
    }

    @Test
    @DisplayName("what newer services may send is parsed and its kind unknown")
    void unknownKinds() {
        assertEquals(
                Kind.NOTIFICATION, ResourcePath.parse(BASE + "/notification/n").kind());
        assertEquals(Kind.UNKNOWN, ResourcePath.parse(BASE + "/caption/c").kind());
        assertNull(ResourcePath.parse("/v2/partner/100").session());
    }

    @Test
    @DisplayName("ids of the pairs on the way are found by name, and case matters")
    void ids() {
        ResourcePath channel = ResourcePath.parse(BASE + "/stream/ST/channel/audio1");
        assertEquals("ST", channel.id("stream"));
        assertEquals("100", channel.id("partner"));
        assertNull(channel.id("connection"));
        assertNotEquals(SESSION.stream("ST"), SESSION.stream("st"));
        assertFalse(SESSION.stream("X").equals(SESSION.connection("X")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/v2",
                "/v2/",
                "/v1/partner/100",
                "v2/partner/100",
                "/v2/partner",
                "/v2/partner/",
                "/v2/partner/100/",
                "/v2/partner/100/session",
                "/v2/partner//session/S",
                "/v2x/partner/100"
            })
    @DisplayName("anything that is not /v2 and pairs is malformed")
    void malformed(String uri) {
        assertThrows(MalformedMessageException.class, () -> ResourcePath.parse(uri));
    }

    @Test
    @DisplayName("an id that would change the uri's shape is refused")
    void badIds() {
        assertThrows(MalformedMessageException.class, () -> SESSION.connection(""));
        assertThrows(MalformedMessageException.class, () -> SESSION.connection("a/b"));
    }
}
