package io.sessionreactive.testkit.fault;

/** When what passes through one direction of one socket arrives, in nanoseconds: in order, and no faster than may be. */
final class Pace {
    private static final double NANOSECONDS = 1e9;

    private long departed = Long.MIN_VALUE;
    private long arrived = Long.MIN_VALUE;

    /**
     * The arrival of the next.
     *
     * @param delay how long it is under way, or 0
     * @param bytesPerSecond how fast it departs, or 0 for at once
     */
    long arrival(long now, int bytes, long delay, int bytesPerSecond) {
        long takes = bytesPerSecond == 0 ? 0 : (long) (bytes * NANOSECONDS / bytesPerSecond);
        departed = Math.max(departed, now) + takes;
        arrived = Math.max(arrived, departed + delay);
        return arrived;
    }
}
