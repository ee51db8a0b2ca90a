package io.sessionreactive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.raptor.ConnectionInfo;
import io.sessionreactive.raptor.Notification;
import io.sessionreactive.raptor.Notification.ArchiveChanged;
import io.sessionreactive.raptor.Notification.ChannelUpdated;
import io.sessionreactive.raptor.Notification.ConnectionCreated;
import io.sessionreactive.raptor.Notification.ConnectionDeleted;
import io.sessionreactive.raptor.Notification.Joined;
import io.sessionreactive.raptor.Notification.Malformed;
import io.sessionreactive.raptor.Notification.MuteForced;
import io.sessionreactive.raptor.Notification.OfLink;
import io.sessionreactive.raptor.Notification.SignalReceived;
import io.sessionreactive.raptor.Notification.StreamCreated;
import io.sessionreactive.raptor.Notification.StreamDeleted;
import io.sessionreactive.raptor.Notification.StreamRenamed;
import io.sessionreactive.raptor.Notification.Unknown;
import io.sessionreactive.raptor.ResourcePath;
import io.sessionreactive.raptor.Snapshot;
import io.sessionreactive.rumor.LinkSignal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is there, and how it is told. Each step also holds what {@link StateScript} holds. */
@Timeout(60)
class SessionStateTest {

    @Test
    @DisplayName("S08 S27 joining tells: connected, everybody present with us marked, streams of others, archives")
    void entry() {
        Snapshot snapshot = Told.snapshot(
                List.of("c-ann", "c-me", "c-bob"),
                List.of(Told.stream("s-1", "c-bob"), Told.stream("s-own", "c-me"), Told.stream("s-2", "c-ann")),
                List.of(Told.archive("a-1", "started"), Told.archive("a-2", "stopped"), Told.archive("a-3", null)));
        StateScript script = StateScript.joined(snapshot);
        assertEquals(
                List.of(
                        "connected as c-me",
                        "c-ann is here",
                        "c-me is here (own)",
                        "c-bob is here",
                        "s-1 of c-bob is here",
                        "s-2 of c-ann is here",
                        "a-1 started"),
                script.entry());
        assertEquals(List.of(), script.problems());
    }

    @Test
    @DisplayName("S29 a connection has id, creation time, data and permissions, the own one capabilities")
    void connection() {
        ConnectionInfo told = new ConnectionInfo("c-me", 1_795_460_188_433L, "name=A", Set.of("publish", "signal"));
        SessionState state = SessionState.joined(new Snapshot(List.of(told), List.of(), List.of()), "c-me", false)
                .next();
        Connection expected = new Connection(
                "c-me", Instant.parse("2026-11-23T18:56:28.433Z"), "name=A", Set.of("signal", "publish"));
        assertEquals(expected, state.own());
        assertEquals(
                new Capabilities(true, false, true, false, false, false),
                state.own().capabilities());
        assertEquals(List.of(expected), List.copyOf(state.connections()));
    }

    @Test
    @DisplayName("S27 S30 our own connection is added where the snapshot leaves it out")
    void ownAdded() {
        StateScript script = StateScript.joined(Told.snapshot("c-bob"));
        assertEquals(List.of("connected as c-me", "c-bob is here", "c-me is here (own)"), script.entry());
        assertEquals(
                new Connection("c-me", Instant.EPOCH, "", Set.of()),
                script.state().own());
    }

    @Test
    @DisplayName("S29 our own connection, left out of the snapshot, is completed by its announcement without an event")
    void ownCompleted() {
        StateScript script = StateScript.joined(Told.snapshot("c-bob"));
        Connection told = Members.connection(Told.connection("c-me"));
        assertEquals(List.of(), script.tell(Told.created("c-me")));
        assertEquals(told, script.state().own());
        assertEquals(
                Optional.of(told), script.state().connections().stream().skip(1).findFirst());
        assertEquals(List.of("signal chat=hi from c-me"), script.tell(Told.signal("c-me", "hi")));
        assertEquals(List.of(), script.tell(new ConnectionCreated(new ConnectionInfo("c-me", 0, "other", Set.of()))));
        assertEquals(told, script.state().own());
    }

    @Test
    @DisplayName("S08 S30 whoever is in the snapshot and announced again is told and counted once")
    void announcedTwice() {
        StateScript script = StateScript.with("c-bob");
        assertEquals(List.of(), script.tell(Told.created("c-bob")));
        assertEquals(List.of(), script.tell(Told.created("c-me")));
        assertEquals(2, script.state().connections().size());
    }

    @Test
    @DisplayName("S28 a connection that left is told with its reason, which may be any text")
    void connectionDestroyed() {
        StateScript script = StateScript.with("c-ann", "c-bob");
        assertEquals(
                List.of("c-ann left: networkDisconnected"),
                script.tell(new ConnectionDeleted("c-ann", "networkDisconnected")));
        assertEquals(List.of("c-bob left: lunch break"), script.tell(new ConnectionDeleted("c-bob", "lunch break")));
        assertEquals(List.of(), script.tell(Told.deleted("c-bob")));
        assertEquals(List.of(), script.tell(Told.deleted("c-nobody")));
    }

