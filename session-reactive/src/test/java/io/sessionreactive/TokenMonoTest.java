package io.sessionreactive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.SessionSnapshot.Status;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.PublisherProbe;
import reactor.test.publisher.TestPublisher;

/** S05: the token as a Mono. */
@Timeout(60)
class TokenMonoTest {
    private final Stage stage = new Stage();
    private final Session session = stage.session;

    @Test
    @DisplayName("S05 the token is asked for anew by each join, and not before it")
    void askedEachTime() {
        AtomicInteger asked = new AtomicInteger();
        Mono<Connection> connect = session.connect(Mono.fromSupplier(() -> "token " + asked.incrementAndGet()));
        assertEquals(0, asked.get());
        for (int i = 1; i <= 3; i++) {
            StepVerifier.create(connect).then(stage::letIn).expectNextCount(1).verifyComplete();
            session.disconnect().subscribe();
        }
        assertEquals(
                List.of("token 1", "token 2", "token 3"),
                stage.network.questions().stream()
                        .map(question -> question.headers().get("X-OPENTOK-AUTH"))
                        .toList());
    }

    @Test
    @DisplayName("S05 a token that comes later is waited for without traffic")
    void waitedFor() {
        TestPublisher<String> token = TestPublisher.create();
        StepVerifier.create(session.connect(token.mono()))
                .then(() -> {
                    assertEquals(Status.CONNECTING, session.snapshot().status());
                    assertEquals(List.of(), stage.network.questions());
                    token.emit("late");
                })
                .then(stage::letIn)
                .expectNextCount(1)
                .verifyComplete();
    }

    @Test
    @DisplayName("S05 a Mono that fails fails the join as OT_AUTHENTICATION_ERROR with the cause, without traffic")
    void fails() {
        IllegalStateException cause = new IllegalStateException("the vault is closed");
        StepVerifier.create(session.connect(Mono.error(cause))).verifyErrorSatisfies(failure -> {
            assertAuthenticationError(failure, "the vault is closed");
            assertSame(cause, failure.getCause());
        });
        assertOver();
    }

    @Test
    @DisplayName("S05 a Mono that throws when subscribed to does the same")
    void throwing() {
        StepVerifier.create(session.connect(Mono.defer(() -> {
                    throw new IllegalStateException("the vault is closed");
                })))
                .verifyErrorSatisfies(failure -> assertAuthenticationError(failure, "the vault is closed"));
        assertOver();
    }

    @Test
    @DisplayName("S05 a Mono without a token fails the join as OT_AUTHENTICATION_ERROR")
    void empty() {
        StepVerifier.create(session.connect(Mono.empty()))
                .verifyErrorSatisfies(failure -> assertAuthenticationError(failure, "completed without one"));
        assertOver();
    }

    @Test
    @DisplayName("S05 aborting the join cancels the asking")
    void cancelled() {
        PublisherProbe<String> token = PublisherProbe.of(Mono.never());
        session.connect(token.mono()).subscribe().dispose();
        token.assertWasSubscribed();
        token.assertWasCancelled();
    }

    @Test
    @DisplayName(
            "S32 a token of nothing but blanks fails as every bad one does; none at all is refused when connect is called")
    void misuse() {
        for (String nothing : List.of("", " ")) {
            StepVerifier.create(session.connect(nothing))
                    .verifyErrorSatisfies(failure -> assertAuthenticationError(failure, "the token is empty"));
        }
        assertThrows(NullPointerException.class, () -> session.connect((String) null));
        assertThrows(NullPointerException.class, () -> session.connect((Mono<String>) null));
    }

    private static void assertAuthenticationError(Throwable failure, String told) {
        SessionException exception = assertInstanceOf(SessionException.class, failure);
        assertEquals("OT_AUTHENTICATION_ERROR", exception.name());
        assertEquals(1004, exception.code());
        assertTrue(exception.getMessage().contains(told), exception.getMessage());
    }

    private void assertOver() {
        assertEquals(Status.DISCONNECTED, session.snapshot().status());
        assertEquals(List.of(), stage.network.questions());
        stage.join();
    }
}
