package io.sessionreactive.raptor;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One channel of a stream, or what changes in one: what is null is not told, or does not change.
 *
 * @param id {@code audio1}, {@code video1}...
 * @param type {@code audio}, {@code video} or {@code data}
 * @param active whether the owner sends it
 * @param width of the video in pixels
 * @param height of the video in pixels
 * @param source {@code camera}, {@code screen} or {@code custom}
 */
public record ChannelInfo(
        String id,
        @Nullable String type,
        @Nullable Boolean active,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable String source) {

    /** This channel after {@code change}. */
    public ChannelInfo with(ChannelInfo change) {
        return new ChannelInfo(
                id,
                newer(change.type, type),
                newer(change.active, active),
                newer(change.width, width),
                newer(change.height, height),
                newer(change.source, source));
    }

    /** Whether this is a channel of {@code type}. */
    public boolean is(String type) {
        return Objects.equals(this.type, type);
    }

    private static <T> @Nullable T newer(@Nullable T change, @Nullable T present) {
        return change == null ? present : change;
    }
}
