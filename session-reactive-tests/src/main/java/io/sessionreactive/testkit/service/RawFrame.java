package io.sessionreactive.testkit.service;

import io.sessionreactive.testkit.seen.SeenFrame;
import java.time.Instant;

/**
 * A frame as it went over a socket. It is decoded when somebody looks at it, so that keeping it costs next to nothing.
 *
 * @param socket where
 * @param at when, in milliseconds since 1970
 * @param fromClient whether the client sent it
 * @param bytes the frame, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record RawFrame(SocketTraffic socket, long at, boolean fromClient, byte[] bytes) implements TrafficLog.Entry {
    @Override
    public long weight() {
        return bytes.length;
    }

    @Override
    public SeenFrame read() {
        return FrameReader.read(Instant.ofEpochMilli(at), socket.number(), socket.connectionId(), fromClient, bytes);
    }
}
