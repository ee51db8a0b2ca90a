package io.sessionreactive;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.fail;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.TestAbortedException;
import org.reactivestreams.tck.PublisherVerification;
import org.reactivestreams.tck.TestEnvironment;
import org.testng.SkipException;
import org.testng.annotations.Test;

/**
 * The rules that the TCK of Reactive Streams has for publishers, each as a test of JUnit. A rule that the TCK passes over
 * is skipped here too, but only if it was named beforehand: none is passed over in silence.
 */
final class TckRules {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final long SIGNAL_MILLIS = 20_000; // what must come may take that long, on a slow machine
    private static final long NO_SIGNAL_MILLIS = 50; // so long is looked whether something comes that must not

    // for the error that these rules want the TCK waits all the time it is given; it comes before request() returns
    private static final String WAITS = "_spec309_";
    private static final long ERROR_MILLIS = 500;

    // this one gives the garbage collector a tenth of a second, which a busy machine may need for something else
    private static final String COLLECTS = "_spec313_";
    private static final int MOST_COLLECTIONS = 5;

    private final Function<TestEnvironment, PublisherVerification<?>> publisher;
    private final Map<String, String> skipped;

    private TckRules(Function<TestEnvironment, PublisherVerification<?>> publisher, Map<String, String> skipped) {
        this.publisher = publisher;
        this.skipped = skipped;
    }

    /**
     * All rules for one publisher.
     *
     * @param skipped which rules are passed over, and why; those that the TCK does not check at all need not be named
     */
    static Stream<DynamicTest> of(
            Function<TestEnvironment, PublisherVerification<?>> publisher, Map<String, String> skipped) {
        TckRules rules = new TckRules(publisher, skipped);
        return Arrays.stream(PublisherVerification.class.getMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .sorted(Comparator.comparing(Method::getName))
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getName(), () -> assertTimeoutPreemptively(LIMIT, () -> rules.check(rule))));
    }

    private void check(Method rule) throws Throwable {
        String name = rule.getName();
        String why = name.startsWith("untested_") ? "the TCK has no check for it" : skipped.get(name);
        try {
            run(rule, name.contains(COLLECTS) ? MOST_COLLECTIONS : 1);
        } catch (SkipException e) {
            if (why == null) {
                fail("passed over: " + e.getMessage(), e);
            }
            throw new TestAbortedException(why);
        }
        assertNull(why, "it was checked, so it must not be named as skipped");
    }

    private void run(Method rule, int tries) throws Throwable {
        long patience = rule.getName().contains(WAITS) ? ERROR_MILLIS : SIGNAL_MILLIS;
        PublisherVerification<?> fresh = publisher.apply(new TestEnvironment(patience, NO_SIGNAL_MILLIS));
        fresh.setUp();
        try {
            rule.invoke(fresh);
        } catch (InvocationTargetException e) {
            if (tries == 1) {
                throw e.getCause();
            }
            run(rule, tries - 1);
        }
    }
}
