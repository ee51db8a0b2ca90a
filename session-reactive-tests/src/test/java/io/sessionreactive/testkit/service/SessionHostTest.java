package io.sessionreactive.testkit.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.rumor.Frame;
import io.sessionreactive.testkit.token.Role;
import io.sessionreactive.testkit.token.Tokens;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SessionHostTest {
    private final PlayedService service = new PlayedService();

    @Test
    @DisplayName("for the newer browsers the snapshot is in the STATUS, and then comes the own connection#created")
    void joinNewer() {
        PlayedClient client = service.open("a");
        client.join(service.token());
        String own = "{\"id\":\"a\",\"creationTime\":" + service.now().toEpochMilli() + ",\"data\":\"\","
                + "\"permissions\":[\"publish\",\"subscribe\",\"signal\"],\"capabilities\":[]}";
        assertEquals(
                List.of(
                        "STATUS 200 for connect",
                        "STATUS 200 for create {\"connection\":[" + own + "],\"stream\":[],\"archive\":[]}",
                        "service: created /connection/a " + own),
                client.heard());
    }

    @Test
    @DisplayName(
            "for the older browsers session#read is answered by a MESSAGE with its transaction id and the snapshot")
    void joinOlder() {
        PlayedClient client = service.joined("a");
        client.ask("t-read", "read", "", "{}");
        client.ask("t-read", "read", "", "{}");
        List<Frame> answers = client.frames();
        assertEquals(2, answers.size());
        for (Frame answer : answers) {
            assertEquals("t-read", answer.transactionId());
            assertTrue(answer.payload().utf8().contains("\"content\":{\"connection\":[{\"id\":\"a\","));
        }
    }

    @Test
    @DisplayName("S27 everybody hears of the one who comes, once, and the one who comes gets all who are there")
    void others() {
        PlayedClient first = service.joined("a");
        PlayedClient second = service.open("b");
        second.join(service.token(Role.MODERATOR));
        List<String> told = first.heard();
        assertEquals(1, told.size());
        assertTrue(told.get(0).startsWith("service: created /connection/b "), told.get(0));
        String snapshot = second.heard().get(1);
        assertTrue(snapshot.indexOf("\"id\":\"a\"") < snapshot.indexOf("\"id\":\"b\""), snapshot);
        assertEquals(List.of("a", "b"), service.members());
    }

    @Test
    @DisplayName("a create that comes again has its answer again and no second effect")
    void createAgain() {
        PlayedClient client = service.open("a");
        PlayedClient other = service.joined("b");
        client.join(service.token());
        String first = client.heard().get(1);
        other.frames();
        client.create("create", service.token());
        assertEquals(List.of(first), client.heard());
        assertEquals(List.of(), other.heard());
        client.create("another", service.token());
        assertEquals(
                List.of("STATUS 409 for another {\"reason\":\"the socket has a connection already\"}"), client.heard());
    }

    @Test
    @DisplayName("a signal that comes again has its answer again and no second effect, a refused one too")
    void signalAgain() {
        PlayedClient client = service.joined("a");
        client.signal("t-1", "once");
        client.signal("t-1", "once");
        client.ask("t-2", "signal", "/connection/nobody/signal/1", "{}");
        client.ask("t-2", "signal", "/connection/nobody/signal/1", "{}");
        String refused = "STATUS 404 for t-2 {\"reason\":\"there is no such connection to signal\"}";
        assertEquals(
                List.of(
                        "STATUS 200 for t-1",
                        "a: signal /signal/t-1 {\"data\":\"once\"}",
                        "STATUS 200 for t-1",
                        refused,
                        refused),
                client.heard());
        assertEquals(List.of("once"), service.signals());
    }

    @Test
    @DisplayName("transaction ids are each client's own")
    void transactionsOfOthers() {
        PlayedClient first = service.joined("a");
        PlayedClient second = service.joined("b");
        first.signal("t-1", "of a");
        second.signal("t-1", "of b");
        assertEquals(List.of("of a", "of b"), service.signals());
    }

    @Test
    @DisplayName("S32 a create that is refused leaves nothing behind: the same connection may be tried again at once")
    void refusedCreate() {
        PlayedClient other = service.joined("b");
        String session = service.sessionId();
        String forged =
                Tokens.of("100", "guess", service::now).forSession(session).jwt();
        String expired = service.tokens()
                .forSession(session)
                .expiredFor(Duration.ofSeconds(1))
                .jwt();
        List<String> wrong = List.of("not-a-token", forged, expired);
        for (String token : wrong) {
            PlayedClient client = service.openNameless("a");
            client.join(token);
            List<String> heard = client.heard();
            assertEquals(2, heard.size());
            assertTrue(heard.get(1).startsWith("STATUS 403 for create {\"reason\":\"Invalid token: "), heard.get(1));
            assertFalse(heard.get(1).contains(token), "a refusal quotes nothing of the token");
            assertEquals("open", client.end());
        }
        assertEquals(List.of("b"), service.members());
        service.joined("a");
        assertEquals(List.of("b", "a"), service.members());
        assertEquals(1, other.heard().size());
    }

    @Test
    @DisplayName("after a refusal the same socket may try again")
    void refusedThenAccepted() {
        PlayedClient client = service.open("a");
        client.join("not-a-token");
        client.create("second", service.token());
        assertTrue(client.heard().get(2).startsWith("STATUS 200 for second "));
        assertEquals(List.of("a"), service.members());
    }

    @Test
    @DisplayName("a create is refused before SUBSCRIBE, for another connection or session, and where the id is taken")
    void refusals() {
        PlayedClient early = service.open("a");
        early.connect("connect");
        early.create("create", service.token());
        assertEquals(
                "STATUS 400 for create {\"reason\":\"SUBSCRIBE to the session comes first\"}",
                early.heard().get(1));

        early.ask("other", "create", "/connection/b", "{}");
        assertEquals(
                List.of("STATUS 400 for other {\"reason\":\"the connection is not the one that CONNECT named\"}"),
                early.heard());

        String otherKey = SessionId.create("200", true, service.now()).text();
        PlayedClient lost = service.open("c", otherKey, "");
        lost.join(service.token());
        assertEquals(
                "STATUS 404 for create {\"reason\":\"the session is not one of API key 100\"}",
                lost.heard().get(1));

        service.joined("d");
        PlayedClient twin = service.openNameless("d");
        twin.join(service.token());
        assertEquals(
                "STATUS 409 for create {\"reason\":\"a connection of this id is in the session already\"}",
                twin.heard().get(1));
        assertEquals(List.of("d"), service.members());
    }

    @Test
    @DisplayName("who is not in the session can do nothing in it")
    void outside() {
        PlayedClient client = service.open("a");
        client.connect("connect");
        client.subscribe();
        client.signal("t-1", "hello");
        assertEquals(
                "STATUS 403 for t-1 {\"reason\":\"the connection is not in the session\"}",
                client.heard().get(1));
        assertEquals(List.of(), service.signals());
    }

    @Test
    @DisplayName("two sessions of one service know nothing of each other")
    void sessions() {
        PlayedClient here = service.joined("a");
        String elsewhere = SessionId.create("100", false, service.now()).text();
        PlayedClient there = service.open("a", elsewhere, "");
        there.join(service.tokens().forSession(elsewhere).jwt());
        there.signal("t-1", "hello");
        assertEquals("a: signal /signal/t-1 {\"data\":\"hello\"}", there.heard().get(4));
        assertEquals(List.of(), here.heard());
        assertEquals(List.of(), service.signals());
    }

    @Test
    @DisplayName("S11 a moderator's victim hears why it is out, is closed then, and cannot come back")
    void forceDisconnect() {
        PlayedClient victim = service.joined("a");
        PlayedClient moderator = service.joined("m", Role.MODERATOR);
        victim.frames();
        moderator.ask("t-1", "delete", "/connection/a", "{}");
        String told = "service: deleted /connection/a forceDisconnected {}";
        assertEquals(List.of("STATUS 200 for t-1", told), moderator.heard());
        assertEquals(List.of(told), victim.heard());
        assertEquals("closed with 1000: removed from the session", victim.end());
        assertEquals(List.of("m"), service.members());
        assertEquals(
                "closed with 1011: what this socket would resume is gone",
                service.reopen("a").end());
    }

    @Test
    @DisplayName("a service that stops closes its sockets with 1001, those too that open later")
    void close() {
        PlayedClient silent = service.open("a");
        PlayedClient member = service.joined("b");
        service.toHost(SessionHost::close);
        assertEquals("closed with 1001: the service stops", silent.end());
        assertEquals("closed with 1001: the service stops", member.end());
        assertEquals("closed with 1001: the service stops", service.open("c").end());
        service.pass(PlayedService.GRACE_TIME.multipliedBy(2));
    }
}
