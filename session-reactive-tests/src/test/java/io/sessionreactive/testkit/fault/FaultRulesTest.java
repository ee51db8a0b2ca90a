package io.sessionreactive.testkit.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.testkit.service.Peer;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class FaultRulesTest {
    private static final Peer ALICE = new Peer("a", "name=alice");
    private static final Peer BOB = new Peer("b", "name=bob");
    private static final Effect.Ignore IGNORE = new Effect.Ignore(Request.SIGNAL);
    private static final Effect.Refuse REFUSE = new Effect.Refuse(Request.MESSAGE, 500, "");
    private static final Effect.Hold HOLD = new Effect.Hold(Set.of(Direction.FROM_CLIENT));

    private final FaultRules rules = new FaultRules();

    private Fault begin(Clients clients, int times, Effect effect) {
        Fault fault = new Fault(clients, effect, times, Schedulers.immediate(), rules::remove, Mono.empty());
        rules.add(fault);
        return fault;
    }

    @Test
    @DisplayName("a fault is for all, for a connection, or for a token's data, never for an unknown client alone")
    void clients() {
        assertTrue(Clients.ALL.include(Peer.UNKNOWN));
        assertTrue(new Clients("a", null).include(ALICE));
        assertFalse(new Clients("a", null).include(BOB));
        assertFalse(new Clients("a", null).include(Peer.UNKNOWN));
        assertTrue(new Clients(null, "name=bob").include(BOB));
        assertFalse(new Clients(null, "name=bob").include(Peer.UNKNOWN));
    }

    @Test
    @DisplayName("a request of a message is any request in a socket, and no other")
    void requests() {
        begin(Clients.ALL, 0, REFUSE);
        assertEquals(REFUSE, rules.onRequest(Request.SIGNAL, ALICE));
        assertEquals(REFUSE, rules.onRequest(Request.JOIN, ALICE));
        assertEquals(REFUSE, rules.onRequest(Request.MESSAGE, ALICE));
        assertNull(rules.onRequest(Request.SESSION_INFO, ALICE));
        assertNull(rules.onRequest(Request.SOCKET, ALICE));
    }

    @Test
    @DisplayName("the first fault that applies happens, until it is used up, then the next")
    void usedUp() {
        Fault first = begin(new Clients("a", null), 2, IGNORE);
        Fault second = begin(Clients.ALL, 0, REFUSE);
        assertEquals(REFUSE, rules.onRequest(Request.SIGNAL, BOB));
        assertEquals(IGNORE, rules.onRequest(Request.SIGNAL, ALICE));
        assertEquals(REFUSE, rules.onRequest(Request.JOIN, ALICE));
        assertEquals(IGNORE, rules.onRequest(Request.SIGNAL, ALICE));
        assertTrue(first.isDisposed());
        assertEquals(REFUSE, rules.onRequest(Request.SIGNAL, ALICE));
        assertEquals(2, first.occurrences());
        assertEquals(3, second.occurrences());
        second.restore();
        assertTrue(rules.isEmpty());
    }

    @Test
    @DisplayName("what holds lies on as many sockets as it may, and ends with the last of them")
    void sockets() {
        Fault hold = begin(Clients.ALL, 2, HOLD);
        Object first = new Object();
        Object second = new Object();
        assertFalse(rules.isHeld(Direction.TO_CLIENT, ALICE, first));
        assertTrue(rules.isHeld(Direction.FROM_CLIENT, ALICE, first));
        assertTrue(rules.isHeld(Direction.FROM_CLIENT, ALICE, first));
        assertTrue(rules.isHeld(Direction.FROM_CLIENT, BOB, second));
        assertFalse(rules.isHeld(Direction.FROM_CLIENT, BOB, new Object()));
        assertEquals(2, hold.occurrences());
        assertNull(rules.holding(ALICE), "what is for some sockets keeps no new one from opening");

        rules.gone(first);
        assertFalse(hold.isDisposed());
        rules.gone(second);
        assertTrue(hold.isDisposed());
    }

    @Test
    @DisplayName("what holds without limit also keeps new sockets from opening, and waits to be ended")
    void unlimited() {
        Fault hold = begin(new Clients("a", null), 0, HOLD);
        assertSame(hold, rules.holding(ALICE));
        assertNull(rules.holding(BOB));
        Object socket = new Object();
        assertTrue(rules.isHeld(Direction.FROM_CLIENT, ALICE, socket));
        rules.gone(socket);
        assertEquals(1, hold.occurrences());
        assertFalse(hold.isDisposed());
    }

    @Test
    @DisplayName("a fault that has ended applies to nothing, even where it was found before")
    void ended() {
        Fault hold = begin(Clients.ALL, 0, HOLD);
        hold.restore();
        assertFalse(hold.concerns(ALICE));
        assertFalse(rules.isHeld(Direction.FROM_CLIENT, ALICE, new Object()));
        assertTrue(hold.toString().contains("over"), hold::toString);
    }
}