    @Test
    @DisplayName("S30 a connection that comes back is counted again")
    void comesBack() {
        StateScript script = StateScript.with("c-bob");
        script.tell(Told.deleted("c-bob"));
        assertEquals(List.of("c-bob is here"), script.tell(Told.created("c-bob")));
        assertEquals(2, script.state().connections().size());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    @DisplayName("S30 the count is the service's after each step of a long coming and going")
    void counting(long seed) {
        Random random = new Random(seed);
        StateScript script = StateScript.with("c-0", "c-1");
        Set<String> present = new HashSet<>(Set.of("c-me", "c-0", "c-1"));
        for (int step = 0; step < 2_000; step++) {
            String id = "c-" + random.nextInt(20);
            switch (random.nextInt(4)) {
                case 0 -> {
                    script.tell(Told.created(id));
                    present.add(id);
                }
                case 1 -> {
                    script.tell(Told.deleted(id));
                    present.remove(id);
                }
                case 2 -> script.tell(Told.signal(id, "any"));
                default -> script.tell(Told.published("s-" + random.nextInt(20), id));
            }
            assertEquals(present, ids(script.state()), "after step " + step);
        }
    }

    @Test
    @DisplayName("a state is what it was, whatever is made of it")
    void immutable() {
        SessionState before = StateScript.with("c-bob").state();
        List<SessionEvent> told = before.asEvents();
        samples().values().forEach(before::apply);
        assertEquals(told, before.asEvents());
        assertThrows(
                UnsupportedOperationException.class, () -> before.connections().clear());
        assertThrows(UnsupportedOperationException.class, () -> before.streams().clear());
        assertThrows(
                UnsupportedOperationException.class, () -> before.archives().clear());
    }

    @Test
    @DisplayName("every kind of notification that is about a session's content changes something or is told")
    void noneForgotten() {
        Set<Class<?>> notContent = Set.of(Joined.class, Unknown.class, Malformed.class, OfLink.class);
        Map<Class<?>, Notification> samples = samples();
        for (Class<?> kind : Notification.class.getPermittedSubclasses()) {
            Notification sample = samples.get(kind);
            assertNotNull(
                    sample, "no sample of " + kind.getSimpleName() + ": add one, and what SessionState makes of it");
            SessionState before = rich();
            Transition transition = before.apply(sample);
            boolean effect = transition.next() != before || !transition.events().isEmpty();
            assertEquals(!notContent.contains(kind), effect, kind.getSimpleName());
        }
    }

    @Test
    @DisplayName("what changes nothing leaves the very same state")
    void sameState() {
        SessionState before = rich();
        List<Notification> idle = List.of(
                Told.created("c-bob"),
                Told.deleted("c-nobody"),
                Told.published("s-1", "c-bob"),
                Told.unpublished("s-none"),
                new StreamRenamed("s-1", "name of s-1"),
                new StreamRenamed("s-none", "other"),
                new ArchiveChanged(Told.archive("a-1", "started")),
                new ArchiveChanged(Told.archive("a-none", "stopped")));
        for (Notification notification : idle) {
            Transition transition = before.apply(notification);
            assertSame(before, transition.next(), notification.toString());
            assertEquals(List.of(), transition.events(), notification.toString());
            assertEquals(List.of(), transition.problems(), notification.toString());
        }
    }

    /** Ourselves and Bob with a stream, recorded. */
    private static SessionState rich() {
        Snapshot snapshot = Told.snapshot(
                List.of("c-me", "c-bob"),
                List.of(Told.stream("s-1", "c-bob", StreamStateTest.CAMERA)),
                List.of(Told.archive("a-1", "started")));
        return SessionState.joined(snapshot, "c-me", false).next();
    }

    /** One notification of each kind, those of content made so that they have an effect on {@link #rich()}. */
    private static Map<Class<?>, Notification> samples() {
        List<Notification> samples = new ArrayList<>(Arrays.asList(
                new Joined(Told.snapshot("c-me", "c-other")),
                new ConnectionCreated(Told.connection("c-ann")),
                new ConnectionDeleted("c-bob", "clientDisconnected"),
                new StreamCreated(Told.stream("s-2", "c-bob")),
                new StreamRenamed("s-1", "new name"),
                new ChannelUpdated("s-1", StreamStateTest.change("video1", false)),
                new StreamDeleted("s-1", "clientDisconnected"),
                new SignalReceived("c-bob", "chat", "hello", false),
                new ArchiveChanged(Told.archive("a-1", "stopped")),
                new MuteForced(true),
                new Unknown("notification", ResourcePath.Kind.SESSION),
                new Malformed(new IllegalStateException("a test")),
                new OfLink(new LinkSignal.Duplicate())));
        Map<Class<?>, Notification> byKind = new HashMap<>();
        samples.forEach(sample -> assertTrue(byKind.put(sample.getClass(), sample) == null));
        return byKind;
    }

    private static Set<String> ids(SessionState state) {
        Set<String> ids = new HashSet<>();
        state.connections().forEach(connection -> ids.add(connection.connectionId()));
        return ids;
    }
}
