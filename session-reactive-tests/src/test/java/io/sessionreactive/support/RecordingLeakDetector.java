package io.sessionreactive.support;

import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakTracker;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Netty's leak detector, except that it remembers its reports instead of logging them.
 *
 * <p>Netty makes one for each kind of resource when {@code io.netty.customResourceLeakDetector} names this class.
 *
 * @param <T> the kind of resource
 */
public final class RecordingLeakDetector<T> extends ResourceLeakDetector<T> {

    private static final List<RecordingLeakDetector<?>> detectors = new CopyOnWriteArrayList<>();
    private static final Queue<String> reports = new ConcurrentLinkedQueue<>();

    /**
     * The constructor that Netty looks for.
     *
     * @param resourceType the kind of resource
     * @param samplingInterval of how many one is watched, unless the level is {@code paranoid}
     */
    public RecordingLeakDetector(Class<?> resourceType, int samplingInterval) {
        super(resourceType, samplingInterval);
        detectors.add(this);
    }

    /**
     * The constructor that earlier versions looked for; without it Netty logs an error.
     *
     * @param resourceType the kind of resource
     * @param samplingInterval of how many one is watched, unless the level is {@code paranoid}
     * @param maxActive ignored
     */
    public RecordingLeakDetector(Class<?> resourceType, int samplingInterval, long maxActive) {
        this(resourceType, samplingInterval);
    }

    /** Makes all detectors look at what the garbage collector has found: they do when given something new to track. */
    static void poll() {
        detectors.forEach(RecordingLeakDetector::trackNothing);
    }

    /**
     * Returns what leaked, as far as the detectors have looked.
     *
     * @return one report for each place that leaked, with where the resource was last touched
     */
    static List<String> reports() {
        return List.copyOf(reports);
    }

    @SuppressWarnings("unchecked") // the detector keeps no more than the identity of what it tracks
    private void trackNothing() {
        T nothing = (T) new Object();
        ResourceLeakTracker<T> tracker = Objects.requireNonNull(trackForcibly(nothing));
        tracker.close(nothing);
    }

    @Override
    protected boolean needReport() {
        return true;
    }

    @Override
    protected void reportTracedLeak(String resourceType, String records) {
        reports.add(resourceType + records);
    }

    @Override
    protected void reportUntracedLeak(String resourceType) {
        reports.add(resourceType);
    }
}
