package io.sessionreactive.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.DisconnectReason;
import io.sessionreactive.Session;
import io.sessionreactive.SessionEvent;
import io.sessionreactive.SessionEvent.ConnectionCreated;
import io.sessionreactive.SessionEvent.ConnectionDestroyed;
import io.sessionreactive.SessionEvent.SessionConnected;
import io.sessionreactive.SessionEvent.StreamCreated;
import io.sessionreactive.SessionEvent.StreamDestroyed;
import io.sessionreactive.SessionEvent.StreamPropertyChanged;
import io.sessionreactive.Stream;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** Streams of browsers, as JVM clients and other browsers see them; cameras and microphones are made up. */
@BrowserTest
class BrowserStreamsTest {

    @Test
    @DisplayName("S08 a JVM client is told of a browser's stream, of what is muted in it, and of its end")
    void published(Meeting meeting) {
        Session ada = meeting.jvm("Ada");
        BrowserClient bob = meeting.browser("Bob");

        StepVerifier.create(Meeting.events(ada).filter(BrowserStreamsTest::isAboutStreams))
                .then(() -> bob.act("publish", "camera"))
                .assertNext(event -> {
                    Stream stream = ((StreamCreated) event).stream();
                    assertEquals(bob.connectionId(), stream.connection().connectionId());
                    assertEquals("camera", stream.name());
                    assertEquals("camera", stream.videoType());
                    assertTrue(stream.hasAudio() && stream.hasVideo());
                })
                .then(() -> bob.act("publishVideo", false))
                .thenConsumeWhile(event -> !(event instanceof StreamPropertyChanged change && isMuted(change)))
                .assertNext(event -> assertTrue(isMuted((StreamPropertyChanged) event)))
                .then(() -> bob.act("unpublish", null))
                .thenConsumeWhile(StreamPropertyChanged.class::isInstance)
                .assertNext(
                        event -> assertEquals(DisconnectReason.CLIENT_DISCONNECTED, ((StreamDestroyed) event).reason()))
                .thenCancel()
                .verify(Meeting.PATIENCE);
    }

    private static boolean isMuted(StreamPropertyChanged change) {
        return change.before().hasVideo()
                && !change.after().hasVideo()
                && change.after().hasAudio();
    }

    @Test
    @DisplayName("S08 a JVM client that joins late is told of each connection first, then of the streams")
    void lateComer(Meeting meeting) {
        BrowserClient bob = meeting.browser("Bob");
        Object streamId = bob.act("publish", "camera");
        Session ada = meeting.jvm("Ada");

        StepVerifier.create(Meeting.events(ada))
                .expectNextMatches(SessionConnected.class::isInstance)
                .expectNextMatches(ConnectionCreated.class::isInstance)
                .expectNextMatches(ConnectionCreated.class::isInstance)
                .assertNext(event ->
                        assertEquals(streamId, ((StreamCreated) event).stream().streamId()))
                .thenCancel()
                .verify(Meeting.PATIENCE);
    }

    @Test
    @DisplayName("S28 when a browser that publishes leaves, a JVM client is told of the stream's end first")
    void publisherLeaves(Meeting meeting) {
        BrowserClient bob = meeting.browser("Bob");
        bob.act("publish", "camera");
        Session ada = meeting.jvm("Ada");

        Flux<SessionEvent> ends = Meeting.events(ada)
                .filter(event -> event instanceof StreamDestroyed || event instanceof ConnectionDestroyed);
        StepVerifier.create(ends)
                .then(() -> bob.act("disconnect", null))
                .assertNext(
                        event -> assertEquals(DisconnectReason.CLIENT_DISCONNECTED, ((StreamDestroyed) event).reason()))
                .expectNextMatches(ConnectionDestroyed.class::isInstance)
                .thenCancel()
                .verify(Meeting.PATIENCE);
        assertFalse(meeting.session().streams().stream().findAny().isPresent());
    }

    @Test
    @DisplayName("two browsers subscribe to each other through the service, and see and hear each other")
    void mediaFlow(Meeting meeting) {
        BrowserClient bob = meeting.browser("Bob");
        BrowserClient carol = meeting.browser("Carol");
        String ofBob = (String) bob.act("publish", "Bob's camera");
        String ofCarol = (String) carol.act("publish", "Carol's camera");
        bob.await("streamCreated Carol's camera of Carol");
        carol.await("streamCreated Bob's camera of Bob");

        bob.act("subscribe", ofCarol);
        carol.act("subscribe", ofBob);

        bob.awaitMedia(ofCarol);
        carol.awaitMedia(ofBob);
        assertEquals(
                List.of(1, 1),
                meeting.session().streams().stream()
                        .map(stream -> stream.subscribers())
                        .toList());
    }

    @Test
    @DisplayName("a browser is told when another one mutes, and when it stops to publish")
    void mutedAndEnded(Meeting meeting) {
        BrowserClient bob = meeting.browser("Bob");
        BrowserClient carol = meeting.browser("Carol");
        String streamId = (String) bob.act("publish", "camera");
        carol.await("streamCreated camera of Bob");
        carol.act("subscribe", streamId);

        bob.act("publishAudio", false);
        carol.await("streamPropertyChanged camera hasAudio true -> false");
        bob.act("publishVideo", false);
        carol.await("streamPropertyChanged camera hasVideo true -> false");
        bob.act("unpublish", null);
        carol.await("streamDestroyed camera clientDisconnected");
    }

    private static boolean isAboutStreams(SessionEvent event) {
        Predicate<Class<?>> is = type -> type.isInstance(event);
        return is.test(StreamCreated.class) || is.test(StreamPropertyChanged.class) || is.test(StreamDestroyed.class);
    }
}
