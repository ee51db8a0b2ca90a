package io.sessionreactive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.sessionreactive.SessionEvent.StreamCreated;
import io.sessionreactive.SessionEvent.StreamDestroyed;
import io.sessionreactive.SessionEvent.StreamPropertyChanged;
import io.sessionreactive.raptor.ArchiveInfo;
import io.sessionreactive.raptor.ChannelInfo;
import io.sessionreactive.raptor.Notification;
import io.sessionreactive.raptor.Notification.ArchiveChanged;
import io.sessionreactive.raptor.Notification.ChannelUpdated;
import io.sessionreactive.raptor.Notification.StreamDeleted;
import io.sessionreactive.raptor.Notification.StreamRenamed;
import io.sessionreactive.raptor.StreamInfo;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is published and recorded, and how it is told. */
@Timeout(60)
class StreamStateTest {
    static final ChannelInfo CAMERA = new ChannelInfo("video1", "video", true, 640, 480, "camera");
    static final ChannelInfo MICROPHONE = new ChannelInfo("audio1", "audio", true, null, null, null);
    private static final ChannelInfo CAPTIONS = new ChannelInfo("caption1", "data", false, null, null, null);

    private static final Connection BOB = new Connection(
            "c-bob", Instant.ofEpochMilli(1_000), "data of c-bob", Set.of("publish", "subscribe", "signal"));
    private static final Stream STREAM =
            new Stream("s-1", BOB, "name of s-1", Instant.ofEpochMilli(2_000), true, true, "camera", 640, 480);

    static ChannelInfo change(String channel, boolean active) {
        return new ChannelInfo(channel, null, active, null, null, null);
    }

    @Test
    @DisplayName("S08 a stream is told with its owner and everything that is known of it")
    void created() {
        assertEquals(List.of(new StreamCreated(STREAM)), events(withBob(), published()));
        SessionState state = withBob().apply(published()).next();
        assertEquals(List.of(STREAM), List.copyOf(state.streams()));
        assertEquals(List.of(), events(state, published()), "told twice");
    }

    static java.util.stream.Stream<Arguments> channels() {
        return java.util.stream.Stream.of(
                Arguments.of(List.of(), false, false, "", 0, 0),
                Arguments.of(List.of(MICROPHONE), true, false, "", 0, 0),
                Arguments.of(List.of(change("audio1", true)), false, false, "", 0, 0),
                Arguments.of(List.of(new ChannelInfo("a", "audio", null, null, null, null)), true, false, "", 0, 0),
                Arguments.of(List.of(new ChannelInfo("a", "audio", false, null, null, null)), false, false, "", 0, 0),
                Arguments.of(
                        List.of(new ChannelInfo("v", "video", false, 320, 240, "screen")),
                        false,
                        false,
                        "screen",
                        320,
                        240),
                Arguments.of(List.of(new ChannelInfo("v", "video", null, null, null, null)), false, true, "", 0, 0));
    }

    @ParameterizedTest
    @MethodSource("channels")
    @DisplayName("what a stream sends is read from its channels; what is not told is absent, and active unless denied")
    void channels(List<ChannelInfo> channels, boolean audio, boolean video, String videoType, int width, int height) {
        StreamInfo info = Told.stream("s-1", "c-bob", channels.toArray(ChannelInfo[]::new));
        assertEquals(
                List.of(new StreamCreated(new Stream(
                        "s-1",
                        BOB,
                        "name of s-1",
                        Instant.ofEpochMilli(2_000),
                        audio,
                        video,
                        videoType,
                        width,
                        height))),
                events(withBob(), new Notification.StreamCreated(info)));
    }

