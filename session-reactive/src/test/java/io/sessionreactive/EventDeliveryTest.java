package io.sessionreactive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.SessionEvent.ConnectionCreated;
import io.sessionreactive.SessionEvent.ConnectionDestroyed;
import io.sessionreactive.SessionEvent.SignalReceived;
import io.sessionreactive.SessionSnapshot.Status;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** How events and snapshots reach their subscribers: slow ones, many of them, and ones that act while they are told. */
@Timeout(60)
class EventDeliveryTest {

    @Test
    @DisplayName("S30 a slow subscriber may be as many changes behind as its buffer holds, and misses none")
    void behind() {
        Stage stage = stageWithBuffer(4);
        StepVerifier.create(stage.story(), 0)
                .then(stage::join)
                .then(() -> tell(stage, 1, 3))
                .thenRequest(1)
                .expectNext("connected as me")
                .thenRequest(Long.MAX_VALUE)
                .expectNext("me is here (own)")
                .expectNext("signal chat=1 from a server", "signal chat=2 from a server", "signal chat=3 from a server")
                .thenCancel()
                .verify();
    }

    @Test
    @DisplayName(
            "one that is more changes behind fails alone and is told why, which is known at once; others miss nothing")
    void overflow() {
        String why = "a subscriber of events() fell more than 4 changes behind, and gets no more. "
                + "Take events faster (publishOn, limitRate), or raise SessionOptions.eventBuffer";
        Stage stage = stageWithBuffer(4);
        List<SessionException> problems = new ArrayList<>();
        stage.openTok.exceptions().subscribe(problems::add);
        List<String> quick = stage.listen();
        StepVerifier.create(stage.story(), 0)
                .then(stage::join)
                .then(() -> tell(stage, 1, 20))
                .then(() -> assertEquals(1, problems.size()))
                .then(() -> assertTrue(problems.get(0).getMessage().contains(why), () -> problems.toString()))
                .thenRequest(Long.MAX_VALUE)
                .thenConsumeWhile(line -> true)
                .verifyErrorMessage(why);
        tell(stage, 21, 30);
        assertEquals(2 + 30, quick.size());
        assertEquals("signal chat=30 from a server", quick.get(31));
        assertEquals(Status.CONNECTED, stage.session.snapshot().status());
        StepVerifier.create(stage.story())
                .expectNext("connected as me", "me is here (own)")
                .thenCancel()
                .verify();
    }

    @Test
    @DisplayName("joining a session of 3,000 is one change, however slow the subscriber")
    void largeJoin() {
        Stage stage = stageWithBuffer(1);
        String[] others = IntStream.range(0, 2_999).mapToObj(i -> "c-" + i).toArray(String[]::new);
        StepVerifier.create(stage.story(), 0)
                .then(() -> stage.join(others))
                .thenRequest(1)
                .expectNext("connected as me")
                .thenRequest(Long.MAX_VALUE)
                .expectNextCount(3_000)
                .thenCancel()
                .verify();
    }

    @Test
    @DisplayName("S08 what a handler sets off is told after what is being told: all subscribers see one order")
    void actingHandler() {
        Stage stage = new Stage();
        Disposable.Swap second = Disposables.swap();
        List<String> before = stage.listen();
        stage.story().subscribe(line -> {
            if (line.startsWith("signal chat=1")) {
                stage.session.disconnect().subscribe();
                second.dispose();
                stage.session.signal(Signal.of("too late")).subscribe(done -> {}, failure -> {});
            }
        });
        List<String> cancelled = new ArrayList<>();
        second.update(stage.story().subscribe(cancelled::add));
        List<String> after = stage.listen();
        stage.join("c-bob");
        tell(stage, 1, 2);
        List<String> expected = List.of(
                "connected as me",
                "me is here (own)",
                "c-bob is here",
                "signal chat=1 from a server",
                "disconnected: clientDisconnected",
                "completed");
        assertEquals(expected, before);
        assertEquals(expected, after);
        assertEquals(expected.subList(0, 3), cancelled);
    }

    @Test
    @DisplayName("S08 a handler that makes the service tell more does not overtake what is being told")
    void provokingHandler() {
        Stage stage = new Stage();
        stage.story().filter(line -> line.equals("c-bob is here")).subscribe(line -> tell(stage, 1, 1));
        List<String> heard = stage.listen();
        stage.join("c-bob", "c-ann");
        assertEquals(
                List.of(
                        "connected as me",
                        "me is here (own)",
                        "c-bob is here",
                        "c-ann is here",
                        "signal chat=1 from a server"),
                heard);
    }

    @Test
    @DisplayName("cancelling detaches that subscriber only")
    void cancelOne() {
        Stage stage = new Stage();
        List<String> cancelled = new ArrayList<>();
        Disposable first = stage.story().subscribe(cancelled::add);
        List<String> other = stage.listen();
        stage.join();
        first.dispose();
        tell(stage, 1, 1);
        assertEquals(List.of("connected as me", "me is here (own)"), cancelled);
        assertEquals(List.of("connected as me", "me is here (own)", "signal chat=1 from a server"), other);
        assertEquals(Status.CONNECTED, stage.session.snapshot().status());
    }

