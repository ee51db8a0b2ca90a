package io.sessionreactive;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

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
        int height) {

    /** The properties that are not as in {@code other}, by the names that the OpenTok documentation has for them. */
    Set<String> differencesTo(Stream other) {
        Set<String> different = new TreeSet<>();
        if (!name.equals(other.name)) {
            different.add("name");
        }
        if (hasAudio != other.hasAudio) {
            different.add("hasAudio");
        }
        if (hasVideo != other.hasVideo) {
            different.add("hasVideo");
        }
        if (!videoType.equals(other.videoType)) {
            different.add("videoType");
        }
        if (width != other.width || height != other.height) {
            different.add("videoDimensions");
        }
        return different;
    }
}
