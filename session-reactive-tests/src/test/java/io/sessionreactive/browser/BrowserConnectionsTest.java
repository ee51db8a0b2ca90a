package io.sessionreactive.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.Connection;
import io.sessionreactive.DisconnectReason;
import io.sessionreactive.Session;
import io.sessionreactive.SessionEvent;
import io.sessionreactive.SessionEvent.ConnectionCreated;
import io.sessionreactive.SessionEvent.ConnectionDestroyed;
import io.sessionreactive.testkit.LocalSessionServiceOptions;
import io.sessionreactive.testkit.token.Role;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** Browsers and JVM clients see each other come and go. */
@BrowserTest
class BrowserConnectionsTest {

    @Test
    @DisplayName("S27 S29 a browser that joins is announced to a JVM client, with data and permissions")
    void browserComes(Meeting meeting) {
        Session ada = meeting.jvm("Ada");

        StepVerifier.create(Meeting.events(ada).ofType(ConnectionCreated.class))
                .assertNext(own -> assertTrue(own.own()))
                .then(() -> meeting.browser("Bob"))
                .assertNext(created -> {
                    assertEquals("Bob", created.connection().data());
                    assertEquals(
                            Set.of("publish", "subscribe", "signal"),
                            created.connection().permissions());
                })
                .thenCancel()
                .verify(Meeting.PATIENCE);
    }

    @Test
    @DisplayName("S08 S27 a browser hears that it is connected, then of itself and of the JVM client that was there")
    void browserFindsJvmClient(Meeting meeting) {
        meeting.jvm("Ada");

        BrowserClient bob = meeting.browser("Bob");

        bob.await("connectionCreated Ada");
        bob.await("connectionCreated Bob");
        List<String> seen = bob.seen();
        assertEquals(List.of("sessionConnected", "connect done"), seen.subList(0, 2));
        assertEquals(Set.of("connectionCreated Ada", "connectionCreated Bob"), new HashSet<>(seen.subList(2, 4)));
        assertEquals(4, seen.size(), seen::toString);
    }

    @Test
    @DisplayName("S08 S27 a JVM client finds the browser that was there, and is announced to it")
    void jvmClientFindsBrowser(Meeting meeting) {
        BrowserClient bob = meeting.browser("Bob");
        Session ada = meeting.absentJvm();

        StepVerifier.create(ada.events())
                .then(() -> ada.connect(meeting.token("Ada", Role.PUBLISHER)).subscribe())
                .expectNextMatches(SessionEvent.SessionConnected.class::isInstance)
                .recordWith(HashSet::new)
                .expectNextCount(2)
                .consumeRecordedWith(created -> assertEquals(
                        Set.of("Ada", "Bob"),
                        Set.copyOf(created.stream().map(this::newcomer).toList())))
                .thenCancel()
                .verify(Meeting.PATIENCE);
        bob.await("connectionCreated Ada");
    }

    private String newcomer(SessionEvent event) {
        return ((ConnectionCreated) event).connection().data();
    }

    @Test
    @DisplayName("S10 S28 a JVM client that leaves is seen by a browser as clientDisconnected")
    void jvmClientLeaves(Meeting meeting) {
        Session ada = meeting.jvm("Ada");
        BrowserClient bob = meeting.browser("Bob");

        StepVerifier.create(ada.disconnect()).expectComplete().verify(Meeting.PATIENCE);

        bob.await("connectionDestroyed Ada clientDisconnected");
    }

    @Test
    @DisplayName("S28 a browser that leaves is seen by a JVM client as clientDisconnected")
    void browserLeaves(Meeting meeting) {
        BrowserClient bob = meeting.browser("Bob");
        Session ada = meeting.jvm("Ada");

        StepVerifier.create(Meeting.events(ada).ofType(ConnectionDestroyed.class))
                .then(() -> bob.act("disconnect", null))
                .assertNext(gone -> assertGone(bob, DisconnectReason.CLIENT_DISCONNECTED, gone))
                .thenCancel()
                .verify(Meeting.PATIENCE);
        bob.await("sessionDisconnected clientDisconnected");
        assertEquals(List.of(), bob.seen("connectionDestroyed"));
    }

    @Test
    @DisplayName("S28 a browser whose page is closed by its user is seen by a JVM client as clientDisconnected")
    void pageCloses(Meeting meeting) {
        BrowserClient bob = meeting.browser("Bob");
        Session ada = meeting.jvm("Ada");

        StepVerifier.create(Meeting.events(ada).ofType(ConnectionDestroyed.class))
                .then(bob::closePage)
                .assertNext(gone -> assertGone(bob, DisconnectReason.CLIENT_DISCONNECTED, gone))
                .thenCancel()
                .verify(Meeting.PATIENCE);
    }

    @Test
    @DisplayName("S28 a browser whose process dies is seen by a JVM client as networkDisconnected after the grace time")
    void processDies(Chromium chromium) {
        Duration graceTime = Duration.ofSeconds(1);
        LocalSessionServiceOptions options =
                LocalSessionServiceOptions.defaults().graceTime(graceTime);
        try (Meeting meeting = new Meeting(chromium, options)) {
            BrowserClient bob = meeting.browser("Bob");
            Session ada = meeting.jvm("Ada");

            StepVerifier.create(Meeting.events(ada).ofType(ConnectionDestroyed.class))
                    .then(bob::kill)
                    .assertNext(gone -> assertGone(bob, DisconnectReason.NETWORK_DISCONNECTED, gone))
                    .thenCancel()
                    .verify(Meeting.PATIENCE);
        }
    }

    private static void assertGone(BrowserClient browser, DisconnectReason reason, ConnectionDestroyed gone) {
        assertEquals(browser.connectionId(), gone.connection().connectionId());
        assertEquals(browser.name(), gone.connection().data());
        assertEquals(reason, gone.reason());
    }

    @Test
    @DisplayName("S30 JVM client, browser and service count the same through coming, leaving and joining anew")
    void counts(Meeting meeting) {
        Session ada = meeting.jvm("Ada");
        BrowserClient bob = meeting.browser("Bob");
        BrowserClient carol = meeting.browser("Carol");
        Session dan = meeting.jvm("Dan");
        assertCount(4, meeting, ada, bob);

        carol.act("disconnect", null);
        dan.disconnect().block(Meeting.PATIENCE);
        assertCount(2, meeting, ada, bob);

        carol.connect(meeting.token("Carol", Role.PUBLISHER));
        dan.connect(meeting.token("Dan", Role.PUBLISHER)).block(Meeting.PATIENCE);
        assertCount(4, meeting, ada, bob);
    }

    private static void assertCount(int expected, Meeting meeting, Session jvm, BrowserClient browser) {
        StepVerifier.create(
                        jvm.roster().filter(roster -> roster.size() == expected).next())
                .assertNext(roster -> assertEquals(
                        meeting.session().members().stream()
                                .map(member -> member.connectionId())
                                .toList(),
                        roster.stream().map(Connection::connectionId).toList()))
                .expectComplete()
                .verify(Meeting.PATIENCE);
        browser.awaitMembers(expected);
    }

    @Test
    @DisplayName("S32 a browser joins with a token of the older form too")
    void olderToken(Meeting meeting) {
        BrowserClient bob = meeting.absentBrowser("Bob");

        bob.connect(meeting.service()
                .tokens()
                .forSession(meeting.sessionId())
                .data("name=Bob & \u00fc")
                .t1());

        bob.await("connectionCreated name=Bob & \u00fc");
    }
}