    @Test
    @DisplayName("a handler that throws fails alone")
    void throwingHandler() {
        Stage stage = new Stage();
        List<Throwable> thrown = new ArrayList<>();
        stage.story()
                .doOnNext(line -> {
                    throw new IllegalStateException("a handler of the test");
                })
                .subscribe(line -> {}, thrown::add);
        List<String> other = stage.listen();
        stage.join();
        tell(stage, 1, 1);
        assertEquals(1, thrown.size());
        assertEquals(3, other.size());
        assertEquals(Status.CONNECTED, stage.session.snapshot().status());
    }

    @Test
    @DisplayName("S30 a snapshot shows a change when its event arrives, and what it showed before stays as it was")
    void snapshotBeforeEvent() {
        Stage stage = new Stage();
        List<Integer> sizes = new ArrayList<>();
        stage.session.events().subscribe(event -> {
            Collection<Connection> present = stage.session.snapshot().connections();
            if (event instanceof ConnectionCreated created) {
                assertTrue(present.contains(created.connection()));
            } else if (event instanceof ConnectionDestroyed destroyed) {
                assertTrue(!present.contains(destroyed.connection()));
            }
            sizes.add(present.size());
        });
        stage.join("c-bob");
        SessionSnapshot old = stage.session.snapshot();
        stage.tell(Wire.created("c-ann"));
        stage.tell(Wire.deleted("c-bob", "clientDisconnected"));
        assertEquals(List.of(2, 2, 2, 3, 2), sizes);
        assertEquals(List.of(stage.ownId(), "c-bob"), ids(old.connections()));
    }

    @Test
    @DisplayName("snapshots begin with the present one, give the newest to whoever is slow, and outlive the stay")
    void snapshots() {
        Stage stage = new Stage();
        stage.join("c-bob");
        StepVerifier.create(stage.session.snapshots(), 1)
                .assertNext(snapshot -> assertEquals(2, snapshot.connections().size()))
                .then(() -> IntStream.range(0, 50).forEach(i -> stage.tell(Wire.created("c-" + i))))
                .thenRequest(1)
                .assertNext(snapshot -> assertEquals(52, snapshot.connections().size()))
                .then(() -> stage.session.disconnect().subscribe())
                .then(stage::join)
                .thenRequest(1)
                .assertNext(snapshot -> assertEquals(List.of(stage.ownId()), ids(snapshot.connections())))
                .thenCancel()
                .verify();
    }

    @Test
    @DisplayName("S30 the roster tells only changes of the connections")
    void roster() {
        Stage stage = new Stage();
        stage.openTok.exceptions().subscribe(); // keeps the malformed frame below out of the log
        Flux<List<String>> roster = stage.session.roster().map(EventDeliveryTest::ids);
        StepVerifier.create(roster)
                .expectNext(List.of())
                .then(() -> stage.join("c-bob"))
                .assertNext(ids -> assertEquals(List.of(stage.ownId(), "c-bob"), ids))
                .then(() -> {
                    tell(stage, 1, 3);
                    stage.tell("c-bob", Wire.published("s-1", "c-bob"));
                    stage.tell("", Wire.archived("a-1", "started"));
                    stage.socket().feed(new byte[] {1});
                    stage.tell(Wire.created("c-ann"));
                })
                .assertNext(ids -> assertEquals(List.of(stage.ownId(), "c-bob", "c-ann"), ids))
                .then(() -> stage.tell(Wire.deleted("c-bob", "clientDisconnected")))
                .assertNext(ids -> assertEquals(List.of(stage.ownId(), "c-ann"), ids))
                .then(() -> stage.session.disconnect().subscribe())
                .expectNext(List.of())
                .then(() -> stage.join())
                .assertNext(ids -> assertEquals(List.of(stage.ownId()), ids))
                .thenCancel()
                .verify();
    }

    @Test
    @DisplayName("signals of a type are those and no others, and complete with the session")
    void signalsOfType() {
        Stage stage = new Stage();
        StepVerifier.create(stage.session.signals("chat").map(SignalReceived::data))
                .then(() -> stage.join("c-bob"))
                .then(() -> {
                    stage.tell("c-bob", Wire.signal("chat", "1"));
                    stage.tell("c-bob", Wire.signal("chatter", "2"));
                    stage.tell("c-bob", Wire.signal(null, "3"));
                    stage.tell("", Wire.signal("chat", "4"));
                })
                .expectNext("1", "4")
                .then(() -> stage.session.disconnect().subscribe())
                .verifyComplete();
    }

    private static Stage stageWithBuffer(int changes) {
        return new Stage(SessionOptions.of(Wire.API_KEY, Wire.SESSION_ID).eventBuffer(changes));
    }

    /** Signals of a server, numbered. */
    private static void tell(Stage stage, int first, int last) {
        IntStream.rangeClosed(first, last).forEach(i -> stage.tell(Wire.signal("chat", "" + i)));
    }

    private static List<String> ids(Collection<Connection> connections) {
        return connections.stream().map(Connection::connectionId).toList();
    }
}
