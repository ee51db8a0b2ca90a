package io.sessionreactive.tests;

import static io.sessionreactive.support.Guest.PATIENCE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.Session;
import io.sessionreactive.SessionEvent;
import io.sessionreactive.SessionEvent.SignalReceived;
import io.sessionreactive.Signal;
import io.sessionreactive.support.Guest;
import io.sessionreactive.support.Party;
import io.sessionreactive.testkit.seen.SeenSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Many signals over real sockets: each arrives once, in its sender's order, whoever listens from when on. */
@Timeout(180)
class ManySignalsTest {
    private static final int IN_FLIGHT = 64;

    private final Party party = new Party();

    @AfterEach
    void close() {
        party.close();
    }

    @Test
    @DisplayName("S26 ten thousand signals arrive once each, in order, at the sender too")
    void tenThousand() {
        List<String> numbers = numbers(10_000);
        Guest red = party.join("Red");
        Guest blue = party.join("Blue");
        StepVerifier.create(send(blue.session(), "n", numbers)).expectComplete().verify(PATIENCE.multipliedBy(2));
        assertEquals(numbers, red.signalsUntil("9999"));
        assertEquals(numbers, blue.signalsUntil("9999"));
        assertEquals(
                numbers, party.seen().signals().stream().map(SeenSignal::data).toList());
    }

    @Test
    @DisplayName("S26 signals of several threads keep the order of each thread")
    void threads() throws InterruptedException {
        Guest red = party.join("Red");
        Guest blue = party.join("Blue");
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (String type : List.of("one", "two", "three", "four")) {
            // together they stay below the 1,000 that may wait for their acknowledgement
            threads.add(new Thread(() -> sendFromHere(blue.session(), type, 1_000, new Semaphore(200), failures)));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        blue.signal(Signal.of("end", "end"));
        red.signalsUntil("end");
        assertEquals(List.of(), List.copyOf(failures));
        for (String type : List.of("one", "two", "three", "four")) {
            List<String> received = red.told().stream()
                    .filter(words -> words.startsWith("Blue says " + type + ": "))
                    .map(words -> words.substring(words.indexOf(": ") + 2))
                    .toList();
            assertEquals(numbers(1_000), received, type);
        }
    }

    /** Subscribes to one signal after the other on this thread; returns when the last was accepted. */
    private static void sendFromHere(
            Session session, String type, int count, Semaphore inFlight, Queue<Throwable> failures) {
        int most = inFlight.availablePermits();
        for (int n = 0; n < count; n++) {
            inFlight.acquireUninterruptibly();
            session.signal(Signal.of(type, Integer.toString(n)))
                    .doFinally(end -> inFlight.release())
                    .subscribe(nothing -> {}, failures::add);
        }
        inFlight.acquireUninterruptibly(most);
    }

    @Test
    @DisplayName("S08 whoever subscribes while signals arrive is told the state, then all signals from some one on")
    void lateSubscribers() {
        List<String> numbers = numbers(3_000);
        Guest red = party.join("Red");
        Guest blue = party.join("Blue");
        red.toldUntil("Blue is here");
        Flux<List<String>> late = red.session()
                .events()
                .map(Guest::words)
                .takeUntil("Blue says n: 2999"::equals)
                .collectList()
                .flux();
        // one more subscriber at every hundredth signal, and one from the beginning
        Flux<List<String>> all = Flux.fromIterable(numbers)
                .filter(n -> n.endsWith("00"))
                .flatMap(
                        n -> red.session()
                                .events()
                                .ofType(SignalReceived.class)
                                .filter(signal -> n.equals(signal.data()))
                                .take(1)
                                .thenMany(late),
                        100)
                .mergeWith(late);
        StepVerifier.create(all.collectList()
                        .zipWith(send(blue.session(), "n", numbers).thenReturn(true)))
                .assertNext(both -> {
                    assertEquals(30, both.getT1().size());
                    both.getT1().forEach(told -> assertContinuous(told, numbers));
                })
                .expectComplete()
                .verify(PATIENCE.multipliedBy(2));
    }

    private static void assertContinuous(List<String> told, List<String> numbers) {
        assertEquals(List.of("connected as Red", "Red is here, me", "Blue is here"), told.subList(0, 3));
        List<String> signals = told.subList(3, told.size());
        List<String> last = numbers.subList(numbers.size() - signals.size(), numbers.size()).stream()
                .map(n -> "Blue says n: " + n)
                .toList();
        assertEquals(last, signals);
    }

    @Test
    @DisplayName("a subscriber that does not keep up fails alone, and the others miss nothing")
    void slowSubscriber() {
        Session session = party.openTok()
                .initSession(Guest.patient(party.service().apiKey(), party.sessionId())
                        .eventBuffer(16));
        Guest red = new Guest(session);
        red.join(party.token("Red"));
        Flux<SessionEvent> slow = session.events();
        StepVerifier.create(slow, 1)
                .expectNextMatches(event -> Guest.words(event).equals("connected as Red"))
                .then(() -> send(session, "n", numbers(200)).block(PATIENCE))
                .thenRequest(Long.MAX_VALUE)
                .thenConsumeWhile(event -> true)
                .expectErrorMatches(error -> error.getMessage().contains("eventBuffer"))
                .verify(PATIENCE);
        assertEquals(numbers(200), red.signalsUntil("199"));
        assertTrue(party.names().contains("Red"));
    }

    private static Mono<Void> send(Session session, String type, List<String> data) {
        return Flux.fromIterable(data)
                .flatMapSequential(text -> session.signal(Signal.of(type, text)), IN_FLIGHT)
                .then();
    }

    private static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }
}
