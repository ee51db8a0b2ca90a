package io.sessionreactive;

import static io.sessionreactive.Stage.TOKEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.SessionEvent.ConnectionCreated;
import io.sessionreactive.SessionEvent.ConnectionDestroyed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What a session tells and in which order, to those who were there from the beginning and to those who came late. */
@Timeout(60)
class SessionEventsTest {
    private final Stage stage = new Stage();
    private final Session session = stage.session;

    @Test
    @DisplayName("S07 S08 sessionConnected, the Mono's value, then connections, streams of others and archives")
    void orderOnConnect() {
        List<String> heard = stage.listen();
        session.connect(TOKEN).subscribe(own -> heard.add("value"), failure -> {}, () -> heard.add("Mono completed"));
        stage.answer(
                200,
                Wire.snapshot(
                        List.of("c-bob", stage.ownId(), "c-ann"),
                        List.of(
                                Wire.stream("s-1", "c-ann"),
                                Wire.stream("s-own", stage.ownId()),
                                Wire.stream("s-2", "c-bob")),
                        List.of(Wire.archive("a-1"))));
        assertEquals(
                List.of(
                        "connected as me",
                        "value",
                        "Mono completed",
                        "c-bob is here",
                        "me is here (own)",
                        "c-ann is here",
                        "s-1 of c-ann is here",
                        "s-2 of c-bob is here",
                        "a-1 started"),
                heard);
    }

    @Test
    @DisplayName("S08 S28 afterwards changes are told as the service reports them")
    void changes() {
        stage.join("c-bob");
        StepVerifier.create(stage.story().skip(3))
                .then(() -> {
                    stage.tell(Wire.created("c-ann"));
                    stage.tell("c-ann", Wire.signal("chat", "hello"));
                    stage.tell("c-ann", Wire.published("s-1", "c-ann"));
                    stage.tell("", Wire.archived("a-1", "started"));
                    stage.tell("c-bob", Wire.message("signal", "/signal/any", "{\"data\":[1]}"));
                    stage.tell("c-ann", Wire.message("updated", "/stream/s-1/channel/audio1", "{\"active\":false}"));
                    stage.tell("c-ann", Wire.unpublished("s-1", "clientDisconnected"));
                    stage.tell(Wire.deleted("c-ann", "networkDisconnected"));
                    stage.tell("", Wire.archived("a-1", "stopped"));
                    stage.tell("", Wire.message("notification", "/notification/1", "{}"));
                })
                .expectNext("c-ann is here")
                .expectNext("signal chat=hello from c-ann")
                .expectNext("s-1 of c-ann is here")
                .expectNext("a-1 started")
                .expectNext("signal null=[1] from c-bob")
                .expectNext("s-1 changed")
                .expectNext("s-1 ended: clientDisconnected")
                .expectNext("c-ann left: networkDisconnected")
                .expectNext("a-1 stopped")
                .thenCancel()
                .verify();
    }

    @Test
    @DisplayName(
            "S08 what comes before the snapshot is told after it, in order, and what it has already is not told again")
    void earlyNotifications() {
        List<String> heard = stage.listen();
        session.connect(TOKEN).subscribe();
        stage.tell("c-bob", Wire.signal("chat", "before being announced"));
        stage.tell(Wire.created("c-bob"));
        stage.tell(Wire.created(stage.ownId()));
        stage.tell("", Wire.signal("chat", "from a server"));
        stage.tell("c-ann", Wire.published("s-1", "c-ann"));
        stage.tell(Wire.created("c-zoe"));
        assertEquals(List.of(), heard);
        stage.letIn("c-bob", "c-ann");
        assertEquals(
                List.of(
                        "connected as me",
                        "me is here (own)",
                        "c-bob is here",
                        "c-ann is here",
                        "signal chat=before being announced from c-bob",
                        "signal chat=from a server from a server",
                        "s-1 of c-ann is here",
                        "c-zoe is here"),
                heard);
    }

    @Test
    @DisplayName("S08 S11 whoever is thrown out before the snapshot joins and leaves, in this order")
    void thrownOutEarly() {
        List<String> heard = stage.listen();
        session.connect(TOKEN).subscribe();
        stage.tell(Wire.deleted(stage.ownId(), "forceDisconnected"));
        stage.tell(Wire.created("c-late"));
        stage.letIn();
        assertEquals(
                List.of("connected as me", "me is here (own)", "disconnected: forceDisconnected", "completed"), heard);
    }

    @Test
    @DisplayName("S08 a late subscriber first receives the present state, then what follows; signals are not replayed")
    void lateSubscriber() {
        stage.join("c-bob", "c-ann");
        stage.tell("c-bob", Wire.published("s-1", "c-bob"));
        stage.tell("c-bob", Wire.signal("chat", "over"));
        stage.tell("", Wire.archived("a-1", "started"));
        stage.tell(Wire.deleted("c-ann", "clientDisconnected"));
        stage.tell(Wire.created("c-zoe"));
        StepVerifier.create(stage.story())
                .expectNext("connected as me", "me is here (own)", "c-bob is here", "c-zoe is here")
                .expectNext("s-1 of c-bob is here", "a-1 started")
                .then(() -> stage.tell("c-zoe", Wire.signal("chat", "new")))
                .expectNext("signal chat=new from c-zoe")
                .then(() -> session.disconnect().subscribe())
                .expectNext("disconnected: clientDisconnected")
                .verifyComplete();
    }

