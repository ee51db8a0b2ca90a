package io.sessionreactive;

import java.time.Instant;

/**
 * What a client publishes.
 *
 * @param streamId opaque and case-sensitive
 * @param connection whose it is
 * @param name what the owner calls it; empty if nothing
 * @param creationTime when it began, by the service's clock; the epoch if the service does not tell
 * @param hasAudio whether it sends audio now
 * @param hasVideo whether it sends video now
 * @param videoType {@code camera}, {@code screen} or {@code custom}; empty without video
 * @param width of the video in pixels; 0 if not told
 * @param height of the video in pixels; 0 if not told
 */
public record Stream(
        String streamId,
        Connection connection,
        String name,
        Instant creationTime,
        boolean hasAudio,
        boolean hasVideo,
        String videoType,
        int width,
        int height) {}
