package io.sessionreactive.support;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.List;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Fails the run if one of its tests, or the code under test, let go of a Netty buffer without releasing it.
 *
 * <p>A leak is known only when the garbage collector has found the buffer, perhaps long after its test. So there is one
 * check, after the last test. JUnit finds this extension by itself, through {@code META-INF/services}.
 */
public final class LeakCheck implements BeforeAllCallback {

    private static final Namespace NAMESPACE = Namespace.create(LeakCheck.class);

    /** References to one collection's garbage are queued in no certain order; the second round sees the rest. */
    private static final int ROUNDS = 3;

    private static final long ROUND_MILLIS = 2_000;

    @Override
    public void beforeAll(ExtensionContext context) {
        // JUnit closes what the root's store holds when all tests have run.
        context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent(AfterTheLastTest.class);
    }

    private static void collectGarbage() {
        ReferenceQueue<Object> collected = new ReferenceQueue<>();
        PhantomReference<Object> witness = new PhantomReference<>(new Object(), collected);
        try {
            System.gc();
            collected.remove(ROUND_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            Reference.reachabilityFence(witness); // a reference that is garbage itself is never queued
        }
    }

    /** What JUnit closes; an exception fails the run, under the name of the engine. */
    private static final class AfterTheLastTest implements AutoCloseable {

        @Override
        public void close() {
            for (int round = 0; round < ROUNDS; round++) {
                collectGarbage();
                RecordingLeakDetector.poll();
            }
            List<String> reports = RecordingLeakDetector.reports();
            if (!reports.isEmpty()) {
                throw new AssertionError("not released, by place:\n" + String.join("\n", reports));
            }
        }
    }
}
