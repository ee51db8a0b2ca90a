package io.sessionreactive.testkit.service;

import java.time.Duration;

/**
 * What one service is told at its start.
 *
 * @param apiKey the one project it serves
 * @param apiSecret what its tokens are signed with
 * @param reconnection whether clients may resume a lost socket
 * @param graceTime how long an absent member is waited for
 * @param clientSilence after how long without a frame a client's socket counts as dead
 * @param firstFrame how long a new socket may wait with its first frame
 */
public record ServiceSettings(
        String apiKey,
        String apiSecret,
        boolean reconnection,
        Duration graceTime,
        Duration clientSilence,
        Duration firstFrame) {
    /** The path of the WebSocket. */
    public static final String MESSAGING_PATH = "/rumorwebsocketsv2";

    /** The largest message taken from a client, in bytes, all its fragments together. */
    public static final int MOST_BYTES_IN = 1024 * 1024;

    /** Tells no secret. */
    @Override
    public String toString() {
        return "ServiceSettings[" + apiKey + "]";
    }
}
