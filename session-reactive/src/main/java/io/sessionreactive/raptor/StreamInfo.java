package io.sessionreactive.raptor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A published stream as the service tells it.
 *
 * @param id the stream id
 * @param connectionId whose it is
 * @param connection the owner in full where the service sends it, or null
 * @param name what the owner calls it, empty if nothing
 * @param creationTime milliseconds since the epoch; 0 if not told
 * @param channels its audio, video and captions
 */
public record StreamInfo(
        String id,
        String connectionId,
        @Nullable ConnectionInfo connection,
        String name,
        long creationTime,
        List<ChannelInfo> channels) {
    /** Keeps its own copy of the channels. */
    public StreamInfo {
        channels = List.copyOf(channels);
    }
}
