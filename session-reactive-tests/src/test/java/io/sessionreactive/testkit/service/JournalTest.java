package io.sessionreactive.testkit.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

@Timeout(60)
class JournalTest {
    private final Queue<Runnable> later = new ArrayDeque<>();
    private final Journal<Integer> journal = new Journal<>(new AppendOnlyLog<>(100), later::add);

    @Test
    @DisplayName("a reader gets what there is, then what comes, each once and in order, and the end")
    void replayThenLive() {
        append(0, 3);
        StepVerifier.create(journal.read())
                .expectNext(0, 1, 2)
                .then(() -> append(3, 5))
                .then(this::runLater)
                .expectNext(3, 4)
                .then(journal::close)
                .verifyComplete();
        StepVerifier.create(journal.read()).expectNext(0, 1, 2, 3, 4).verifyComplete();
    }

    @Test
    @DisplayName("a reader takes as much as it asks for, whatever is written meanwhile")
    void demand() {
        append(0, 5);
        StepVerifier.create(journal.read(), 2)
                .expectNext(0, 1)
                .then(() -> append(5, 90))
                .then(this::runLater)
                .expectNoEvent(java.time.Duration.ofMillis(1)) // nothing more is there in this thread either
                .thenRequest(1)
                .expectNext(2)
                .thenRequest(Long.MAX_VALUE)
                .expectNextSequence(IntStream.range(3, 90).boxed().toList())
                .then(journal::close)
                .verifyComplete();
    }

    @Test
    @DisplayName("the end is told to a reader that asks for nothing, but not before what it has yet to read")
    void endWithoutDemand() {
        StepVerifier.create(journal.read(), 0).then(journal::close).verifyComplete();
        Journal<Integer> full = new Journal<>(new AppendOnlyLog<>(100), later::add);
        full.append(1);
        full.close();
        List<String> told = new ArrayList<>();
        StepVerifier.create(full.read().doOnComplete(() -> told.add("end")), 0)
                .then(() -> assertEquals(List.of(), told))
                .thenRequest(1)
                .expectNext(1)
                .verifyComplete();
    }

    @Test
    @DisplayName("a reader that is further behind than anything is kept fails alone, and is never given a gap")
    void overflow() {
        append(0, 1);
        StepVerifier.create(journal.read(), 1)
                .expectNext(0)
                .then(() -> append(1, 1_000))
                .thenRequest(1)
                .expectErrorMatches(Exceptions::isOverflow)
                .verify();
        List<Integer> kept = journal.view();
        StepVerifier.create(journal.read().take(kept.size()))
                .expectNextSequence(kept)
                .verifyComplete();
    }

    @Test
    @DisplayName("readers are told after what the writer does, once for all of it")
    void afterwards() {
        List<Integer> read = new ArrayList<>();
        Disposable reader = journal.read().subscribe(read::add);
        append(0, 10);
        assertEquals(List.of(), read);
        assertEquals(1, later.size());
        runLater();
        assertEquals(10, read.size());
        reader.dispose();
        append(10, 20);
        assertEquals(0, later.size(), "nobody reads any more");
        assertEquals(10, read.size());
    }

    @Test
    @DisplayName("what a reader writes when it is told something is told to it next")
    void reentrant() {
        List<Integer> read = new ArrayList<>();
        journal.read().take(5).subscribe(value -> {
            journal.append(value + 1);
            read.add(value);
        });
        journal.append(0);
        while (!later.isEmpty()) {
            runLater();
        }
        assertEquals(List.of(0, 1, 2, 3, 4), read);
    }

    @Test
    @DisplayName("readers of other threads see all, in order, while one writes")
    void otherThreads() {
        int count = 200_000;
        Scheduler writer = Schedulers.newSingle("writer");
        Journal<Integer> shared = new Journal<>(new AppendOnlyLog<>(count), writer::schedule);
        try {
            writer.schedule(() -> {
                IntStream.range(0, count).forEach(shared::append);
                shared.close();
            });
            Flux<Boolean> readers = Flux.range(0, 4)
                    .flatMap(reader -> shared.read()
                            .publishOn(Schedulers.parallel(), 1 + reader * 100)
                            .collectList()
                            .map(numbers(0, count)::equals));
            StepVerifier.create(readers).expectNext(true, true, true, true).verifyComplete();
        } finally {
            writer.dispose();
        }
    }

    @Test
    @DisplayName("a log is bounded by weight too, and keeps the newest")
    void weight() {
        AppendOnlyLog<Integer> log = new AppendOnlyLog<>(1_000, value -> value, 100);
        for (int i = 1; i <= 60; i++) {
            log.append(i);
            List<Integer> kept = log.view();
            assertEquals(numbers(i + 1 - kept.size(), i + 1), kept);
            assertEquals(i, log.view().end());
            int sum = kept.stream().mapToInt(Integer::intValue).sum();
            assertTrue(sum <= 100, "kept " + kept);
        }
        log.append(200);
        assertEquals(List.of(200), log.view(), "the newest is kept, however heavy");
        log.append(1);
        assertEquals(List.of(1), log.view());
    }

    @Test
    @DisplayName("a log of one keeps the last")
    void one() {
        AppendOnlyLog<Integer> log = new AppendOnlyLog<>(1);
        log.append(1);
        log.append(2);
        assertEquals(List.of(2), log.view());
        assertEquals(1, log.view().before());
    }

    private void append(int from, int to) {
        numbers(from, to).forEach(journal::append);
    }

    private void runLater() {
        later.remove().run();
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }
}
