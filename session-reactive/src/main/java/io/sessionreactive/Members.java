package io.sessionreactive;

import io.sessionreactive.raptor.ArchiveInfo;
import io.sessionreactive.raptor.ChannelInfo;
import io.sessionreactive.raptor.ConnectionInfo;
import io.sessionreactive.raptor.StreamInfo;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns what the service tells of clients, streams and archives into what users see of them. */
final class Members {
    private Members() {}

    static Connection connection(ConnectionInfo info) {
        return new Connection(info.id(), Instant.ofEpochMilli(info.creationTime()), info.data(), info.permissions());
    }

    /** A connection of which the service told nothing yet. */
    static Connection onlyId(String connectionId) {
        return new Connection(connectionId, Instant.EPOCH, "", Set.of());
    }

    static Stream stream(StreamInfo info, Connection owner) {
        ChannelInfo video = channel(info, "video");
        return new Stream(
                info.id(),
                owner,
                info.name(),
                Instant.ofEpochMilli(info.creationTime()),
                isActive(channel(info, "audio")),
                isActive(video),
                told(video, ChannelInfo::source, ""),
                told(video, ChannelInfo::width, 0),
                told(video, ChannelInfo::height, 0));
    }

    static Archive archive(ArchiveInfo info) {
        return new Archive(info.id(), Objects.requireNonNullElse(info.name(), ""));
    }

    private static @Nullable ChannelInfo channel(StreamInfo info, String type) {
        for (ChannelInfo channel : info.channels()) {
            if (channel.is(type)) {
                return channel;
            }
        }
        return null;
    }

    private static boolean isActive(@Nullable ChannelInfo channel) {
        return channel != null && !Boolean.FALSE.equals(channel.active());
    }

    private static <T> T told(@Nullable ChannelInfo channel, Function<ChannelInfo, @Nullable T> property, T otherwise) {
        T value = channel == null ? null : property.apply(channel);
        return value == null ? otherwise : value;
    }
}
