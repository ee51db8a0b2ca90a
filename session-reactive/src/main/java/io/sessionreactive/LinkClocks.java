package io.sessionreactive;

import java.time.Duration;

/**
 * The times by which a session's link to the service lives. The defaults are those of the browser client 2.35.2, and 5 s
 * to open a socket on the way back. Immutable: each method returns changed clocks and leaves these as they are.
 */
public final class LinkClocks {
    private static final LinkClocks DEFAULTS = new LinkClocks(
            Duration.ofSeconds(2),
            Duration.ofMillis(5_900), // three pings of 2 s, less 100 ms
            Duration.ofMillis(49_900),
            Duration.ofSeconds(15),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30));

    private final Duration pingAfter;
    private final Duration silence;
    private final Duration silenceWithoutReconnection;
    private final Duration open;
    private final Duration reopen;
    private final Duration window;

    private LinkClocks(
            Duration pingAfter,
            Duration silence,
            Duration silenceWithoutReconnection,
            Duration open,
            Duration reopen,
            Duration window) {
        this.pingAfter = pingAfter;
        this.silence = silence;
        this.silenceWithoutReconnection = silenceWithoutReconnection;
        this.open = open;
        this.reopen = reopen;
        this.window = window;
    }

    /** The clocks of the browser client. */
    public static LinkClocks defaults() {
        return DEFAULTS;
    }

    /**
     * After how long without sending a PING is sent; 2 s by default.
     *
     * @throws IllegalArgumentException if it is not at least a millisecond
     */
    public LinkClocks pingAfter(Duration time) {
        Duration checked = checked(time, "pingAfter");
        return new LinkClocks(checked, silence, silenceWithoutReconnection, open, reopen, window);
    }

    /**
     * After how long without a byte from the service the link counts as lost; 5.9 s by default. Has to be longer than
     * {@link #pingAfter()}, and should be longer than two times that.
     *
     * @throws IllegalArgumentException if it is not at least a millisecond
     */
    public LinkClocks silence(Duration time) {
        Duration checked = checked(time, "silence");
        return new LinkClocks(pingAfter, checked, silenceWithoutReconnection, open, reopen, window);
    }

    /**
     * As {@link #silence(Duration)}, where a lost link ends the session; 49.9 s by default.
     *
     * @throws IllegalArgumentException if it is not at least a millisecond
     */
    public LinkClocks silenceWithoutReconnection(Duration time) {
        Duration checked = checked(time, "silenceWithoutReconnection");
        return new LinkClocks(pingAfter, silence, checked, open, reopen, window);
    }

    /**
     * How long opening the first socket may take, from the look-up of the host on; 15 s by default.
     *
     * @throws IllegalArgumentException if it is not at least a millisecond
     */
    public LinkClocks open(Duration time) {
        Duration checked = checked(time, "open");
        return new LinkClocks(pingAfter, silence, silenceWithoutReconnection, checked, reopen, window);
    }

    /**
     * How long opening a socket may take while reconnecting; 5 s by default.
     *
     * @throws IllegalArgumentException if it is not at least a millisecond
     */
    public LinkClocks reopen(Duration time) {
        Duration checked = checked(time, "reopen");
        return new LinkClocks(pingAfter, silence, silenceWithoutReconnection, open, checked, window);
    }

    /**
     * How long reconnecting is tried, from the moment at which the loss was noticed; 30 s by default. The service holds
     * a place for longer than any client's window.
     *
     * @throws IllegalArgumentException if it is not at least a millisecond
     */
    public LinkClocks window(Duration time) {
        Duration checked = checked(time, "window");
        return new LinkClocks(pingAfter, silence, silenceWithoutReconnection, open, reopen, checked);
    }

    /** After how long without sending a PING is sent. */
    public Duration pingAfter() {
        return pingAfter;
    }

    /** After how long without a byte from the service the link counts as lost. */
    public Duration silence() {
        return silence;
    }

    /** As {@link #silence()}, where a lost link ends the session. */
    public Duration silenceWithoutReconnection() {
        return silenceWithoutReconnection;
    }

    /** How long opening the first socket may take. */
    public Duration open() {
        return open;
    }

    /** How long opening a socket may take while reconnecting. */
    public Duration reopen() {
        return reopen;
    }

    /** How long reconnecting is tried. */
    public Duration window() {
        return window;
    }

    private static Duration checked(Duration time, String what) {
        if (time.toMillis() < 1) {
            throw new IllegalArgumentException(what + " must be at least one millisecond, got " + time);
        }
        return time;
    }
}
