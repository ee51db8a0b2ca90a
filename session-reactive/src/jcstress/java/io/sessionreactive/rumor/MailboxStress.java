package io.sessionreactive.rumor;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.III_Result;
import reactor.core.scheduler.Schedulers;

/**
 * The mailbox under every interleaving that jcstress can bring about. Commands leave their numbers in a log that is
 * nothing but a plain field, as the state of a session is: what is not published from command to command is lost.
 *
 * <p>Where two threads post, the worker runs on whichever posts first, which makes each of them the worker in turn.
 */
public final class MailboxStress {
    private MailboxStress() {}

    /** Two threads that post two commands each: 1 and 2, 3 and 4. */
    @JCStressTest
    @State
    @Outcome(
            id = {"1234, 0", "1324, 0", "1342, 0", "3124, 0", "3142, 0", "3412, 0"},
            expect = Expect.ACCEPTABLE,
            desc = "all ran, each thread's in its order, and none waits")
    @Outcome(expect = Expect.FORBIDDEN, desc = "lost, out of order, or miscounted")
    public static class Order {
        private final Mailbox mailbox = new Mailbox(Schedulers.immediate());
        private int log;

        @Actor
        public void first() {
            post(1);
            post(2);
        }

        @Actor
        public void second() {
            post(3);
            post(4);
        }

        @Arbiter
        public void look(II_Result result) {
            result.r1 = log;
            result.r2 = mailbox.backlog();
        }

        private void post(int number) {
            mailbox.execute(() -> log = 10 * log + number);
        }
    }

    /** The same, where each command looks whether another one is running. */
    @JCStressTest
    @State
    @Outcome(id = "4, 0", expect = Expect.ACCEPTABLE, desc = "all ran, one at a time")
    @Outcome(expect = Expect.FORBIDDEN, desc = "lost, or two at once")
    public static class OneAtATime {
        private final Mailbox mailbox = new Mailbox(Schedulers.immediate());
        private final AtomicBoolean inside = new AtomicBoolean();
        private final AtomicInteger ran = new AtomicInteger();
        private final AtomicInteger overlaps = new AtomicInteger();

        @Actor
        public void first() {
            mailbox.execute(this::run);
            mailbox.execute(this::run);
        }

        @Actor
        public void second() {
            mailbox.execute(this::run);
            mailbox.execute(this::run);
        }

        @Arbiter
        public void look(II_Result result) {
            result.r1 = ran.get();
            result.r2 = overlaps.get();
        }

        private void run() {
            if (!inside.compareAndSet(false, true)) {
                overlaps.incrementAndGet();
            }
            ran.incrementAndGet();
            inside.set(false);
        }
    }

    /** A command, 1, that posts another, 2, while a second thread posts 3. */
    @JCStressTest
    @State
    @Outcome(
            id = {"123, 0", "132, 0", "312, 0"},
            expect = Expect.ACCEPTABLE,
            desc = "a command that was posted by a command runs after it")
    @Outcome(expect = Expect.FORBIDDEN, desc = "lost, inside another, or miscounted")
    public static class FromInside {
        private final Mailbox mailbox = new Mailbox(Schedulers.immediate());
        private int log;

        @Actor
        public void first() {
            mailbox.execute(() -> {
                post(2);
                log = 10 * log + 1;
            });
        }

        @Actor
        public void second() {
            post(3);
        }

        @Arbiter
        public void look(II_Result result) {
            result.r1 = log;
            result.r2 = mailbox.backlog();
        }

        private void post(int number) {
            mailbox.execute(() -> log = 10 * log + number);
        }
    }

    /** One thread posts 1, 2 and 3 while another is the worker; what it did not get to is done at the end. */
    @JCStressTest
    @State
    @Outcome(
            id = {"123, [0-3], 0"},
            expect = Expect.ACCEPTABLE,
            desc = "all ran in order, no more waited than were posted, and none waits")
    @Outcome(expect = Expect.FORBIDDEN, desc = "lost, out of order, or miscounted")
    public static class WorkerOfItsOwn {
        private final Handover worker = new Handover();
        private final Mailbox mailbox = new Mailbox(worker);
        private int log;

        @Actor
        public void poster() {
            for (int i = 1; i <= 3; i++) {
                int number = i;
                mailbox.execute(() -> log = 10 * log + number);
            }
        }

        @Actor
        public void worker(III_Result result) {
            worker.runWhatIsThere();
            result.r2 = mailbox.backlog();
            worker.runWhatIsThere();
        }

        @Arbiter
        public void look(III_Result result) {
            worker.runWhatIsThere();
            result.r1 = log;
            result.r3 = mailbox.backlog();
        }
    }
}
