package io.sessionreactive.testkit.junit;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/** Sets a {@link TestStage} for each test that has {@link SessionTest}, and strikes it afterwards. */
final class SessionTestExtension
        implements TestInstancePreConstructCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(SessionTestExtension.class);

    /** So that the instance of a test class is made in the time of its test. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public void preConstructTestInstance(TestInstanceFactoryContext instance, ExtensionContext context) {
        if (context.getTestMethod().isPresent()) {
            stage(context);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        stage(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        TestStage stage = stage(context);
        SessionTest how = annotation(context);
        boolean failed = context.getExecutionException()
                .filter(why -> !(why instanceof TestAbortedException))
                .isPresent();
        if (failed) {
            System.out.println(stage.story(name(context), how.printContents()));
        }
        Optional<String> leaks = stage.strike();
        if (leaks.isPresent() && how.failOnLeaks()) {
            throw new AssertionError(leaks.get());
        }
        leaks.ifPresent(System.out::println);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return TestStage.canGive(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (context.getTestMethod().isEmpty()) {
            throw new ParameterResolutionException("a service and its clients belong to one test: parameters of "
                    + "@BeforeAll and @AfterAll methods, and of the constructor of an instance for all tests, cannot "
                    + "be of them");
        }
        Parameter asked = parameter.getParameter();
        String name = asked.isNamePresent() ? asked.getName() : "of parameter " + (parameter.getIndex() + 1);
        return stage(context).give(asked.getType(), name);
    }

    private static TestStage stage(ExtensionContext context) {
        Store store = context.getStore(NAMESPACE);
        return store.getOrComputeIfAbsent(TestStage.class, key -> TestStage.set(annotation(context)), TestStage.class);
    }

    private static SessionTest annotation(ExtensionContext context) {
        return annotation(
                context.getRequiredTestMethod(), context.getRequiredTestClass(), context.getEnclosingTestClasses());
    }

    /** The annotation that counts for a test. There is one, or nobody would ask. */
    static SessionTest annotation(Method test, Class<?> testClass, List<Class<?>> enclosing) {
        return AnnotationSupport.findAnnotation(test, SessionTest.class)
                .or(() -> AnnotationSupport.findAnnotation(testClass, SessionTest.class, enclosing))
                .orElseThrow();
    }

    private static String name(ExtensionContext context) {
        String test = context.getDisplayName();
        return Objects.requireNonNull(context.getRequiredTestClass().getSimpleName()) + ": " + test;
    }
}
