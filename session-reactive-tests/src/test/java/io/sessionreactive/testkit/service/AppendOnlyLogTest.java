package io.sessionreactive.testkit.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AppendOnlyLogTest {

    @Test
    @DisplayName("a view shows what was appended before it, and never changes")
    void views() {
        AppendOnlyLog<Integer> log = new AppendOnlyLog<>(1_000);
        List<Integer> none = log.view();
        append(log, 0, 15);
        List<Integer> few = log.view();
        append(log, 15, 100); // more than fits into the first array
        List<Integer> many = log.view();
        append(log, 100, 1_500); // more than are kept
        assertEquals(List.of(), none);
        assertEquals(numbers(0, 15), few);
        assertEquals(numbers(0, 100), many);
        assertThrows(UnsupportedOperationException.class, () -> many.set(0, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> few.get(15));
    }

    @Test
    @DisplayName("the newest are kept, between half of the bound and all of it, in order")
    void bound() {
        AppendOnlyLog<Integer> log = new AppendOnlyLog<>(100);
        for (int i = 0; i < 1_000; i++) {
            log.append(i);
            List<Integer> kept = log.view();
            int least = Math.min(i + 1, 50);
            assertEquals(numbers(i + 1 - kept.size(), i + 1), kept);
            assertTrue(kept.size() >= least && kept.size() <= 100, "kept " + kept.size());
        }
    }

    @Test
    @DisplayName("an odd bound loses nothing either")
    void oddBound() {
        AppendOnlyLog<Integer> log = new AppendOnlyLog<>(17);
        append(log, 0, 200);
        List<Integer> kept = log.view();
        assertEquals(numbers(200 - kept.size(), 200), kept);
    }

    @Test
    @DisplayName("other threads read whole prefixes while one appends")
    void otherThreads() throws Exception {
        int count = 200_000;
        AppendOnlyLog<Integer> log = new AppendOnlyLog<>(count);
        ExecutorService readers = Executors.newFixedThreadPool(2);
        try {
            CountDownLatch reading = new CountDownLatch(2);
            Runnable read = () -> {
                reading.countDown();
                for (int seen = 0; seen < count; ) {
                    List<Integer> view = log.view();
                    assertTrue(view.size() >= seen, "a later view is no shorter");
                    for (; seen < view.size(); seen++) {
                        assertEquals(seen, view.get(seen));
                    }
                }
            };
            List<Future<?>> all = List.of(readers.submit(read), readers.submit(read));
            reading.await();
            append(log, 0, count);
            for (Future<?> reader : all) {
                reader.get();
            }
        } finally {
            readers.shutdownNow();
        }
    }

    private static void append(AppendOnlyLog<Integer> log, int from, int to) {
        numbers(from, to).forEach(log::append);
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }
}
