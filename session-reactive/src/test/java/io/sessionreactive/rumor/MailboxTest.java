package io.sessionreactive.rumor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;
import reactor.core.publisher.Hooks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.test.scheduler.VirtualTimeScheduler;

@Timeout(30)
class MailboxTest {
    private static final int THREADS = 8;
    private static final int COMMANDS = 20_000;

    private final VirtualTimeScheduler clock = VirtualTimeScheduler.create();

    @Test
    @DisplayName("S26 commands of many threads run one at a time, all of them, those of a thread in its order")
    void manyThreads() throws InterruptedException {
        Scheduler single = Schedulers.newSingle("mailbox-test", true);
        try {
            Mailbox mailbox = new Mailbox(single);
            int[] last = new int[THREADS];
            AtomicInteger inside = new AtomicInteger();
            List<String> wrong = new ArrayList<>(); // written by the worker only
            CountDownLatch done = new CountDownLatch(THREADS * COMMANDS);
            for (int t = 0; t < THREADS; t++) {
                int thread = t;
                Thread poster = new Thread(() -> {
                    for (int i = 1; i <= COMMANDS; i++) {
                        int number = i;
                        mailbox.execute(() -> {
                            if (inside.incrementAndGet() != 1 || last[thread] != number - 1) {
                                wrong.add("thread " + thread + ": " + number + " after " + last[thread]);
                            }
                            last[thread] = number;
                            inside.decrementAndGet();
                            done.countDown();
                        });
                    }
                });
                poster.setDaemon(true);
                poster.start();
            }
            assertTrue(done.await(20, TimeUnit.SECONDS), done.getCount() + " commands did not run");
            assertEquals(List.of(), wrong);
        } finally {
            single.dispose();
        }
    }

    @Test
    @DisplayName("a command posted by a command runs after it, and after what was posted before")
    void noReentrancy() {
        Mailbox mailbox = new Mailbox(clock);
        List<String> log = new ArrayList<>();
        mailbox.execute(() -> {
            log.add("a begins");
            mailbox.execute(() -> log.add("b"));
            mailbox.execute(() -> log.add("c"));
            log.add("a ends");
        });
        assertEquals(List.of("a begins", "a ends", "b", "c"), log);
    }

    @Test
    @DisplayName("a long row of commands lets others have the thread in between")
    void breathes() {
        Mailbox mailbox = new Mailbox(clock);
        List<String> log = new ArrayList<>();
        mailbox.execute(() -> {
            clock.schedule(() -> log.add("another session"));
            for (int i = 0; i < 1_000; i++) {
                mailbox.execute(() -> log.add("ours"));
            }
        });
        assertEquals(1_001, log.size());
        assertTrue(log.indexOf("another session") < 256, "came at " + log.indexOf("another session"));
    }

    @Test
    @DisplayName("a command that throws does not stop the following ones, and its error is not lost")
    void survivesErrors() {
        List<Throwable> dropped = new ArrayList<>();
        Hooks.onErrorDropped(dropped::add);
        try {
            Mailbox mailbox = new Mailbox(clock);
            List<String> log = new ArrayList<>();
            RuntimeException failure = new IllegalStateException("of a command");
            mailbox.execute(() -> {
                throw failure;
            });
            mailbox.execute(() -> log.add("next"));
            assertEquals(List.of("next"), log);
            assertEquals(List.of(failure), dropped);
        } finally {
            Hooks.resetOnErrorDropped();
        }
    }

    @Test
    @DisplayName("a task runs when its delay has passed by the scheduler's clock, unless disposed of")
    void schedules() {
        Mailbox mailbox = new Mailbox(clock);
        List<String> log = new ArrayList<>();
        mailbox.schedule(() -> log.add("kept"), Duration.ofMillis(600));
        Disposable forgotten = mailbox.schedule(() -> log.add("forgotten"), Duration.ofMillis(600));
        forgotten.dispose();
        assertTrue(forgotten.isDisposed());
        clock.advanceTimeBy(Duration.ofMillis(599));
        assertFalse(log.contains("kept"));
        assertEquals(Duration.ofMillis(599).toNanos(), mailbox.now());
        clock.advanceTimeBy(Duration.ofMillis(1));
        assertEquals(List.of("kept"), log);
    }
}
