package io.sessionreactive.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sessionreactive.DisconnectReason;
import io.sessionreactive.Session;
import io.sessionreactive.SessionEvent.ConnectionDestroyed;
import io.sessionreactive.SessionEvent.SessionDisconnected;
import io.sessionreactive.SessionEvent.StreamDestroyed;
import io.sessionreactive.testkit.token.Role;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** A moderator in one browser removes others; all of them see the same. */
@BrowserTest
class BrowserModerationTest {

    @Test
    @DisplayName("S11 S28 a browser that a moderator removes is forceDisconnected, for itself and for all")
    void removesBrowser(Meeting meeting) {
        Session ada = meeting.jvm("Ada");
        BrowserClient bob = meeting.browser("Bob");
        BrowserClient max = meeting.browser("Max", Role.MODERATOR);
        max.await("connectionCreated Bob");

        StepVerifier.create(Meeting.events(ada).ofType(ConnectionDestroyed.class))
                .then(() -> max.act("forceDisconnect", bob.connectionId()))
                .assertNext(gone -> {
                    assertEquals("Bob", gone.connection().data());
                    assertEquals(DisconnectReason.FORCE_DISCONNECTED, gone.reason());
                })
                .thenCancel()
                .verify(Meeting.PATIENCE);
        bob.await("sessionDisconnected forceDisconnected");
        max.await("connectionDestroyed Bob forceDisconnected");
        assertEquals(2, meeting.session().members().size());
    }

    @Test
    @DisplayName("S11 S15 a JVM client that a moderator removes is forceDisconnected, and does not come back")
    void removesJvmClient(Meeting meeting) {
        Session ada = meeting.jvm("Ada");
        BrowserClient max = meeting.browser("Max", Role.MODERATOR);
        max.await("connectionCreated Ada");
        String victim = ada.snapshot().connection().connectionId();

        StepVerifier.create(Meeting.events(ada).ofType(SessionDisconnected.class))
                .then(() -> max.act("forceDisconnect", victim))
                .expectNext(new SessionDisconnected(DisconnectReason.FORCE_DISCONNECTED))
                .expectComplete()
                .verify(Meeting.PATIENCE);
        max.await("connectionDestroyed Ada forceDisconnected");
    }

    @Test
    @DisplayName("a stream that a moderator ends is forceUnpublished for all, and its owner stays")
    void endsStream(Meeting meeting) {
        Session ada = meeting.jvm("Ada");
        BrowserClient bob = meeting.browser("Bob");
        BrowserClient max = meeting.browser("Max", Role.MODERATOR);
        Object streamId = bob.act("publish", "camera");
        max.await("streamCreated camera of Bob");

        StepVerifier.create(Meeting.events(ada).ofType(StreamDestroyed.class))
                .then(() -> max.act("forceUnpublish", streamId))
                .assertNext(gone -> assertEquals(DisconnectReason.FORCE_UNPUBLISHED, gone.reason()))
                .thenCancel()
                .verify(Meeting.PATIENCE);
        max.await("streamDestroyed camera forceUnpublished");
        bob.await("own streamDestroyed camera forceUnpublished");

        bob.signal(Map.of("data", "still here"));
        max.await("signal still here from Bob");
    }

    @Test
    @DisplayName("a publisher may neither remove others nor end their streams: 1520 and 1530, and nothing happens")
    void onlyModerators(Meeting meeting) {
        BrowserClient bob = meeting.browser("Bob");
        BrowserClient carol = meeting.browser("Carol");
        carol.await("connectionCreated Bob");
        Object streamId = bob.act("publish", "camera");
        carol.await("streamCreated camera of Bob");

        assertEquals(
                new BrowserError("OT_PERMISSION_DENIED", 1520), carol.refused("forceDisconnect", bob.connectionId()));
        assertEquals(new BrowserError("OT_PERMISSION_DENIED", 1530), carol.refused("forceUnpublish", streamId));

        bob.signal(Map.of("data", "still here"));
        carol.await("signal still here from Bob");
        assertEquals(1, meeting.session().streams().size());
    }
}
