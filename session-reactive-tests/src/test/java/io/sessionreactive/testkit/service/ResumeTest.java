package io.sessionreactive.testkit.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.rumor.Frame;
import io.sessionreactive.testkit.token.Role;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the service does for a client whose socket is lost: wait, hold, send again; or give up. */
@Timeout(60)
class ResumeTest {
    private static final Duration MILLISECOND = Duration.ofMillis(1);

    private final PlayedService service = new PlayedService();

    @Test
    @DisplayName("S18 a socket of a known socketId resumes: no CONNECT, no create, and nobody hears of it")
    void resumes() {
        PlayedClient before = service.joined("a");
        PlayedClient other = service.joined("b");
        before.acknowledge();
        before.vanish();
        assertEquals(List.of("(a)", "b"), service.members());
        PlayedClient after = service.reopen("a");
        after.frames(); // what the first socket had not acknowledged
        after.signal("t-1", "back");
        assertEquals(List.of("STATUS 200 for t-1", "a: signal /signal/t-1 {\"data\":\"back\"}"), after.heard());
        assertEquals(List.of("a: signal /signal/t-1 {\"data\":\"back\"}"), other.heard());
        assertEquals(List.of("a", "b"), service.members());
    }

    @Test
    @DisplayName(
            "S25 on resume comes what was not acknowledged, then what was held, in order, with its own transaction ids")
    void sendsAgain() {
        PlayedClient before = service.joined("a");
        PlayedClient other = service.joined("b");
        before.acknowledge();
        before.frames();
        other.signal("t-1", "one");
        other.signal("t-2", "two");
        List<Frame> unacknowledged = before.frames();
        before.say(Frame.acknowledge(unacknowledged.get(0), "a"));
        before.vanish();
        other.signal("t-3", "three");
        other.signal("t-4", "four");

        PlayedClient after = service.reopen("a");
        List<Frame> again = after.frames();
        assertEquals(3, again.size());
        assertEquals(unacknowledged.get(1), again.get(0), "the very same message");
        List<String> data = again.stream().map(frame -> frame.payload().utf8()).toList();
        assertTrue(data.get(0).contains("\"two\"") && data.get(1).contains("\"three\""), data::toString);
        assertTrue(data.get(2).contains("\"four\""), data::toString);

        after.acknowledge();
        after.vanish();
        assertEquals(List.of(), service.reopen("a").frames());
    }

    @Test
    @DisplayName("S23 a request that was answered before the loss is answered again, and has no second effect")
    void requestAgain() {
        PlayedClient before = service.joined("a");
        before.signal("t-1", "once");
        before.vanish();
        PlayedClient after = service.reopen("a");
        after.frames();
        after.signal("t-1", "once");
        assertEquals(List.of("STATUS 200 for t-1"), after.heard());
        assertEquals(List.of("once"), service.signals());
    }

    @Test
    @DisplayName("a join that was answered before the loss is answered again, and nobody hears of it twice")
    void joinAgain() {
        PlayedClient before = service.open("a");
        before.join(service.token());
        before.acknowledge();
        String answer = before.heard().get(1);
        before.vanish();
        PlayedClient after = service.reopen("a");
        after.connect("connect");
        after.subscribe();
        after.create("create", service.token());
        assertEquals(List.of("STATUS 200 for connect", answer), after.heard());
        assertEquals(List.of("a"), service.members());
    }

    @Test
    @DisplayName("S08 a join is answered again as it was: who has left since, and what they said, is told after it")
    void joinAgainLater() {
        PlayedClient other = service.joined("b");
        PlayedClient before = service.open("a");
        before.join(service.token());
        before.acknowledge();
        String answer = before.heard().get(1);
        assertTrue(answer.contains("\"id\":\"b\""), answer);
        before.vanish();
        other.signal("t-1", "farewell");
        other.say(Frame.disconnect(false));

        PlayedClient after = service.reopen("a");
        after.create("create", service.token());
        assertEquals(
                List.of(
                        "b: signal /signal/t-1 {\"data\":\"farewell\"}",
                        "service: deleted /connection/b clientDisconnected {}",
                        answer),
                after.heard());
        assertEquals(List.of("a"), service.members());
    }

    @Test
    @DisplayName("a newer socket of the same socketId replaces the older, which is cut; the connection goes on")
    void replaces() {
        PlayedClient older = service.joined("a");
        PlayedClient other = service.joined("b");
        older.acknowledge();
        PlayedClient newer = service.reopen("a");
        assertEquals("cut", older.end());
        service.pass(PlayedService.GRACE_TIME.multipliedBy(2), newer, other);
        assertEquals(List.of("a", "b"), service.members());
        assertEquals(List.of(), newer.heard());
        assertEquals(List.of(), other.heard());
    }

