package io.sessionreactive.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.Session;
import io.sessionreactive.SessionEvent;
import io.sessionreactive.SessionEvent.MuteForced;
import io.sessionreactive.SessionEvent.StreamCreated;
import io.sessionreactive.SessionEvent.StreamPropertyChanged;
import io.sessionreactive.SessionException;
import io.sessionreactive.Stream;
import io.sessionreactive.testkit.token.Role;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** A moderator with our SDK and browsers that it moderates; and what a browser's moderator is to our SDK. */
@BrowserTest
class BrowserModeratedTest {

    @Test
    @DisplayName("S11 S15 S28 a browser that our moderator removes is forceDisconnected, for itself and for all")
    void removed(Meeting meeting) {
        Session max = meeting.jvm("Max", Role.MODERATOR);
        BrowserClient bob = meeting.browser("Bob");
        BrowserClient carol = meeting.browser("Carol");
        carol.await("connectionCreated Bob");

        max.forceDisconnect(bob.connectionId()).block(Meeting.PATIENCE);

        bob.await("sessionDisconnected forceDisconnected");
        carol.await("connectionDestroyed Bob forceDisconnected");
        assertEquals(List.of(), bob.seen("sessionReconnecting"));
        assertEquals(2, meeting.session().members().size());
    }

    @Test
    @DisplayName("a browser's stream that our moderator ends is forceUnpublished for all, and its owner stays")
    void unpublished(Meeting meeting) {
        Session max = meeting.jvm("Max", Role.MODERATOR);
        BrowserClient bob = meeting.browser("Bob");
        BrowserClient carol = meeting.browser("Carol");
        bob.act("publish", "camera");
        carol.await("streamCreated camera of Bob");

        max.forceUnpublish(stream(max, "camera")).block(Meeting.PATIENCE);

        bob.await("own streamDestroyed camera forceUnpublished");
        carol.await("streamDestroyed camera forceUnpublished");
        bob.signal(Map.of("data", "still here"));
        carol.await("signal still here from Bob");
    }

    @Test
    @DisplayName("a browser that our moderator mutes turns its microphone off, and all are told that hasAudio changed")
    void muted(Meeting meeting) {
        Session max = meeting.jvm("Max", Role.MODERATOR);
        BrowserClient bob = meeting.browser("Bob");
        BrowserClient carol = meeting.browser("Carol");
        Flux<SessionEvent> events = Meeting.events(max);
        bob.act("publish", "camera");
        carol.await("streamCreated camera of Bob");

        max.forceMute(stream(max, "camera")).block(Meeting.PATIENCE);

        bob.await("own muteForced camera");
        carol.await("streamPropertyChanged camera hasAudio true -> false");
        StreamPropertyChanged changed = awaitMuted(events, "camera");
        assertEquals(Set.of("hasAudio"), changed.changed());
    }

    @Test
    @DisplayName("our mute of all mutes browsers but the one left out, those who come later too, until it ends")
    void allMuted(Meeting meeting) {
        Session max = meeting.jvm("Max", Role.MODERATOR);
        Flux<SessionEvent> events = Meeting.events(max);
        BrowserClient bob = meeting.browser("Bob");
        BrowserClient carol = meeting.browser("Carol");
        bob.act("publish", "of Bob");
        carol.act("publish", "of Carol");
        bob.await("streamCreated of Carol of Carol");
        carol.await("streamCreated of Bob of Bob");

        max.forceMuteAll(stream(max, "of Carol")).block(Meeting.PATIENCE);

        bob.await("own muteForced of Bob");
        carol.await("muteForced true");
        awaitMuted(events, "of Bob");
        BrowserClient dan = meeting.browser("Dan");
        dan.act("publish", "of Dan");
        awaitMuted(events, "of Dan");
        carol.signal(Map.of("data", "not muted"));
        bob.await("signal not muted from Carol");
        assertTrue(stream(max, "of Carol").hasAudio());
        assertEquals(List.of(), carol.seen("own muteForced"));

        max.disableForceMute().block(Meeting.PATIENCE);

        dan.await("muteForced false");
        dan.act("unpublish", null);
        carol.await("streamDestroyed of Dan clientDisconnected");
        dan.act("publish", "of Dan again");
        carol.await("streamCreated of Dan again of Dan");
        assertTrue(stream(max, "of Dan again").hasAudio());
    }

    @Test
    @DisplayName("a browser's mute of all, and its end, are told to our clients")
    void toldOfMute(Meeting meeting) {
        Session ada = meeting.jvm("Ada");
        BrowserClient max = meeting.browser("Max", Role.MODERATOR);
        StepVerifier.create(Meeting.events(ada).ofType(MuteForced.class))
                .then(() -> max.act("forceMuteAll", null))
                .expectNext(new MuteForced(true))
                .then(() -> max.act("disableForceMute", null))
                .expectNext(new MuteForced(false))
                .thenCancel()
                .verify(Meeting.PATIENCE);
    }