    static java.util.stream.Stream<Arguments> changes() {
        return java.util.stream.Stream.of(
                Arguments.of(new StreamRenamed("s-1", "new"), stream("new", true, true, "camera", 640, 480), "name"),
                Arguments.of(
                        new ChannelUpdated("s-1", change("audio1", false)),
                        stream("name of s-1", false, true, "camera", 640, 480),
                        "hasAudio"),
                Arguments.of(
                        new ChannelUpdated("s-1", change("video1", false)),
                        stream("name of s-1", true, false, "camera", 640, 480),
                        "hasVideo"),
                Arguments.of(
                        new ChannelUpdated("s-1", new ChannelInfo("video1", null, null, 320, 240, null)),
                        stream("name of s-1", true, true, "camera", 320, 240),
                        "videoDimensions"),
                Arguments.of(
                        new ChannelUpdated("s-1", new ChannelInfo("video1", null, null, null, null, "screen")),
                        stream("name of s-1", true, true, "screen", 640, 480),
                        "videoType"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    @DisplayName("a change is told once, as the stream before and after it and the property that is different")
    void changed(Notification change, Stream after, String property) {
        SessionState state = withBob().apply(published()).next();
        StreamPropertyChanged event = new StreamPropertyChanged(STREAM, after);
        assertEquals(List.of(event), events(state, change));
        assertEquals(Set.of(property), event.changed());
        SessionState next = state.apply(change).next();
        assertEquals(List.of(after), List.copyOf(next.streams()));
        assertEquals(List.of(), events(next, change), "browsers repeat what has not changed");
    }

    @Test
    @DisplayName("changes add up: each begins where the one before ended")
    void changesAddUp() {
        SessionState state = withBob().apply(published()).next();
        state = state.apply(new ChannelUpdated("s-1", change("audio1", false))).next();
        List<SessionEvent> events = events(state, new ChannelUpdated("s-1", change("video1", false)));
        StreamPropertyChanged last = assertInstanceOf(StreamPropertyChanged.class, events.get(0));
        assertEquals(stream("name of s-1", false, true, "camera", 640, 480), last.before());
        assertEquals(stream("name of s-1", false, false, "camera", 640, 480), last.after());
    }

    @Test
    @DisplayName("changes of captions, of channels that are not there and of unknown streams are not told")
    void untoldChanges() {
        SessionState state = withBob().apply(published()).next();
        assertEquals(List.of(), events(state, new ChannelUpdated("s-1", change("caption1", true))));
        assertEquals(List.of(), events(state, new ChannelUpdated("s-1", change("audio2", false))));
        assertEquals(List.of(), events(state, new ChannelUpdated("s-none", change("audio1", false))));
        assertEquals(List.of(), events(state, new StreamRenamed("s-none", "new")));
    }

    @Test
    @DisplayName("a stream that ended is told with its reason, as it was at last, and once")
    void destroyed() {
        SessionState state = withBob().apply(published()).next();
        state = state.apply(new StreamRenamed("s-1", "last")).next();
        StreamDeleted deleted = new StreamDeleted("s-1", "forceUnpublished");
        assertEquals(
                List.of(new StreamDestroyed(
                        stream("last", true, true, "camera", 640, 480), DisconnectReason.FORCE_UNPUBLISHED)),
                events(state, deleted));
        SessionState next = state.apply(deleted).next();
        assertEquals(List.of(), List.copyOf(next.streams()));
        assertEquals(List.of(), events(next, deleted));
    }

    @Test
    @DisplayName("our own streams are told to nobody here, neither their beginning nor their end")
    void ownStreams() {
        StateScript script = StateScript.with("c-bob");
        assertEquals(List.of(), script.tell(Told.published("s-own", "c-me")));
        assertEquals(List.of(), List.copyOf(script.state().streams()));
        assertEquals(List.of(), script.tell(Told.unpublished("s-own")));
    }

    @Test
    @DisplayName("S08 a stream in the snapshot whose connection is not is passed over and reported, the rest stands")
    void orphanInSnapshot() {
        StateScript script = StateScript.joined(Told.snapshot(
                List.of("c-me", "c-bob"),
                List.of(Told.stream("s-1", "c-gone"), Told.stream("s-2", "c-bob")),
                List.of()));
        assertEquals(
                List.of("connected as c-me", "c-me is here (own)", "c-bob is here", "s-2 of c-bob is here"),
                script.entry());
        assertEquals(List.of("a stream of the unknown connection c-gone was passed over"), script.problems());
    }

    @Test
    @DisplayName("S08 a stream that comes before its connection waits for it")
    void orphanWaits() {
        StateScript script = StateScript.with();
        assertEquals(List.of(), script.tell(Told.published("s-1", "c-bob")));
        assertEquals(List.of(), List.copyOf(script.state().streams()));
        assertEquals(List.of("c-bob is here", "s-1 of c-bob is here"), script.tell(Told.created("c-bob")));
        assertEquals(1, script.state().streams().size());
        assertEquals(List.of(), script.problems());
    }

    @Test
    @DisplayName("S08 a stream that tells its owner in full waits for the owner's announcement all the same")
    void ownerInFull() {
        StreamInfo info = new StreamInfo("s-1", "c-bob", Told.connection("c-bob"), "", 0, List.of());
        StateScript script = StateScript.with();
        assertEquals(List.of(), script.tell(new Notification.StreamCreated(info)));
        assertEquals(List.of("c-bob is here", "s-1 of c-bob is here"), script.tell(Told.created("c-bob")));
    }

    @Test
    @DisplayName("recordings are told once each, at their beginning and their end")
    void archives() {
        StateScript script = StateScript.with();
        assertEquals(List.of("a-1 started"), script.tell(new ArchiveChanged(Told.archive("a-1", "started"))));
        assertEquals(List.of(), script.tell(new ArchiveChanged(Told.archive("a-1", "started"))));
        assertEquals(List.of(), script.tell(new ArchiveChanged(Told.archive("a-1", "paused"))));
        assertEquals(
                List.of(new Archive("a-1", "name of a-1")),
                List.copyOf(script.state().archives()));
        ArchiveInfo stopped = new ArchiveInfo("a-1", null, "stopped"); // only the status is told at the end
        assertEquals(
                List.of(new SessionEvent.ArchiveStopped(new Archive("a-1", "name of a-1"))),
                events(script.state(), new ArchiveChanged(stopped)));
        assertEquals(List.of("a-1 stopped"), script.tell(new ArchiveChanged(stopped)));
        assertEquals(List.of(), script.tell(new ArchiveChanged(stopped)));
        assertEquals(List.of(), List.copyOf(script.state().archives()));
    }

    @Test
    @DisplayName("S08 the state told as events to a late subscriber is the state as it is now")
    void asEvents() {
        StateScript script = StateScript.with("c-ann", "c-bob");
        script.tell(Told.published("s-1", "c-bob"));
        script.tell(Told.published("s-2", "c-ann"));
        script.tell(Told.published("s-own", "c-me"));
        script.tell(new StreamRenamed("s-1", "new"));
        script.tell(new ArchiveChanged(Told.archive("a-1", "started")));
        script.tell(Told.unpublished("s-2"));
        script.tell(Told.deleted("c-ann"));
        script.tell(Told.created("c-zoe"));
        List<SessionEvent> events = script.state().asEvents();
        assertEquals(
                List.of(
                        "connected as c-me",
                        "c-me is here (own)",
                        "c-bob is here",
                        "c-zoe is here",
                        "s-1 of c-bob is here",
                        "a-1 started"),
                EventText.of(events));
        assertEquals(
                "new",
                assertInstanceOf(StreamCreated.class, events.get(4)).stream().name());
    }

    private static SessionState withBob() {
        return StateScript.with("c-bob").state();
    }

    private static Notification published() {
        return new Notification.StreamCreated(Told.stream("s-1", "c-bob", CAMERA, MICROPHONE, CAPTIONS));
    }

    private static Stream stream(String name, boolean audio, boolean video, String videoType, int width, int height) {
        return new Stream("s-1", BOB, name, Instant.ofEpochMilli(2_000), audio, video, videoType, width, height);
    }

    private static List<SessionEvent> events(SessionState state, Notification notification) {
        return state.apply(notification).events();
    }
}
