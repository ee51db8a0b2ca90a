package io.sessionreactive.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What is there in this JVM after garbage collection.
 *
 * @param threads how many live
 * @param descriptors open sockets, pipes and the like; not files, such as jars, which the JVM opens when it needs them.
 *     0 where the system does not tell
 * @param instances live objects of the SDK by class
 */
record Remains(int threads, long descriptors, Map<String, Long> instances) {
    // timers that end by themselves, such as that of a farewell, live for a second
    private static final Duration LONGEST_TIMER = Duration.ofMillis(1_500);

    private static final Duration PATIENCE = Duration.ofSeconds(10); // less than any other timer of a session
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    // number, instances, bytes, class; lambdas that capture nothing are made when first used, and stay
    private static final Pattern LINE =
            Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+(io\\.sessionreactive\\.\\S+)(?: .*)?");
    private static final Pattern NOT_SDK =
            Pattern.compile("io\\.sessionreactive\\.(testkit|bench|support|tests|proof|browser)\\..*|.*\\$\\$Lambda.*");

    /** What is there when nothing changes any more, or when that takes too long. */
    static Remains settled() {
        Remains now = now();
        Remains last = null;
        for (long start = System.nanoTime(); !now.equals(last) && System.nanoTime() - start < PATIENCE.toNanos(); ) {
            LockSupport.parkNanos(LONGEST_TIMER.toNanos());
            last = now;
            now = now();
        }
        return now;
    }

    static Remains now() {
        return new Remains(ManagementFactory.getThreadMXBean().getThreadCount(), openDescriptors(), liveInstances());
    }

    /** Looks again and again until nothing is there that was not there before, or until that takes too long. */
    static Remains awaitNoMoreThan(Remains before) {
        Remains now = now();
        for (long start = System.nanoTime();
                !now.isNoMoreThan(before) && System.nanoTime() - start < PATIENCE.toNanos();
                now = now()) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        return now;
    }

    /** The live objects of which there are more than there were, with how many more. */
    Map<String, Long> moreThan(Remains before) {
        Map<String, Long> more = new TreeMap<>();
        instances.forEach((name, count) -> {
            long surplus = count - before.instances.getOrDefault(name, 0L);
            if (surplus > 0) {
                more.put(name, surplus);
            }
        });
        return more;
    }

    /** Whether nothing is there that was not there before. */
    boolean isNoMoreThan(Remains before) {
        return threads <= before.threads
                && descriptors <= before.descriptors
                && moreThan(before).isEmpty();
    }

    long allInstances() {
        return instances.values().stream().mapToLong(Long::longValue).sum();
    }

    private static long openDescriptors() {
        try (Stream<Path> links = Files.list(DESCRIPTORS)) {
            return links.filter(link -> !isFile(link)).count();
        } catch (IOException e) {
            return 0;
        }
    }

    private static boolean isFile(Path link) {
        try {
            return Files.readSymbolicLink(link).isAbsolute(); // others are named like socket:[123]
        } catch (IOException e) {
            return true; // closed meanwhile: the one by which the directory is read
        }
    }

    private static Map<String, Long> liveInstances() {
        Map<String, Long> counts = new TreeMap<>();
        histogram().lines().map(LINE::matcher).filter(Matcher::matches).forEach(line -> {
            if (!NOT_SDK.matcher(line.group(2)).matches()) {
                counts.put(line.group(2), Long.valueOf(line.group(1)));
            }
        });
        return counts;
    }

    /** As {@code jcmd} prints it; collects garbage first. */
    private static String histogram() {
        try {
            return (String) ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
        } catch (JMException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
