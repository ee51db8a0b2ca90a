package io.sessionreactive.tests;

import static io.sessionreactive.support.Guest.PATIENCE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.Connection;
import io.sessionreactive.Operation;
import io.sessionreactive.Session;
import io.sessionreactive.SessionEvent;
import io.sessionreactive.SessionEvent.ConnectionCreated;
import io.sessionreactive.SessionEvent.SessionConnected;
import io.sessionreactive.SessionException;
import io.sessionreactive.SessionSnapshot;
import io.sessionreactive.SessionSnapshot.Status;
import io.sessionreactive.Signal;
import io.sessionreactive.support.Guest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Joining, being told who is there, leaving. */
@Timeout(120)
abstract class JoinContract extends SessionContract {
    private Guest red;
    private Guest blue;

    @BeforeEach
    final void makeGuests() {
        red = newGuest();
        blue = newGuest();
    }

    @Test
    @DisplayName("S05 S07 connect emits our own connection, and the session is told as connected too")
    void connect() {
        AtomicReference<SessionSnapshot> then = new AtomicReference<>();
        StepVerifier.create(red.session().connect(token("Red")))
                .assertNext(me -> {
                    then.set(red.session().snapshot());
                    assertEquals("Red", me.data());
                    assertEquals(me, then.get().connection());
                })
                .expectComplete()
                .verify(PATIENCE);
        assertEquals(Status.CONNECTED, then.get().status());
        assertEquals(then.get().connection(), red.await(SessionConnected.class).connection());
    }

    @Test
    @DisplayName("S08 sessionConnected comes first, then the value of connect, then who is there")
    void orderOfConnecting() {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        Session session = newSession();
        Flux<SessionEvent> events = session.events()
                .doOnNext(event -> order.add(event.getClass().getSimpleName()))
                .replay()
                .autoConnect(0);
        session.connect(token("Red")).doOnNext(me -> order.add("the value")).block(PATIENCE);
        events.ofType(ConnectionCreated.class).next().block(PATIENCE);
        assertEquals(List.of("SessionConnected", "the value", "ConnectionCreated"), order);
    }

    @Test
    @DisplayName("S08 S10 S27 S28 each hears who was there, who comes and who leaves, and of the own end only that")
    void comingAndLeaving() {
        red.join(token("Red"));
        blue.join(token("Blue"));
        red.toldUntil("Blue is here");
        blue.leave();
        red.toldUntil("Blue left: clientDisconnected");
        red.leave();
        assertEquals(
                List.of(
                        "connected as Red",
                        "Red is here, me",
                        "Blue is here",
                        "Blue left: clientDisconnected",
                        "out: clientDisconnected"),
                red.toldUntilTheEnd());
        List<String> blueHeard = blue.toldUntilTheEnd();
        assertEquals("connected as Blue", blueHeard.get(0));
        assertEquals(
                List.of("Blue is here, me", "Red is here"),
                blueHeard.subList(1, 3).stream().sorted().toList());
        assertEquals(List.of("out: clientDisconnected"), blueHeard.subList(3, blueHeard.size()));
    }

    @Test
    @DisplayName("S29 a connection has an id, a time, its token's data, and the permissions of its role")
    void connection() {
        Instant before = Instant.now().minusSeconds(300);
        Connection me = red.join(token("Red & <\"\u00e4\u20ac\ud83d\ude00\">"));
        assertFalse(me.connectionId().isEmpty());
        assertEquals("Red & <\"\u00e4\u20ac\ud83d\ude00\">", me.data());
        assertTrue(me.creationTime().isAfter(before)
                && me.creationTime().isBefore(Instant.now().plusSeconds(300)));
        assertTrue(me.capabilities().publish() && me.capabilities().subscribe());
        assertFalse(me.capabilities().forceDisconnect() || me.capabilities().forceUnpublish());
        assertEquals(me.capabilities(), red.session().snapshot().capabilities());
    }

    @Test
    @DisplayName("S02 the same object joins again, as another connection")
    void joinAgain() {
        Connection first = red.join(token("Red"));
        red.leave();
        assertEquals(Status.DISCONNECTED, red.session().snapshot().status());
        assertNull(red.session().snapshot().connection());
        Connection second = red.join(token("Red again"));
        assertNotEquals(first.connectionId(), second.connectionId());
        red.signal(Signal.of("n", "all"));
        assertEquals(
                List.of(
                        "connected as Red",
                        "Red is here, me",
                        "out: clientDisconnected",
                        "connected as Red again",
                        "Red again is here, me",
                        "Red again says n: all"),
                red.told(6));
    }

