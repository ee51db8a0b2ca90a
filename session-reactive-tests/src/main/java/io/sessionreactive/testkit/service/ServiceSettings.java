package io.sessionreactive.testkit.service;

import io.sessionreactive.testkit.token.Application;
import io.sessionreactive.testkit.token.Keys;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one service is told at its start.
 *
 * @param keys whose sessions it serves, and whose tokens it takes
 * @param reconnection whether clients may resume a lost socket
 * @param graceTime how long an absent member is waited for
 * @param clientSilence after how long without a frame a client's socket counts as dead
 * @param firstFrame how long a new socket may wait with its first frame
 */
public record ServiceSettings(
        Keys keys, boolean reconnection, Duration graceTime, Duration clientSilence, Duration firstFrame) {
    /** The path of the WebSocket. */
    public static final String MESSAGING_PATH = "/rumorwebsocketsv2";

    /** The largest message taken from a client, in bytes, all its fragments together. */
    public static final int MOST_BYTES_IN = 1024 * 1024;

    /** The one project it serves. */
    public String apiKey() {
        return keys.apiKey();
    }

    /** The same, with other keys. */
    public ServiceSettings keys(String apiKey, String apiSecret, @Nullable Application application) {
        Keys newKeys = new Keys(apiKey, apiSecret, application);
        return new ServiceSettings(newKeys, reconnection, graceTime, clientSilence, firstFrame);
    }
}
