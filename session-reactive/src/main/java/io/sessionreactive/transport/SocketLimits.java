package io.sessionreactive.transport;

import java.time.Duration;

/**
 * The bounds of one WebSocket.
 *
 * @param open how long opening may take, from the look-up of the host to the end of the WebSocket handshake
 * @param silence after how long without a byte from the other side the socket counts as dead
 * @param mostBytesIn the largest message taken from the other side, in bytes, all its fragments together
 */
public record SocketLimits(Duration open, Duration silence, int mostBytesIn) {}
