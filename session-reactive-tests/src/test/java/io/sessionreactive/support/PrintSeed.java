package io.sessionreactive.support;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Prints once how to repeat this run's random order of tests. JUnit finds it through {@code META-INF/services}. */
public final class PrintSeed implements BeforeAllCallback {

    private static final Namespace NAMESPACE = Namespace.create(PrintSeed.class);
    private static final String PARAMETER = "junit.jupiter.execution.order.random.seed";

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getConfigurationParameter(PARAMETER)
                .ifPresent(seed -> context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent(seed, PrintSeed::print));
    }

    private static String print(String seed) {
        System.out.println("Random test order; repeat it with -Dtest.seed=" + seed);
        return seed;
    }
}
