package io.sessionreactive.tests;

import static io.sessionreactive.support.Guest.PATIENCE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.Connection;
import io.sessionreactive.OpenTok;
import io.sessionreactive.Operation;
import io.sessionreactive.Session;
import io.sessionreactive.SessionException;
import io.sessionreactive.SessionSnapshot.Status;
import io.sessionreactive.Signal;
import io.sessionreactive.support.Detour;
import io.sessionreactive.support.Guest;
import io.sessionreactive.support.Party;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Joins over real sockets, seen from both sides: what the client is told, and what the service is left with. */
@Timeout(120)
class ConnectTest {
    private final Party party = new Party();

    @AfterEach
    void close() {
        party.close();
    }

    @Test
    @DisplayName(
            "S01 making a session and watching it causes no traffic; joining it causes one question and one socket")
    void noTraffic() {
        Detour detour = new Detour();
        OpenTok openTok = OpenTok.create(party.service().clientOptions().transport(() -> detour));
        Session session = party.newSession(openTok);
        Guest guest = new Guest(session);
        session.snapshots().subscribe();
        Mono<Connection> connect = session.connect(party.token("Red"));
        StepVerifier.create(session.disconnect()).expectComplete().verify(PATIENCE); // all is settled on its worker
        assertEquals(0, detour.questions());
        assertEquals(0, detour.sockets());
        StepVerifier.create(connect).expectNextCount(1).expectComplete().verify(PATIENCE);
        assertEquals(1, detour.questions());
        assertEquals(1, detour.sockets());
        guest.leave();
    }

    @Test
    @DisplayName("S01 sessions of one client end with it, those of another one go on")
    void endWithTheirClient() {
        OpenTok other = OpenTok.create(party.service().clientOptions());
        Guest staying = party.join("Staying");
        Guest first = new Guest(party.newSession(other));
        Guest second = new Guest(party.newSession(other));
        first.join(party.token("First"));
        second.join(party.token("Second"));
        StepVerifier.create(other.disposeLater()).expectComplete().verify(PATIENCE);
        for (Guest guest : List.of(first, second)) {
            List<String> told = guest.toldUntilTheEnd();
            assertEquals("out: clientDisconnected", told.get(told.size() - 1));
        }
        staying.toldUntil("First left: clientDisconnected");
        staying.toldUntil("Second left: clientDisconnected");
        assertEquals(List.of("Staying"), party.names());
        SessionContract.assertFails(
                Operation.CONNECT, "OT_ILLEGAL_STATE", 1015, first.session().connect(party.token("First")));
        staying.signal(Signal.ping());
    }

    @Test
    @DisplayName("S02 each stay is another connection to the service, and at the end of each nothing is left of it")
    void stays() {
        Guest red = party.newGuest();
        List<String> ids = new ArrayList<>();
        for (int stay = 0; stay < 5; stay++) {
            ids.add(red.join(party.token("Red")).connectionId());
            assertEquals(ids.get(stay), party.seen().members().get(0).connectionId());
            assertEquals(1, party.names().size());
            red.leave();
            party.seen().awaitMembers(0).block(PATIENCE);
        }
        assertEquals(5, ids.stream().distinct().count());
        red.told(15);
        assertEquals(15, red.told().size(), "three events in each stay, told once");
    }

    @Test
    @DisplayName("S05 cancelling connect after it has emitted does nothing")
    void cancelTooLate() {
        Guest red = party.newGuest();
        StepVerifier.create(red.session().connect(party.token("Red")).concatWith(Mono.never()))
                .expectNextCount(1)
                .thenCancel()
                .verify(PATIENCE);
        red.signal(Signal.of("n", "last"));
        assertEquals(List.of("connected as Red", "Red is here, me", "Red says n: last"), red.told(3));
    }

    @Test
    @DisplayName("S05 the token may be a Mono, which is asked again for each join")
    void tokenMono() {
        AtomicInteger asked = new AtomicInteger();
        Session session = party.newSession();
        Mono<Connection> connect =
                session.connect(Mono.fromSupplier(() -> party.token("Red " + asked.incrementAndGet())));
        StepVerifier.create(connect.map(Connection::data)
                        .delayUntil(me -> session.disconnect())
                        .repeat(2))
                .expectNext("Red 1", "Red 2", "Red 3")
                .expectComplete()
                .verify(PATIENCE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName(
            "S05 a join that is given up at any moment leaves nobody behind at the service, and can be tried again")
    void givenUpAnywhere(boolean byCancelling) {
        Guest watcher = party.join("Watcher");
        for (int i = 0; i < 40; i++) {
            Session session = party.newSession();
            Mono<Connection> connect = session.connect(party.token("Hesitant")).onErrorComplete(this::isAborted);
            Disposable joining = connect.subscribe();
            Mono.delay(Duration.ofMillis(i % 20)).block(PATIENCE); // somewhere on the way in, or there
            if (byCancelling) {
                joining.dispose();
            }
            session.disconnect().block(PATIENCE);
            assertEquals(Status.DISCONNECTED, session.snapshot().status());
            if (i % 10 == 0) {
                assertEquals(
                        "Again",
                        session.connect(party.token("Again")).block(PATIENCE).data());
                session.disconnect().block(PATIENCE);
            }
        }
        party.await(() -> party.service().openSockets().size() == 1); // the last goodbyes may be on their way
        assertEquals(List.of("Watcher"), party.names());
        watcher.signal(Signal.of("n", "last"));
        List<String> told = watcher.toldUntil("Watcher says n: last");
        long came = told.stream().filter(words -> words.endsWith(" is here")).count();
        long went = told.stream().filter(words -> words.contains(" left: ")).count();
        assertEquals(came, went, told::toString);
        assertTrue(came >= 4, "those who joined again were seen");
    }

    private boolean isAborted(Throwable error) {
        return error instanceof SessionException failure && failure.name().equals("OT_CONNECT_ABORTED");
    }

    @Test
    @DisplayName("S38 where the messaging socket cannot be opened twice, the third attempt joins")
    void thirdAttempt() throws IOException {
        AtomicInteger attempts = new AtomicInteger();
        URI closed = closedPort();
        Detour detour = new Detour(uri -> attempts.incrementAndGet() < 3 ? closed : uri);
        OpenTok openTok = OpenTok.create(party.service().clientOptions().transport(() -> detour));
        Guest red = new Guest(party.newSession(openTok));
        red.join(party.token("Red"));
        assertEquals(3, detour.sockets());
        assertEquals(List.of("Red"), party.names());
        red.leave();
    }

    @Test
    @DisplayName("S38 S33 where it cannot be opened three times, connect fails for lack of network")
    void noThirdAttempt() throws IOException {
        URI closed = closedPort();
        Detour detour = new Detour(uri -> closed);
        OpenTok openTok = OpenTok.create(party.service().clientOptions().transport(() -> detour));
        StepVerifier.create(party.newSession(openTok).connect(party.token("Red")))
                .expectErrorSatisfies(error -> {
                    SessionException failure = (SessionException) error;
                    assertEquals("OT_CONNECT_FAILED", failure.name());
                    assertEquals(1006, failure.code());
                    assertTrue(failure.isNetworkFailure() && failure.isRetryable());
                })
                .verify(PATIENCE);
        assertEquals(3, detour.sockets());
    }

    private static URI closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("ws://127.0.0.1:" + socket.getLocalPort() + "/");
        }
    }
}
