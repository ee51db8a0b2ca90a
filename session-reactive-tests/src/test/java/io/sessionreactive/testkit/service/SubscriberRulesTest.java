package io.sessionreactive.testkit.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class SubscriberRulesTest {
    private static final String WHO = "{\"id\":\"1\",\"connection\":{\"id\":\"sub\"}}";

    private final PlayedRoom room = PlayedRoom.of("pub", "sub", "other");

    @BeforeEach
    void publish() {
        room.ask("pub", "create", "/stream/s", "{\"channel\":[]}");
    }

    @Test
    @DisplayName("the publisher hears of the subscriber first and is asked for an offer then; nobody else hears")
    void create() {
        assertEquals(
                List.of(
                        "200 {\"content\":{\"iceServers\":[]}}",
                        "to pub, from sub: created /stream/s/subscriber/1 " + WHO,
                        "to pub, from sub: generateoffer /stream/s/subscriber/1 {}"),
                subscribe());
        assertEquals(1, room.streams().get(0).subscribers());
    }

    @ParameterizedTest
    @CsvSource({
        "offer, pub, sub",
        "answer, sub, pub",
        "pranswer, sub, pub",
        "candidate, pub, sub",
        "candidate, sub, pub",
        "offer, sub, pub", // an ICE restart may come from either side
        "answer, pub, sub"
    })
    @DisplayName("offers, answers and candidates go to the other side, untouched, byte for byte")
    void jsep(String method, String from, String to) {
        subscribe();
        String content = "{ \"sdp\":\"v=0\\r\\n\", \"type\":\"x\",\"sourceStreamId\":\"MANTIS\", \"n\":1.0 }";
        assertEquals(
                List.of("200", "to " + to + ", from " + from + ": " + method + " /stream/s/subscriber/1 " + content),
                room.ask(from, method, "/stream/s/subscriber/1", content));
    }

    @Test
    @DisplayName("the publisher hears when a subscriber goes, and then there is nothing to send to any more")
    void delete() {
        subscribe();
        assertEquals(
                List.of("200", "to pub, from sub: deleted /stream/s/subscriber/1 " + WHO),
                room.ask("sub", "delete", "/stream/s/subscriber/1", "{}"));
        assertEquals(404, room.status("pub", "candidate", "/stream/s/subscriber/1", "{}"));
        assertEquals(404, room.status("sub", "delete", "/stream/s/subscriber/1", "{}"));
        assertEquals(0, room.streams().get(0).subscribers());
    }

    @Test
    @DisplayName("a wish for a channel is taken and told to nobody: there is no media server to hear it")
    void channel() {
        subscribe();
        assertEquals(
                List.of("200"),
                room.ask("sub", "update", "/stream/s/subscriber/1/channel/video1", "{\"preferredWidth\":320}"));
    }

    @ParameterizedTest
    @CsvSource({
        "other, create, /stream/s/subscriber/1, 409",
        "sub, create, /stream/none/subscriber/2, 404",
        "sub, create, /connection/sub/stream/s/subscriber/2, 400",
        "other, offer, /stream/s/subscriber/1, 403",
        "pub, offer, /stream/s/subscriber/2, 404",
        "pub, delete, /stream/s/subscriber/1, 403",
        "other, delete, /stream/s/subscriber/1, 403",
        "sub, pause, /stream/s/subscriber/1, 501",
        "pub, update, /stream/s/subscriber/1/channel/video1, 403",
        "sub, update, /stream/s/subscriber/2/channel/video1, 404",
        "sub, delete, /stream/s/subscriber/1/channel/video1, 501"
    })
    @DisplayName("what is not its sender's, not there or not a subscriber's is refused, and nobody hears of it")
    void refusals(String from, String method, String uri, int status) {
        subscribe();
        List<String> outcome = room.ask(from, method, uri, "{}");
        assertEquals(1, outcome.size(), outcome::toString);
        assertEquals(Integer.toString(status), outcome.get(0).substring(0, 3));
        assertEquals(1, room.streams().get(0).subscribers());
    }

    @Test
    @DisplayName("with the publisher its stream goes, and with the stream its subscribers")
    void publisherLeaves() {
        subscribe();
        assertEquals(
                List.of(
                        "200",
                        "to sub other, from the service: deleted /stream/s networkDisconnected {}",
                        "to sub other, from the service: deleted /connection/pub networkDisconnected {}"),
                room.leave("pub", "networkDisconnected"));
        assertEquals(404, room.status("sub", "answer", "/stream/s/subscriber/1", "{}"));
    }

    @Test
    @DisplayName("a stream has at most 10,000 subscribers")
    void mostSubscribers() {
        for (int i = 0; i < 10_000; i++) {
            assertEquals(200, room.status("sub", "create", "/stream/s/subscriber/" + i, "{}"));
        }
        assertEquals(409, room.status("sub", "create", "/stream/s/subscriber/10000", "{}"));
    }

    private List<String> subscribe() {
        return room.ask("sub", "create", "/stream/s/subscriber/1", "{\"id\":\"1\",\"connection\":\"sub\"}");
    }
}