    @Test
    @DisplayName("who is no moderator gets the same names and codes in the browser and here: 1520, 1530, 1540")
    void denied(Meeting meeting) {
        Session ada = meeting.jvm("Ada");
        BrowserClient bob = meeting.browser("Bob");
        BrowserClient carol = meeting.browser("Carol");
        bob.await("connectionCreated Carol");
        Object streamId = carol.act("publish", "camera");
        bob.await("streamCreated camera of Carol");
        Stream stream = stream(ada, "camera");

        assertSame(
                1520, bob.refused("forceDisconnect", carol.connectionId()), ada.forceDisconnect(carol.connectionId()));
        assertSame(1530, bob.refused("forceUnpublish", streamId), ada.forceUnpublish(stream));
        assertSame(1540, bob.refused("forceMuteStream", streamId), ada.forceMute(stream));
        assertSame(1540, bob.refused("forceMuteAll", null), ada.forceMuteAll());
        assertSame(1540, bob.refused("disableForceMute", null), ada.disableForceMute());
        assertEquals(1, meeting.session().streams().size());
        assertEquals(3, meeting.session().members().size());
    }

    private static void assertSame(int code, BrowserError theirs, Mono<Void> ours) {
        assertEquals(new BrowserError("OT_PERMISSION_DENIED", code), theirs);
        assertEquals(theirs, error(ours));
    }

    @Test
    @DisplayName("a stream or a client that is gone has the same name in the browser and here, and so has being out")
    void gone(Meeting meeting) {
        Session ada = meeting.jvm("Ada", Role.MODERATOR);
        BrowserClient max = meeting.browser("Max", Role.MODERATOR);
        BrowserClient bob = meeting.browser("Bob");
        max.await("connectionCreated Bob");
        Object streamId = bob.act("publish", "camera");
        max.await("streamCreated camera of Bob");
        Stream stream = stream(ada, "camera");
        bob.act("disconnect", null);
        max.await("connectionDestroyed Bob clientDisconnected");

        assertEquals(
                max.refused("forceDisconnect", bob.connectionId()), error(ada.forceDisconnect(bob.connectionId())));
        assertEquals(
                max.refused("forceUnpublish", streamId).name(),
                error(ada.forceUnpublish(stream)).name());
        assertEquals(
                max.refused("forceMuteStream", streamId).name(),
                error(ada.forceMute(stream)).name());

        max.act("disconnect", null);
        max.await("sessionDisconnected clientDisconnected");
        ada.disconnect().block(Meeting.PATIENCE);
        BrowserError out = new BrowserError("OT_NOT_CONNECTED", 1010);
        for (BrowserError error : List.of(
                max.refused("forceDisconnect", bob.connectionId()), error(ada.forceDisconnect(bob.connectionId())),
                max.refused("forceUnpublish", streamId), error(ada.forceUnpublish(stream)),
                max.refused("forceMuteStream", streamId), error(ada.forceMute(stream)),
                max.refused("forceMuteAll", null), error(ada.forceMuteAll()))) {
            assertEquals(out, error);
        }
    }

    private static Stream stream(Session session, String name) {
        return session.snapshots()
                .flatMapIterable(snapshot -> snapshot.streams())
                .filter(stream -> stream.name().equals(name))
                .blockFirst(Meeting.PATIENCE);
    }

    /** Waits until a stream of that name is there without sound, and gives the change to that, if it began with sound. */
    private static StreamPropertyChanged awaitMuted(Flux<SessionEvent> events, String name) {
        return events.takeUntil(event -> isMuted(event, name))
                .last()
                .flatMap(event -> event instanceof StreamPropertyChanged changed ? Mono.just(changed) : Mono.empty())
                .block(Meeting.PATIENCE);
    }

    private static boolean isMuted(SessionEvent event, String name) {
        Stream stream = event instanceof StreamCreated created
                ? created.stream()
                : event instanceof StreamPropertyChanged changed ? changed.after() : null;
        return stream != null && stream.name().equals(name) && !stream.hasAudio();
    }

    private static BrowserError error(Mono<?> failing) {
        return failing.then(Mono.<BrowserError>error(() -> new AssertionError("it did not fail")))
                .onErrorResume(
                        SessionException.class, failure -> Mono.just(new BrowserError(failure.name(), failure.code())))
                .block(Meeting.PATIENCE);
    }
}
