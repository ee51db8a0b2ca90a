package io.sessionreactive.support;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * Tells BlockHound that Netty's leak detector may wait for a moment: at its strictest it keeps each buffer in one map for
 * all threads, whose crowded bins lock. Only tests run it so. BlockHound finds this class through
 * {@code META-INF/services}.
 */
public final class LeakDetectionMayLock implements BlockHoundIntegration {
    private static final String DETECTOR = "io.netty.util.ResourceLeakDetector";

    @Override
    public void applyTo(BlockHound.Builder builder) {
        builder.allowBlockingCallsInside(DETECTOR, "track")
                .allowBlockingCallsInside(DETECTOR, "trackForcibly")
                .allowBlockingCallsInside(DETECTOR + "$DefaultResourceLeak", "close");
    }
}
