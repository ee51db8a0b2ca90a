package io.sessionreactive.testkit;

import io.sessionreactive.testkit.service.ServiceSettings;
import io.sessionreactive.testkit.token.Application;
import io.sessionreactive.testkit.token.Keys;
import java.security.PublicKey;
import java.time.Duration;

/**
 * How a {@link LocalSessionService} is started. Immutable: each method returns changed options and leaves these as they
 * are.
 */
public final class LocalSessionServiceOptions {
    // longer than the 60 s for which the most patient browser client tries to come back
    private static final Duration GRACE_TIME = Duration.ofSeconds(65);

    // the browser clients ping every 2 s or 5 s
    private static final Duration CLIENT_SILENCE = Duration.ofSeconds(15);

    private static final Duration FIRST_FRAME = Duration.ofSeconds(10);

    private static final int FRAMES = 10_000;
    private static final int MOST_FRAMES = 1_000_000;

    // the official SDK for Java signs with no less than 32 characters
    private static final String SECRET = "local-session-service-secret-for-tests";

    private static final LocalSessionServiceOptions DEFAULTS = new LocalSessionServiceOptions(
            0,
            Duration.ofMillis(1),
            FRAMES,
            new ServiceSettings(new Keys("100", SECRET, null), true, GRACE_TIME, CLIENT_SILENCE, FIRST_FRAME));

    private final int port;
    private final Duration latency;
    private final int frames;
    private final ServiceSettings settings;

    private LocalSessionServiceOptions(int port, Duration latency, int frames, ServiceSettings settings) {
        this.port = port;
        this.latency = latency;
        this.frames = frames;
        this.settings = settings;
    }

    /** Any free port, API key 100, reconnection on, 65 s of grace. */
    public static LocalSessionServiceOptions defaults() {
        return DEFAULTS;
    }

    /**
     * On which port of 127.0.0.1 the service listens; 0, the default, takes any that is free.
     *
     * @throws IllegalArgumentException if it is not in 0 to 65,535
     */
    public LocalSessionServiceOptions port(int newPort) {
        if (newPort < 0 || newPort > 65_535) {
            throw new IllegalArgumentException("a port is a number from 0 to 65535, got " + newPort);
        }
        return new LocalSessionServiceOptions(newPort, latency, frames, settings);
    }

    /** The project that the service serves; {@code 100} by default. */
    public LocalSessionServiceOptions apiKey(String apiKey) {
        if (!apiKey.matches("[A-Za-z0-9-]{1,64}")) {
            throw new IllegalArgumentException("an API key is made of up to 64 letters, digits and hyphens");
        }
        Keys keys = settings.keys();
        return with(settings.keys(apiKey, keys.apiSecret(), keys.application()));
    }

    /** What the project signs with; some characters that are no secret by default. The official SDK for Java asks for 32. */
    public LocalSessionServiceOptions apiSecret(String apiSecret) {
        if (apiSecret.isEmpty()) {
            throw new IllegalArgumentException("an API secret has characters");
        }
        return with(settings.keys(settings.apiKey(), apiSecret, settings.keys().application()));
    }

    /**
     * An application that also signs tokens of clients and uses the REST interface, as the newer kind of account does
     * with its application id and key pair (RS256); none by default.
     *
     * @param id as its tokens name it
     * @param key the public half of its RSA key; the private one stays with the server SDK
     * @throws IllegalArgumentException if the id is empty or the key is of another kind
     */
    public LocalSessionServiceOptions application(String id, PublicKey key) {
        Keys keys = settings.keys();
        return with(settings.keys(keys.apiKey(), keys.apiSecret(), new Application(id, key)));
    }

    /** Whether clients may resume a lost socket, as the session information tells them; true by default. */
    public LocalSessionServiceOptions reconnection(boolean reconnection) {
        return with(new ServiceSettings(
                settings.keys(), reconnection, settings.graceTime(), settings.clientSilence(), settings.firstFrame()));
    }

    /** How long a client that lost its socket is waited for before the others see it go; 65 s by default. */
    public LocalSessionServiceOptions graceTime(Duration graceTime) {
        return with(new ServiceSettings(
                settings.keys(),
                settings.reconnection(),
                positive(graceTime, "the grace time"),
                settings.clientSilence(),
                settings.firstFrame()));
    }

    /** After how long without a frame a client's socket counts as lost; 15 s by default. */
    public LocalSessionServiceOptions clientSilence(Duration clientSilence) {
        return with(new ServiceSettings(
                settings.keys(),
                settings.reconnection(),
                settings.graceTime(),
                positive(clientSilence, "the silence of a client"),
                settings.firstFrame()));
    }

    /** How long everything is under way, one way, in a service in memory; 1 ms by default. Real sockets ignore it. */
    public LocalSessionServiceOptions latency(Duration newLatency) {
        return new LocalSessionServiceOptions(port, positive(newLatency, "the latency"), frames, settings);
    }

    /**
     * How much of what goes between the service and its clients is kept to be looked at, in frames; the newest 10,000 by
     * default, but never more than 16 MiB. 0 keeps nothing and costs nothing.
     *
     * @throws IllegalArgumentException if it is not in 0 to 1,000,000
     */
    public LocalSessionServiceOptions frames(int most) {
        if (most < 0 || most > MOST_FRAMES) {
            throw new IllegalArgumentException("0 to " + MOST_FRAMES + " frames are kept, got " + most);
        }
        return new LocalSessionServiceOptions(port, latency, most, settings);
    }

    int frames() {
        return frames;
    }

    int port() {
        return port;
    }

    Duration latency() {
        return latency;
    }

    ServiceSettings settings() {
        return settings;
    }

    private LocalSessionServiceOptions with(ServiceSettings newSettings) {
        return new LocalSessionServiceOptions(port, latency, frames, newSettings);
    }

    private static Duration positive(Duration duration, String what) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(what + " is longer than nothing, got " + duration);
        }
        return duration;
    }
}
