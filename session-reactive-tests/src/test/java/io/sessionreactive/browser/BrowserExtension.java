package io.sessionreactive.browser;

import io.sessionreactive.support.MissingException;
import io.sessionreactive.testkit.LocalSessionServiceOptions;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Skips browser tests, or fails them, where something is missing; gives them the run's browser and a meeting each. */
final class BrowserExtension implements ExecutionCondition, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(BrowserExtension.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<String> problem = store(context.getRoot())
                .getOrComputeIfAbsent(Problem.class, key -> Problem.find(), Problem.class)
                .text();
        if (problem.isEmpty()) {
            return ConditionEvaluationResult.enabled("there is a browser");
        }
        if (MissingException.isFatal()) {
            throw new IllegalStateException("browser tests are required here, but " + problem.get());
        }
        return ConditionEvaluationResult.disabled(problem.get());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Meeting.class || type == Chromium.class;
    }

    /** JUnit closes what its stores hold: a meeting after its test, the browser after the last one. */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Chromium chromium = store(context.getRoot())
                .getOrComputeIfAbsent(Chromium.class, key -> Chromium.launch(OpenTokJs.provide()), Chromium.class);
        if (parameter.getParameter().getType() == Chromium.class) {
            return chromium;
        }
        return store(context)
                .getOrComputeIfAbsent(
                        Meeting.class,
                        key -> new Meeting(chromium, LocalSessionServiceOptions.defaults()),
                        Meeting.class);
    }

    private static Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }

    /**
     * What keeps browser tests from running here.
     *
     * @param text empty if nothing does
     */
    private record Problem(Optional<String> text) {
        static Problem find() {
            try {
                Chromium.executable();
                OpenTokJs.provide();
                return new Problem(Optional.empty());
            } catch (MissingException e) {
                if (!MissingException.isFatal()) {
                    System.out.println("Browser tests are skipped: " + e.getMessage());
                }
                return new Problem(Optional.of(String.valueOf(e.getMessage())));
            }
        }
    }
}
