package io.sessionreactive.support;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A run of tests inside of a test, which may fail. Knows how each test ended and what it printed. */
public final class InnerRun implements TestExecutionListener {
    private static final Pattern INVOCATION = Pattern.compile("test-template-invocation:(#\\d+)]$");

    private final Map<String, TestExecutionResult> results = new ConcurrentHashMap<>();
    private final Map<String, String> printed = new ConcurrentHashMap<>();

    private InnerRun() {}

    /** Runs the tests of these classes. */
    public static InnerRun of(Class<?>... tests) {
        return of(Map.of(), tests);
    }

    /** Runs the tests of these classes with more configuration parameters. */
    public static InnerRun of(Map<String, String> parameters, Class<?>... tests) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(Arrays.stream(tests)
                        .map(test -> selectClass(test.getClassLoader(), test.getName()))
                        .toList())
                .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "false")
                .configurationParameter("junit.platform.output.capture.stdout", "true")
                .configurationParameters(parameters)
                .build();
        LauncherConfig plain = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .build();
        InnerRun run = new InnerRun();
        PrintStream out = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream())); // what fails on purpose need not be read
        try {
            LauncherFactory.create(plain).execute(request, run);
        } finally {
            System.setOut(out);
        }
        return run;
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest() || result.getStatus() != Status.SUCCESSFUL) {
            results.put(name(test), result);
        }
    }

    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        Optional.ofNullable(entry.getKeyValuePairs().get("stdout"))
                .ifPresent(text -> printed.merge(name(test), text, String::concat));
    }

    /** The name of the method, with the number of its invocation if there is one; otherwise that of the class. */
    private static String name(TestIdentifier test) {
        String name = test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> ((MethodSource) source).getMethodName())
                .orElse(test.getDisplayName());
        Matcher invocation = INVOCATION.matcher(test.getUniqueId());
        return invocation.find() ? name + invocation.group(1) : name;
    }

    /** How the tests ended, by the names of their methods, and classes that failed as a whole. */
    public Map<String, Status> statuses() {
        Map<String, Status> statuses = new TreeMap<>();
        results.forEach((test, result) -> statuses.put(test, result.getStatus()));
        return statuses;
    }

    /** Fails, with their stories, unless exactly that many tests ran and all passed. */
    public InnerRun allPassed(int count) {
        List<String> wrong = results.entrySet().stream()
                .filter(each -> each.getValue().getStatus() != Status.SUCCESSFUL)
                .map(each -> each.getKey() + ": " + each.getValue() + "\n" + printed(each.getKey()))
                .toList();
        assertTrue(wrong.isEmpty() && results.size() == count, () -> results.keySet() + ", of which failed " + wrong);
        return this;
    }

    /** Why that test failed. */
    public Throwable failure(String test) {
        return results.get(test).getThrowable().orElseThrow();
    }

    /** What that test printed. */
    public String printed(String test) {
        return printed.getOrDefault(test, "");
    }
}
