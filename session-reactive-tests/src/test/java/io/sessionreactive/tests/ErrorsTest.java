package io.sessionreactive.tests;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.sessionreactive.Operation;
import io.sessionreactive.SessionException;
import io.sessionreactive.support.MarkdownTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;

/**
 * Every error that can be caused, caused: many at a time, since some of them take three attempts. What users read goes,
 * as a table, to {@code target/errors.md}.
 */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErrorsTest {
    private static final int AT_A_TIME = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(150);

    private final TroubleStage stage = new TroubleStage();
    private final Queue<Throwable> dropped = new ConcurrentLinkedQueue<>();
    private List<Trouble> troubles;
    private List<SessionException> seen;

    @BeforeAll
    void causeAll() throws IOException {
        new ConnectTroubles(stage).addAll();
        new SignalTroubles(stage).addAll();
        new ModerationTroubles(stage).addAll();
        troubles = stage.troubles();
        Hooks.onErrorDropped(dropped::add);
        seen = Flux.fromIterable(troubles)
                .flatMapSequential(Trouble::cause, AT_A_TIME)
                .collectList()
                .block(PATIENCE);
        Hooks.resetOnErrorDropped();
    }

    @AfterAll
    void close() throws IOException {
        stage.close();
    }

    @TestFactory
    @DisplayName("S06 each error has its operation, name, code, flags and words")
    Stream<DynamicTest> errors() {
        return IntStream.range(0, troubles.size()).mapToObj(i -> {
            Trouble trouble = troubles.get(i);
            return dynamicTest(trouble.row() + " " + trouble.how(), () -> check(trouble, seen.get(i)));
        });
    }

    private static void check(Trouble trouble, SessionException seen) {
        Trouble.Kind kind = trouble.kind();
        String message = seen.getMessage();
        assertAll(
                () -> assertEquals(kind, kind(seen)),
                () -> assertTrue(
                        message.startsWith(kind.operation() + ": " + kind.name() + " (" + kind.code() + "): "),
                        message),
                () -> assertTrue(message.contains(trouble.words()), message));
    }

    private static Trouble.Kind kind(SessionException error) {
        String flags = (error.isNetworkFailure() ? "N" : "")
                + (error.isRetryable() ? "R" : "")
                + (error.isDeliveryUnknown() ? "U" : "");
        return new Trouble.Kind(error.operation(), error.name(), error.code(), flags);
    }

    @Test
    @DisplayName("each failure is told once: nothing is dropped beside it, which Reactor would log as an error")
    void nothingDropped() {
        assertEquals(List.of(), List.copyOf(dropped));
    }

    @Test
    @DisplayName("S34 one test tells network trouble from everything else")
    void networkOrNot() {
        Set<String> network = new TreeSet<>();
        Set<String> other = new TreeSet<>();
        for (SessionException error : seen) {
            (error.isNetworkFailure() ? network : other).add(error.operation() + " " + error.name());
        }
        assertEquals(
                new TreeSet<>(Set.of("connect OT_CONNECT_FAILED", "connect OT_TIMEOUT", "signal OT_NOT_CONNECTED")),
                network);
        assertTrue(other.contains("connect OT_AUTHENTICATION_ERROR"), other::toString);
        // a refused join and a signal before connect have a name of network trouble; the test tells them apart
        assertTrue(other.containsAll(Set.of("connect OT_CONNECT_FAILED", "signal OT_NOT_CONNECTED")), other::toString);
    }

    @Test
    @DisplayName("S34 a connect never fails with OT_NOT_CONNECTED, the name in the documentation's recipe")
    void notTheDocumentationsName() {
        assertTrue(seen.stream()
                .filter(error -> error.operation() == Operation.CONNECT)
                .noneMatch(error -> error.name().equals("OT_NOT_CONNECTED")));
    }

    @AfterAll
    void writeTable() throws IOException {
        MarkdownTable table = new MarkdownTable(
                "error", "code", "network failure, retryable, delivery unknown", "caused by", "what the user reads");
        for (int i = 0; i < seen.size(); i++) {
            Trouble.Kind kind = troubles.get(i).kind();
            String error = kind.operation() + " " + kind.name();
            String code = Integer.toString(kind.code());
            table.row(
                    error,
                    code,
                    kind.flags(),
                    troubles.get(i).how(),
                    seen.get(i).getMessage());
        }
        table.write(Path.of("target/errors.md"));
    }
}