    @Test
    @DisplayName("S15 where the state behind a socketId is gone, its next socket is closed with 1011, whatever it says")
    void gone() {
        service.joined("a").say(Frame.disconnect(false));
        service.joined("b").vanish();
        service.pass(PlayedService.GRACE_TIME);
        for (String id : List.of("a", "b")) {
            assertEquals(
                    "closed with 1011: what this socket would resume is gone",
                    service.reopen(id).end());
            assertEquals(
                    "closed with 1011: what this socket would resume is gone",
                    service.open(id).end());
        }
    }

    @Test
    @DisplayName("S25 an absent member is waited for 65 s; then the others hear networkDisconnected")
    void graceTime() {
        PlayedClient absent = service.joined("a");
        PlayedClient other = service.joined("b");
        absent.ask("t-1", "create", "/stream/s", "{\"channel\":[]}");
        other.frames();
        absent.vanish();
        service.pass(PlayedService.GRACE_TIME.minusSeconds(5), other);
        service.pass(Duration.ofSeconds(5).minus(MILLISECOND));
        other.ping();
        assertEquals(List.of(), other.heard());
        assertEquals(List.of("(a)", "b"), service.members());
        service.pass(MILLISECOND);
        assertEquals(
                List.of(
                        "service: deleted /stream/s networkDisconnected {}",
                        "service: deleted /connection/a networkDisconnected {}"),
                other.heard());
        assertEquals(List.of("b"), service.members());
    }

    @Test
    @DisplayName("S25 each absence has the whole grace time")
    void graceTimeStartsAfresh() {
        PlayedClient member = service.joined("a");
        for (int absence = 0; absence < 3; absence++) {
            member.vanish();
            service.pass(PlayedService.GRACE_TIME.minus(MILLISECOND));
            member = service.reopen("a");
            assertEquals("open", member.end());
        }
        member.vanish();
        service.pass(PlayedService.GRACE_TIME);
        assertEquals(
                "closed with 1011: what this socket would resume is gone",
                service.reopen("a").end());
    }

    @Test
    @DisplayName("S25 1,000 messages are held for an absent member; with one more it is lost, and cannot come back")
    void holdingLimit() {
        PlayedClient absent = service.joined("a");
        PlayedClient other = service.joined("b");
        absent.acknowledge();
        other.frames();
        absent.vanish();
        for (int i = 0; i < 1_000; i++) {
            other.signal("t-" + i, "signal " + i);
        }
        assertEquals(List.of("(a)", "b"), service.members());
        PlayedClient back = service.reopen("a");
        assertEquals(1_000, back.frames().size());
        back.acknowledge();
        back.vanish();
        other.frames();
        for (int i = 1_000; i < 2_001; i++) {
            other.signal("t-" + i, "signal " + i);
        }
        List<String> heard = other.heard();
        assertEquals("service: deleted /connection/a networkDisconnected {}", heard.get(heard.size() - 1));
        assertEquals(List.of("b"), service.members());
        assertEquals(
                "closed with 1011: what this socket would resume is gone",
                service.reopen("a").end());
    }

    @Test
    @DisplayName("S13 where the session information forbids it nobody is waited for")
    void withoutReconnection() {
        PlayedService strict = new PlayedService(false);
        PlayedClient lost = strict.joined("a");
        PlayedClient other = strict.joined("b");
        other.frames();
        lost.vanish();
        assertEquals(List.of("service: deleted /connection/a networkDisconnected {}"), other.heard());
        assertEquals(List.of("b"), strict.members());
    }

    @Test
    @DisplayName("a socket without a socketId cannot be resumed, so its member is not waited for")
    void nameless() {
        PlayedClient lost = service.openNameless("a");
        lost.join(service.token());
        lost.vanish();
        assertEquals(List.of(), service.members());
    }

    @Test
    @DisplayName("who has not joined yet is waited for too, and then joins as if nothing had been")
    void lostBeforeJoining() {
        PlayedClient before = service.open("a");
        before.connect("connect");
        before.subscribe();
        before.vanish();
        PlayedClient after = service.reopen("a");
        after.create("create", service.token());
        assertTrue(after.heard().get(0).startsWith("STATUS 200 for create {"));
        assertEquals(List.of("a"), service.members());
    }

    @Test
    @DisplayName("an absent member can be removed, and then cannot come back")
    void removedWhileAbsent() {
        service.joined("a").vanish();
        PlayedClient moderator = service.joined("m", Role.MODERATOR);
        moderator.ask("t-1", "delete", "/connection/a", "{}");
        assertEquals(List.of("m"), service.members());
        assertEquals(
                "closed with 1011: what this socket would resume is gone",
                service.reopen("a").end());
        service.pass(PlayedService.GRACE_TIME, moderator);
        assertEquals(
                List.of("STATUS 200 for t-1", "service: deleted /connection/a forceDisconnected {}"),
                moderator.heard());
    }
}