    @Test
    @DisplayName("S05 while connecting or connected a second connect fails and disturbs nothing")
    void connectTwice() {
        Mono<Connection> waiting = red.session().connect(Mono.never()).cache();
        waiting.subscribe(me -> {}, error -> {});
        assertConnectFails("OT_ILLEGAL_STATE", 1015, red.session().connect(token("Red")));
        red.leave();
        assertConnectFails("OT_CONNECT_ABORTED", 1020, waiting);

        red.join(token("Red"));
        assertConnectFails("OT_ILLEGAL_STATE", 1015, red.session().connect(token("Red")));
        red.signal(Signal.of("n", "all"));
        assertEquals(List.of("connected as Red", "Red is here, me", "Red says n: all"), red.told(3));
    }

    @Test
    @DisplayName("S05 cancelling connect aborts the join, which nobody is told of; then it may be joined")
    void cancelConnect() {
        StepVerifier.create(red.session().connect(Mono.never())).thenCancel().verify(PATIENCE);
        StepVerifier.create(
                        red.session().connect(token("Red")).then(red.session().signal(Signal.of("n", "all"))))
                .expectComplete()
                .verify(PATIENCE);
        assertEquals(List.of("connected as Red", "Red is here, me", "Red says n: all"), red.told(3));
    }

    @Test
    @DisplayName("S10 disconnect completes at once where nobody is connected")
    void disconnectOutside() {
        StepVerifier.create(red.session().disconnect()).expectComplete().verify(PATIENCE);
        red.join(token("Red"));
        red.leave();
        StepVerifier.create(red.session().disconnect()).expectComplete().verify(PATIENCE);
        red.join(token("Red again"));
        assertEquals(
                List.of("connected as Red", "Red is here, me", "out: clientDisconnected", "connected as Red again"),
                red.told(4));
    }

    @Test
    @DisplayName("S06 S09 S32 a wrong token is an authentication error, which exceptions() tells too")
    void wrongToken() {
        Flux<SessionException> exceptions = openTok().exceptions().replay().autoConnect(0);
        assertConnectFails("OT_AUTHENTICATION_ERROR", 1004, red.session().connect("not-a-token"));
        SessionException told = exceptions.next().block(PATIENCE);
        assertEquals("OT_AUTHENTICATION_ERROR", told.name());
        assertEquals(sessionId(), told.sessionId());
        assertFalse(told.isNetworkFailure());
        red.join(token("Red"));
    }

    @Test
    @DisplayName("S06 what is no session id is an invalid session")
    void wrongSession() {
        Session nowhere = openTok().initSession(place().apiKey(), "hello");
        assertConnectFails("OT_INVALID_SESSION_ID", 1005, nowhere.connect(token("Red")));
    }

    @Test
    @DisplayName("S08 a late subscriber is told the present state first, and no signal of before")
    void lateSubscriber() {
        red.join(token("Red"));
        blue.join(token("Blue"));
        red.signal(Signal.of("n", "1"));
        red.toldUntil("Red says n: 1");
        StepVerifier.create(red.session().events().map(Guest::words).take(4))
                .expectNext("connected as Red", "Red is here, me", "Blue is here")
                .then(() -> red.session().signal(Signal.of("n", "2")).subscribe())
                .expectNext("Red says n: 2")
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    @DisplayName("S30 the roster tells who is there, ourselves included, and nobody while not connected")
    void roster() {
        Flux<List<String>> names = red.session()
                .roster()
                .map(present -> present.stream().map(Connection::data).sorted().toList())
                .replay()
                .autoConnect(0);
        red.join(token("Red"));
        blue.join(token("Blue"));
        red.toldUntil("Blue is here");
        blue.leave();
        red.toldUntil("Blue left: clientDisconnected");
        red.leave();
        StepVerifier.create(names.take(6))
                .expectNext(List.of(), List.of("Red"), List.of("Blue", "Red"), List.of("Red"), List.of())
                .thenCancel()
                .verify(PATIENCE);
    }

    private static void assertConnectFails(String name, int code, Mono<Connection> connect) {
        assertFails(Operation.CONNECT, name, code, connect);
    }
}
