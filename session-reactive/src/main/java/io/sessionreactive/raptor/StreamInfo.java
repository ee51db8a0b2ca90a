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

    /** This stream under another name. */
    public StreamInfo renamed(String newName) {
        return new StreamInfo(id, connectionId, connection, newName, creationTime, channels);
    }

    /** This stream after {@code change} of the channel with the same id. */
    public StreamInfo with(ChannelInfo change) {
        List<ChannelInfo> changed = channels.stream()
                .map(channel -> channel.id().equals(change.id()) ? channel.with(change) : channel)
                .toList();
        return new StreamInfo(id, connectionId, connection, name, creationTime, changed);
    }
}
