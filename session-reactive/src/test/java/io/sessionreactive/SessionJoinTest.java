package io.sessionreactive;

import static io.sessionreactive.Stage.TOKEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.SessionSnapshot.Status;
import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.FrameType;
import io.sessionreactive.rumor.Headers;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** The way in, as the network and the caller see it. */
@Timeout(60)
class SessionJoinTest {
    private final Stage stage = new Stage();
    private final Session session = stage.session;

    @Test
    @DisplayName("S01 making sessions, and asking for Monos and Fluxes without subscribing, causes no traffic")
    void noTraffic() {
        for (int i = 0; i < 3; i++) {
            Session other = stage.openTok.initSession(Wire.API_KEY, "1_session" + i);
            assertEquals("1_session" + i, other.sessionId());
            other.connect(TOKEN);
            other.signal(Signal.of("chat", "hello"));
            other.disconnect();
            other.events().subscribe();
            other.snapshots().subscribe();
            assertEquals(Status.DISCONNECTED, other.snapshot().status());
        }
        stage.pass(Duration.ofMinutes(1));
        assertEquals(List.of(), stage.network.questions());
        assertEquals(List.of(), stage.network.sockets());
    }

    @Test
    @DisplayName("CONNECT, SUBSCRIBE and connection create leave in one flight once the socket is open, unanswered")
    void oneFlight() {
        session.connect(TOKEN).subscribe();
        List<Frame> sent = stage.socket().sent();
        assertEquals(
                List.of(FrameType.CONNECT, FrameType.SUBSCRIBE, FrameType.MESSAGE),
                sent.stream().map(Frame::type).toList());

        String own = stage.network.questions().get(0).headers().get("X-TB-CONNECTIONID");
        assertEquals(own, sent.get(0).headers().get(Headers.UNIQUE_ID));
        assertEquals(Wire.ADDRESS, sent.get(0).headers().get(Headers.NOTIFY_DISCONNECT_ADDRESS));
        assertEquals(List.of(Wire.SESSION_URI), sent.get(1).addresses());

        Frame create = sent.get(2);
        assertEquals(List.of(Wire.ADDRESS), create.addresses());
        assertEquals(TOKEN, create.headers().get(Headers.TOKEN));
        assertEquals(own, create.headers().get(Headers.FROM_ADDRESS));
        assertEquals("application/x-raptor+v2", create.headers().get(Headers.CONTENT_TYPE));
        String begin = "{\"method\":\"create\",\"uri\":\"" + Wire.SESSION_URI + "/connection/" + own + "\",";
        assertTrue(create.payload().utf8().startsWith(begin), create.payload().utf8());
        assertEquals(0, stage.network.now());
    }

    @Test
    @DisplayName("S13 the socket names itself only where the session information allows reconnection")
    void socketIdentity() {
        session.connect(TOKEN).subscribe();
        assertEquals(URI.create("wss://msg.example.com/rumor"), stage.socket().uri());

        Stage resumable = new Stage();
        resumable.network.answer(200, Wire.information(true));
        resumable.session.connect(TOKEN).subscribe();
        String uuid = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
        String query = resumable.socket().uri().getQuery();
        assertTrue(query.matches("socketId=" + uuid + "&attempt=" + uuid), query);
    }

    @Test
    @DisplayName("the token goes with the question for session information and with connection create, nowhere else")
    void tokenOnly() {
        stage.join();
        session.signal(Signal.of("chat", "hello")).subscribe();
        stage.answer(200, "");
        session.disconnect().subscribe();
        assertEquals(TOKEN, stage.network.questions().get(0).headers().get("X-OPENTOK-AUTH"));
        List<Frame> withToken = stage.socket().sent().stream()
                .filter(frame -> frame.headers().get(Headers.TOKEN) != null
                        || frame.payload().utf8().contains(TOKEN))
                .toList();
        assertEquals(List.of(stage.socket().sent(FrameType.MESSAGE).get(0)), withToken);
        assertFalse(stage.socket().uri().toString().contains(TOKEN));
    }

