package io.sessionreactive.testkit.junit;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;

/** Keeps a test in virtual time from running while another session test does: the schedulers are the JVM's. */
final class VirtualTimeLock implements ResourceLocksProvider {
    private static final String SCHEDULERS = "reactor.core.scheduler.Schedulers";

    @Override
    public Set<Lock> provideForMethod(List<Class<?>> enclosing, Class<?> testClass, Method test) {
        boolean virtual =
                SessionTestExtension.annotation(test, testClass, enclosing).virtual();
        return Set.of(new Lock(SCHEDULERS, virtual ? ResourceAccessMode.READ_WRITE : ResourceAccessMode.READ));
    }
}