    @Test
    @DisplayName("S08 subscribing at any moment, even inside a handler, leaves neither gap nor overlap")
    void neitherGapNorOverlap() {
        List<List<String>> stories = new ArrayList<>();
        session.events().subscribe(event -> stories.add(stage.listen()));
        stage.join("c-bob", "c-ann");
        stage.tell("c-bob", Wire.signal("chat", "hello"));
        stage.tell(Wire.created("c-zoe"));
        stage.tell("c-zoe", Wire.published("s-1", "c-zoe"));
        stage.tell(Wire.deleted("c-bob", "clientDisconnected"));
        stage.tell("c-zoe", Wire.unpublished("s-1", "clientDisconnected"));
        stage.tell(Wire.created("c-tom"));
        assertEquals(10, stories.size());
        for (List<String> story : stories) {
            assertEquals(Set.of("me is here (own)", "c-ann is here", "c-zoe is here", "c-tom is here"), present(story));
        }
        // each began right after the change in whose handler it was subscribed
        assertEquals("s-1 ended: clientDisconnected", stories.get(7).get(5));
        assertEquals(1, stories.get(5).stream().filter("c-zoe is here"::equals).count());
        assertEquals(
                0,
                stories.get(4).stream()
                        .filter("signal chat=hello from c-bob"::equals)
                        .count());
    }

    /** What is there at the end of a story; it must begin with our joining and tell nothing twice. */
    private static Set<String> present(List<String> story) {
        assertEquals("connected as me", story.get(0));
        Set<String> present = new HashSet<>();
        for (String line : story.subList(1, story.size())) {
            if (line.contains(" is here")) {
                assertTrue(present.add(line), () -> "twice: " + line + " in " + story);
            } else if (line.contains(" left: ") || line.contains(" ended: ")) {
                String who = line.substring(0, line.indexOf(' '));
                assertTrue(present.removeIf(here -> here.startsWith(who + " ")), () -> line + " in " + story);
            }
        }
        return present;
    }

    @Test
    @DisplayName("S08 whoever subscribes while connecting gets the join once")
    void subscribedWhileConnecting() {
        session.connect(TOKEN).subscribe();
        StepVerifier.create(stage.story())
                .then(() -> stage.letIn("c-bob"))
                .expectNext("connected as me", "me is here (own)", "c-bob is here")
                .thenCancel()
                .verify();
    }

    @Test
    @DisplayName("S02 events complete with the stay; subscribing again waits for the next one")
    void completes() {
        StepVerifier.create(stage.story())
                .then(stage::join)
                .expectNext("connected as me", "me is here (own)")
                .then(() -> session.disconnect().subscribe())
                .expectNext("disconnected: clientDisconnected")
                .verifyComplete();
        StepVerifier.create(stage.story())
                .then(() -> stage.pass(Duration.ofMinutes(1)))
                .then(() -> stage.join("c-bob"))
                .expectNext("connected as me", "me is here (own)", "c-bob is here")
                .thenCancel()
                .verify();
    }

    @Test
    @DisplayName("S02 a subscriber that repeats sees each stay once and whole, and is not doubled by joining again")
    void repeat() {
        List<String> heard = new ArrayList<>();
        stage.story().repeat(2).subscribe(heard::add, failure -> {}, () -> heard.add("completed"));
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            stage.join("c-bob");
            stage.tell("c-bob", Wire.signal("chat", "stay " + i));
            session.disconnect().subscribe();
            expected.addAll(List.of(
                    "connected as me",
                    "me is here (own)",
                    "c-bob is here",
                    "signal chat=stay " + i + " from c-bob",
                    "disconnected: clientDisconnected"));
        }
        expected.add("completed");
        assertEquals(expected, heard);
    }

    @Test
    @DisplayName("S02 joining again from within sessionDisconnected loses nothing of the next stay")
    void rejoinInHandler() {
        List<String> heard = new ArrayList<>();
        Mono<Connection> rejoin = session.connect(TOKEN);
        stage.story()
                .doOnNext(line -> {
                    heard.add(line);
                    if (line.startsWith("disconnected")) {
                        rejoin.subscribe();
                    }
                })
                .repeat(1)
                .subscribe();
        stage.join("c-bob");
        stage.socket().cut();
        stage.letIn("c-ann");
        assertEquals(
                List.of(
                        "connected as me",
                        "me is here (own)",
                        "c-bob is here",
                        "disconnected: networkDisconnected",
                        "connected as me",
                        "me is here (own)",
                        "c-ann is here"),
                heard);
    }

    @Test
    @DisplayName("S30 the number of connections is the service's at every moment, through leaving and joining again")
    void counting() {
        int[] counted = {0};
        session.events()
                .doOnNext(event -> {
                    counted[0] += event instanceof ConnectionCreated ? 1 : 0;
                    counted[0] -= event instanceof ConnectionDestroyed ? 1 : 0;
                })
                .doOnComplete(() -> counted[0] = 0)
                .repeat()
                .subscribe();
        for (int stay = 0; stay < 3; stay++) {
            assertCount(0, counted[0]);
            stage.join("c-bob", "c-ann");
            assertCount(3, counted[0]);
            stage.tell(Wire.created("c-zoe"));
            assertCount(4, counted[0]);
            stage.tell(Wire.created("c-bob"));
            stage.tell(Wire.created(stage.ownId()));
            assertCount(4, counted[0]);
            stage.tell(Wire.deleted("c-ann", "clientDisconnected"));
            assertCount(3, counted[0]);
            session.disconnect().subscribe();
        }
    }

    private void assertCount(int expected, int counted) {
        assertEquals(expected, counted);
        assertEquals(expected, session.snapshot().connections().size());
    }
}
