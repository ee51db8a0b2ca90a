package io.sessionreactive.examples.scale;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;
import me.tongfei.progressbar.ProgressBar;

/**
 * What this JVM takes.
 *
 * @param heap in bytes, after garbage collection
 * @param resident in bytes; 0 where the system does not tell
 * @param threads how many live
 * @param cpu of one core, in percent, while nothing was done; 0 if that was not measured
 */
record Footprint(long heap, long resident, int threads, double cpu) {
    private static final Path STATUS = Path.of("/proc/self/status");

    static Footprint now() {
        System.gc();
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return new Footprint(heap, residentBytes(), ManagementFactory.getThreadMXBean().getThreadCount(), 0);
    }

    /** After so many seconds in which nothing is done. */
    static Footprint of(int seconds, String task) {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        System.gc();
        long cpu = system.getProcessCpuTime();
        long start = System.nanoTime();
        for (long second : ProgressBar.wrap(List.copyOf(seconds(seconds)), task)) {
            pauseUntil(start + second * 1_000_000_000L);
        }
        double percent = 100.0 * (system.getProcessCpuTime() - cpu) / (System.nanoTime() - start);
        Footprint now = now();
        return new Footprint(now.heap, now.resident, now.threads, percent);
    }

    void print(Footprint before, int sessions, double secondsToConnect) {
        System.out.printf("  connected in         %.1f s, %.0f per second%n", secondsToConnect, sessions / secondsToConnect);
        System.out.printf("  heap after GC        %.1f KB per session%n", (heap - before.heap) / 1024.0 / sessions);
        System.out.printf("  resident memory      %,d MB, %,d MB before%n", resident >> 20, before.resident >> 20);
        System.out.printf("  threads              %d, %d before%n", threads, before.threads);
        System.out.printf("  CPU, idle with PINGs %.2f %% of a core%n", cpu);
    }

    /** The classes that take most of the heap. */
    static void printHistogram() {
        try {
            Object text = ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
            text.toString().lines().limit(45).forEach(System.out::println);
        } catch (JMException e) {
            System.out.println("This JVM has no histogram: " + e);
        }
    }

    private static long residentBytes() {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    private static List<Long> seconds(int count) {
        return java.util.stream.LongStream.rangeClosed(1, count).boxed().toList();
    }

    private static void pauseUntil(long nanoTime) {
        while (System.nanoTime() < nanoTime) {
            java.util.concurrent.locks.LockSupport.parkNanos(nanoTime - System.nanoTime());
        }
    }
}
