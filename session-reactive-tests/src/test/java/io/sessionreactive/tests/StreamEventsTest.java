package io.sessionreactive.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.SessionEvent.StreamPropertyChanged;
import io.sessionreactive.Stream;
import io.sessionreactive.support.Guest;
import io.sessionreactive.support.Party;
import io.sessionreactive.support.Stranger;
import io.sessionreactive.testkit.token.Role;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What others publish, as a client hears of it; they publish as a browser does, since the SDK does not yet. */
@Timeout(120)
class StreamEventsTest {
    private final Party party = new Party();

    @AfterEach
    void close() {
        party.close();
    }

    @Test
    @DisplayName("S08 on joining all connections come first, then the streams of others that are there")
    void present() {
        try (Stranger browser = party.stranger(Role.PUBLISHER, "Browser")) {
            browser.publish("s-1", "camera");
            browser.publish("s-2", "screen");
            Guest red = party.join("Red");
            assertEquals(
                    List.of(
                            "connected as Red",
                            "Browser is here",
                            "Red is here, me",
                            "Browser publishes camera",
                            "Browser publishes screen"),
                    red.told(5));
            List<Stream> streams = List.copyOf(red.session().snapshot().streams());
            assertEquals(
                    List.of("camera", "screen"),
                    streams.stream().map(Stream::name).toList());
            assertEquals(browser.connectionId(), streams.get(0).connection().connectionId());
        }
    }

    @Test
    @DisplayName("S08 a stream comes after its connection and ends before it, and each change is told once")
    void life() {
        Guest red = party.join("Red");
        try (Stranger browser = party.stranger(Role.PUBLISHER, "Browser")) {
            browser.publish("s-1", "camera");
            browser.ask("update", "/stream/s-1/channel/audio1", "{\"active\":true}"); // as browsers do, twice
            browser.ask("update", "/stream/s-1/channel/audio1", "{\"active\":true}");
            browser.ask("update", "/stream/s-1/channel/audio1", "{\"active\":false}");
            browser.ask("update", "/stream/s-1/channel/video1", "{\"width\":1280,\"height\":720}");
            browser.ask("delete", "/stream/s-1", "{}");
            browser.publish("s-2", "screen");
            browser.leave();
            assertEquals(
                    List.of(
                            "connected as Red",
                            "Red is here, me",
                            "Browser is here",
                            "Browser publishes camera",
                            "camera changed",
                            "camera changed",
                            "camera ended: clientDisconnected",
                            "Browser publishes screen",
                            "screen ended: clientDisconnected",
                            "Browser left: clientDisconnected"),
                    red.told(10));
        }
        StreamPropertyChanged muted = red.await(StreamPropertyChanged.class);
        assertTrue(muted.before().hasAudio());
        assertFalse(muted.after().hasAudio());
        assertEquals(List.of(), List.copyOf(red.session().snapshot().streams()));
    }

    @Test
    @DisplayName("S11 a moderator's end of a stream has its own reason")
    void forceUnpublish() {
        Guest red = party.join("Red");
        try (Stranger browser = party.stranger(Role.PUBLISHER, "Browser");
                Stranger moderator = party.stranger(Role.MODERATOR, "Moderator")) {
            browser.publish("s-1", "camera");
            moderator.ask("delete", "/stream/s-1", "{}");
            red.toldUntil("camera ended: forceUnpublished");
        }
    }

    @Test
    @DisplayName("S11 S28 whose network fails, its streams and then it are gone for that reason")
    void networkFails() {
        Guest red = party.join("Red");
        try (Stranger browser = party.stranger(Role.PUBLISHER, "Browser")) {
            browser.publish("s-1", "camera");
        }
        assertEquals(
                List.of(
                        "Browser is here",
                        "Browser publishes camera",
                        "camera ended: networkDisconnected",
                        "Browser left: networkDisconnected"),
                red.told(6).subList(2, 6));
    }

    @Test
    @DisplayName("S39 data that is other JSON than a string is given as its text, and marked")
    void jsonData() {
        Guest red = party.join("Red");
        try (Stranger browser = party.stranger(Role.PUBLISHER, "Browser")) {
            browser.ask("signal", "/signal/1", "{\"type\":\"t\",\"data\":{\"a\":[1, true]}}");
            browser.ask("signal", "/signal/2", "{\"data\":\"{}\"}");
            assertEquals(
                    List.of("Browser is here", "Browser says t: {\"a\":[1, true]} (JSON)", "Browser says null: {}"),
                    red.told(5).subList(2, 5));
        }
    }
}
