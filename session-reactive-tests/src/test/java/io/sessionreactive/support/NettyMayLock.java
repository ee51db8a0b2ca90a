package io.sessionreactive.support;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * Tells BlockHound where Netty itself may wait for a moment. Its leak detector keeps each buffer in one map for all
 * threads when it is at its strictest, as in tests only, and the crowded bins of that lock. Its allocator locks while it
 * makes room for one more thread. BlockHound finds this class through {@code META-INF/services}.
 */
public final class NettyMayLock implements BlockHoundIntegration {
    private static final String DETECTOR = "io.netty.util.ResourceLeakDetector";
    private static final String ALLOCATOR = "io.netty.buffer.AdaptivePoolingAllocator";

    @Override
    public void applyTo(BlockHound.Builder builder) {
        builder.allowBlockingCallsInside(DETECTOR, "track")
                .allowBlockingCallsInside(DETECTOR, "trackForcibly")
                .allowBlockingCallsInside(DETECTOR + "$DefaultResourceLeak", "close")
                .allowBlockingCallsInside(ALLOCATOR + "$MagazineGroup", "tryExpandMagazines");
    }
}
