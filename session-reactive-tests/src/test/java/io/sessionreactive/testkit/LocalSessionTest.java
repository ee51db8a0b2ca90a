package io.sessionreactive.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.Connection;
import io.sessionreactive.OpenTok;
import io.sessionreactive.Session;
import io.sessionreactive.Signal;
import io.sessionreactive.testkit.fault.Ending;
import io.sessionreactive.testkit.junit.SessionTest;
import io.sessionreactive.testkit.seen.Observation;
import io.sessionreactive.testkit.seen.Observation.MemberAbsent;
import io.sessionreactive.testkit.seen.Observation.MemberJoined;
import io.sessionreactive.testkit.seen.Observation.MemberLeft;
import io.sessionreactive.testkit.seen.Observation.SignalAccepted;
import io.sessionreactive.testkit.seen.SeenFrame;
import io.sessionreactive.testkit.seen.SeenMember;
import io.sessionreactive.testkit.seen.SeenSignal;
import io.sessionreactive.testkit.token.Role;
import io.sessionreactive.testkit.token.Tokens;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@Timeout(60)
@SessionTest
class LocalSessionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    @DisplayName("what happened and what happens is told to who subscribes, whenever that is")
    void seen(LocalSession room, Session ada, Session bob, Tokens tokens) {
        Flux<Observation> fromBefore = room.seen().replay().autoConnect(0);
        String moderator = tokens.forSession(room.id())
                .role(Role.MODERATOR)
                .data("name=Ada")
                .jwt();
        Connection one = ada.connect(moderator).block(PATIENCE);
        Connection two = bob.connect(room.token()).block(PATIENCE);
        ada.signal(Signal.of("chat", "hello").to(two)).then(bob.disconnect()).block(PATIENCE);
        room.awaitMembers(1).block(PATIENCE);

        List<Observation> seen = room.seen().take(4).collectList().block(PATIENCE);
        SeenMember first = ((MemberJoined) seen.get(0)).member();
        assertEquals(one.connectionId(), first.connectionId());
        assertEquals(Role.MODERATOR, first.role());
        assertEquals("name=Ada", first.data());
        assertEquals(1, ((MemberJoined) seen.get(0)).members());
        assertEquals(2, ((MemberJoined) seen.get(1)).members());
        SeenSignal signal = new SeenSignal(one.connectionId(), two.connectionId(), "chat", "hello");
        assertEquals(signal, ((SignalAccepted) seen.get(2)).signal());
        MemberLeft left = (MemberLeft) seen.get(3);
        assertEquals(two.connectionId(), left.member().connectionId());
        assertEquals("clientDisconnected", left.reason());
        assertEquals(1, left.members());
        assertEquals(seen, fromBefore.take(4).collectList().block(PATIENCE));
        assertEquals(List.of(signal), room.signals());
        assertEquals(List.of(signal), room.signalsFrom(one.connectionId()));
        assertEquals(List.of(), room.signalsFrom(two.connectionId()));
        assertEquals(List.of(first), room.members());
    }

    @Test
    @DisplayName("a lost socket is told as absence, its owner's return as that")
    void absence(LocalSession room, Session ada, Faults faults) {
        StepVerifier.create(room.seen())
                .then(() -> ada.connect(room.token())
                        .subscribe(connection ->
                                faults.on(connection.connectionId()).drop(Ending.RST)))
                .expectNextMatches(MemberJoined.class::isInstance)
                .assertNext(seen -> assertFalse(
                        assertInstanceOf(MemberAbsent.class, seen).member().present()))
                .thenCancel()
                .verify(PATIENCE);
        assertFalse(room.members().get(0).present());
    }

    @Test
    @DisplayName("a number of members is waited for, or there already, or was there for a moment")
    void awaitMembers(LocalSession room, Session ada, Session bob) {
        Mono<Void> two = room.awaitMembers(2).cache();
        two.subscribe();
        room.awaitMembers(0).block(PATIENCE);
        ada.connect(room.token()).block(PATIENCE);
        bob.connect(room.token()).block(PATIENCE);
        room.awaitMembers(2).block(PATIENCE);
        bob.disconnect().block(PATIENCE);
        room.awaitMembers(1).block(PATIENCE);
        StepVerifier.create(two).expectComplete().verify(PATIENCE);
    }

    @Test
    @DisplayName("when the service ends, so does the waiting, and what was seen is still there")
    void afterTheEnd() {
        LocalSessionService service = LocalSessionService.start();
        LocalSession room = service.session(service.createSession());
        StepVerifier.create(room.awaitMembers(1))
                .then(service::close)
                .expectErrorMessage("the service ended with 0 members in the session, before there were 1")
                .verify(PATIENCE);
        StepVerifier.create(room.seen()).verifyComplete();
        StepVerifier.create(room.seenFrames()).verifyComplete();
        StepVerifier.create(service.session(service.createSession()).seen()).verifyComplete();
        StepVerifier.create(service.awaitNoSockets()).verifyComplete();
        assertThrows(IllegalStateException.class, () -> room.awaitMembers(1).block());
        assertEquals(List.of(), room.members());
    }

    @Test
    @DisplayName("the frames of a session begin with CONNECT, are those of that session only, and tell no token")
    void frames(LocalSessionService service, LocalSession room, Session ada, OpenTok openTok) {
        LocalSession other = service.session(service.createSession());
        openTok.initSession(service.apiKey(), other.id()).connect(other.token()).block(PATIENCE);
        String token = room.token();
        Connection me = ada.connect(token).block(PATIENCE);
        ada.signal(Signal.of("chat", "a secret")).block(PATIENCE);

        List<SeenFrame> frames = room.seenFrames()
                .takeUntil(frame -> "signal".equals(frame.method()) && frame.fromClient())
                .collectList()
                .block(PATIENCE);
        assertEquals("CONNECT", frames.get(0).type());
        assertTrue(frames.stream().allMatch(frame -> me.connectionId().equals(frame.connectionId())));
        List<String> said = frames.stream()
                .filter(frame -> frame.fromClient() && frame.method() != null)
                .map(SeenFrame::method)
                .toList();
        assertEquals(List.of("create", "signal"), said);
        SeenFrame signal = frames.get(frames.size() - 1);
        assertTrue(signal.uri().contains(room.id() + "/signal/"), signal.uri());
        assertTrue(signal.content().contains("a secret"), "the content is there for who wants it");
        assertFalse(signal.toString().contains("a secret"), signal.toString());
        assertTrue(signal.toString().contains("-> MESSAGE signal"), signal.toString());
        assertFalse(frames.stream().map(frame -> frame + frame.content()).anyMatch(text -> text.contains(token)));
        assertEquals(frames, room.frames().subList(0, frames.size()));
        List<SeenFrame> ofRoom = room.frames(); // more may come at any moment
        assertEquals(ofRoom, room.framesOf(me.connectionId()).subList(0, ofRoom.size()));
        assertEquals("CONNECT", other.frames().get(0).type());
    }

    @Test
    @DisplayName("an answer to a request has its transaction id, and a status")
    void answers(LocalSession room, Session ada) {
        ada.connect(room.token()).block(PATIENCE);
        List<SeenFrame> frames = room.frames();
        SeenFrame create = frames.stream()
                .filter(frame -> "create".equals(frame.method()))
                .findFirst()
                .orElseThrow();
        List<SeenFrame> answers = frames.stream()
                .filter(frame -> create.transactionId().equals(frame.transactionId()) && !frame.fromClient())
                .toList();
        assertEquals(1, answers.size());
        assertEquals("STATUS", answers.get(0).type());
        assertEquals("200", answers.get(0).status());
        assertTrue(answers.get(0).content().contains(room.members().get(0).connectionId()), "the snapshot");
    }

    @Test
    @DisplayName("a service that keeps no frames says so instead of showing none")
    void noFrames() {
        try (LocalSessionService service =
                LocalSessionService.start(LocalSessionServiceOptions.defaults().frames(0))) {
            LocalSession room = service.session(service.createSession());
            OpenTok openTok = OpenTok.create(service.clientOptions());
            openTok.initSession(service.apiKey(), room.id())
                    .connect(room.token())
                    .block(PATIENCE);
            assertThrows(IllegalStateException.class, room::frames);
            StepVerifier.create(room.seenFrames()).verifyError(IllegalStateException.class);
            assertEquals(List.of(), service.traffic());
            assertEquals(1, service.openSockets().size());
            openTok.disposeLater().block(PATIENCE);
            service.awaitNoSockets().block(PATIENCE);
            assertEquals(List.of(), service.openSockets());
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> LocalSessionServiceOptions.defaults().frames(-1));
    }

    @Test
    @DisplayName("only the newest frames are kept, of all sessions together")
    void newestFrames() {
        try (LocalSessionService service =
                LocalSessionService.start(LocalSessionServiceOptions.defaults().frames(20))) {
            LocalSession room = service.session(service.createSession());
            OpenTok openTok = OpenTok.create(service.clientOptions());
            Session ada = openTok.initSession(service.apiKey(), room.id());
            ada.connect(room.token()).block(PATIENCE);
            Flux.range(0, 50).concatMap(i -> ada.signal(Signal.of("n", "" + i))).blockLast(PATIENCE);
            List<SeenFrame> frames = room.frames();
            assertTrue(frames.size() >= 10 && frames.size() <= 20, "kept " + frames.size());
            assertTrue(frames.stream()
                    .anyMatch(frame -> frame.fromClient()
                            && "signal".equals(frame.method())
                            && frame.content().contains("\"49\"")));
            openTok.disposeLater().block(PATIENCE);
        }
    }

    @Test
    @DisplayName("a frame that is none is seen as that")
    void malformed(LocalSessionService service, LocalSession room) {
        reactor.netty.http.client.HttpClient.create()
                .websocket()
                .uri(service.apiUrl().toString().replace("http:", "ws:") + "/rumorwebsocketsv2")
                .handle((in, out) -> out.sendByteArray(Mono.just(new byte[] {1, 2, 3}))
                        .then(in.receiveCloseStatus().then()))
                .then()
                .block(PATIENCE);
        assertEquals(List.of(), room.frames());
        List<String> types = service.traffic().stream()
                .filter(SeenFrame.class::isInstance)
                .map(frame -> ((SeenFrame) frame).type())
                .toList();
        assertEquals(List.of("MALFORMED"), types);
        String text = service.transcript().toString();
        assertTrue(text.contains("closed by the service with 1002"), text);
    }
}
