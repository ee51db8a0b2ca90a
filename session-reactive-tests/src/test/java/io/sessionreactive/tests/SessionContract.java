package io.sessionreactive.tests;

import static io.sessionreactive.support.Guest.PATIENCE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sessionreactive.OpenTok;
import io.sessionreactive.Operation;
import io.sessionreactive.Session;
import io.sessionreactive.SessionException;
import io.sessionreactive.support.Guest;
import io.sessionreactive.transport.Transport;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What every session service must show to the users of this SDK, whoever runs it. Subclasses group its tests. */
abstract class SessionContract {
    private OpenTok openTok;
    private String sessionId;

    /** Where the contract is tested. */
    abstract Place place();

    @BeforeEach
    final void arrive() {
        openTok = place().newClient(UnaryOperator.identity());
        sessionId = place().newSessionId();
    }

    @AfterEach
    final void depart() {
        openTok.disposeLater().block(PATIENCE);
    }

    final OpenTok openTok() {
        return openTok;
    }

    /** The session of the present test. */
    final String sessionId() {
        return sessionId;
    }

    final Session newSession() {
        return openTok.initSession(Guest.patient(place().apiKey(), sessionId));
    }

    final Guest newGuest() {
        return new Guest(newSession());
    }

    /** A publisher's token for the session of the present test, whose data is the name. */
    final String token(String name) {
        return place().token(sessionId, name);
    }

    static void assertFails(Operation operation, String name, int code, Mono<?> call) {
        StepVerifier.create(call)
                .expectErrorSatisfies(error -> {
                    SessionException failure = (SessionException) error;
                    assertEquals(name, failure.name());
                    assertEquals(code, failure.code());
                    assertEquals(operation, failure.operation());
                })
                .verify(PATIENCE);
    }

    /** A session service, as a user has it. */
    interface Place {
        /**
         * A new client of the service.
         *
         * @param border stands between each of its sessions and the network
         */
        OpenTok newClient(UnaryOperator<Transport> border);

        String apiKey();

        /** A session that nobody else uses. */
        String newSessionId();

        /** A publisher's token for that session, whose data is the name. */
        String token(String sessionId, String name);
    }
}