    @Test
    @DisplayName("S05 S29 connect emits our own connection, with its data and what it may do")
    void emitsOwn() {
        StepVerifier.create(session.connect(TOKEN))
                .then(() -> stage.answer(200, Wire.snapshot(List.of("c-bob", stage.ownId()))))
                .assertNext(own -> {
                    assertEquals(
                            new Connection(
                                    stage.ownId(),
                                    Instant.ofEpochMilli(1_000),
                                    "data of " + stage.ownId(),
                                    Set.of("publish", "subscribe", "signal")),
                            own);
                    assertEquals(new Capabilities(true, true, true, false, false, false), own.capabilities());
                })
                .verifyComplete();
        SessionSnapshot snapshot = session.snapshot();
        assertEquals(Status.CONNECTED, snapshot.status());
        assertEquals(stage.ownId(), snapshot.connection().connectionId());
        assertEquals(new Capabilities(true, true, true, false, false, false), snapshot.capabilities());
    }

    @Test
    @DisplayName("S05 a success is any status that begins with 2, and connect waits for nothing after the snapshot")
    void anySuccess() {
        StepVerifier.create(session.connect(TOKEN))
                .then(() -> stage.answer(202, Wire.snapshot(List.of(stage.ownId()))))
                .expectNextCount(1)
                .verifyComplete();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"content\":{}}"})
    @DisplayName("where the answer brings no snapshot, the session is read, and that answer is acknowledged too")
    void sessionRead(String answer) {
        StepVerifier.create(session.connect(TOKEN))
                .then(() -> stage.answer(200, answer))
                .then(() -> {
                    Frame read = stage.socket().lastMessage();
                    assertEquals(
                            "{\"method\":\"read\",\"uri\":\"" + Wire.SESSION_URI + "\",\"content\":{}}",
                            read.payload().utf8());
                    assertEquals(Status.CONNECTING, session.snapshot().status());
                    String snapshot = Wire.snapshot(List.of(stage.ownId(), "c-bob"));
                    String json = Wire.message("read", "", snapshot);
                    stage.socket().feed(ScriptedSocket.message(read.transactionId(), "", json));
                })
                .assertNext(own -> assertEquals(stage.ownId(), own.connectionId()))
                .verifyComplete();
        assertEquals(2, session.snapshot().connections().size());
        List<Frame> acknowledgements = stage.socket().sent(FrameType.STATUS);
        assertEquals(1, acknowledgements.size());
        assertEquals(
                stage.socket().lastMessage().transactionId(),
                acknowledgements.get(0).transactionId());
    }

    @Test
    @DisplayName("the session is not read where the answer brings the snapshot")
    void noNeedlessRead() {
        stage.join("c-bob");
        assertEquals(1, stage.socket().sent(FrameType.MESSAGE).size());
    }

    @Test
    @DisplayName("S01 the snapshot goes from disconnected over connecting to connected and back")
    void statuses() {
        StepVerifier.create(session.snapshots().map(SessionSnapshot::status))
                .expectNext(Status.DISCONNECTED)
                .then(() -> session.connect(TOKEN).subscribe())
                .expectNext(Status.CONNECTING)
                .then(stage::letIn)
                .expectNext(Status.CONNECTED)
                .then(() -> session.disconnect().subscribe())
                .expectNext(Status.DISCONNECTED)
                .thenCancel()
                .verify();
        SessionSnapshot over = session.snapshot();
        assertNull(over.connection());
        assertEquals(List.of(), List.copyOf(over.connections()));
        assertEquals(new Capabilities(false, false, false, false, false, false), over.capabilities());
    }

    @Test
    @DisplayName("S02 the session can be joined again, each time as another connection over another socket")
    void reuse() {
        Set<String> connectionIds = IntStream.range(0, 3)
                .mapToObj(i -> {
                    String id = stage.join("c-bob").connectionId();
                    assertEquals(2, session.snapshot().connections().size());
                    session.disconnect().subscribe();
                    assertTrue(stage.socket().isGone());
                    return id;
                })
                .collect(Collectors.toSet());
        assertEquals(3, connectionIds.size());
        assertEquals(3, stage.network.sockets().size());
        assertEquals(3, stage.network.questions().size());
    }

    @Test
    @DisplayName("S02 each subscription to one and the same Mono is a join of its own")
    void sameMono() {
        Mono<Connection> connect = session.connect(TOKEN);
        StepVerifier.create(connect).then(stage::letIn).expectNextCount(1).verifyComplete();
        String first = stage.ownId();
        session.disconnect().subscribe();
        StepVerifier.create(connect)
                .then(stage::letIn)
                .assertNext(own -> assertFalse(own.connectionId().equals(first)))
                .verifyComplete();
    }
}
