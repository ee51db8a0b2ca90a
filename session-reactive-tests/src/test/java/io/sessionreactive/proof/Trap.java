package io.sessionreactive.proof;

import io.sessionreactive.rumor.Frame;

/** Waits in a client's network for a certain frame, on whichever socket it comes, and does something to it once. */
interface Trap {
    /** What it is good for. */
    Trouble trouble();

    /** Whether the frame goes no further. */
    boolean takes(Pipe pipe, Frame frame, byte[] bytes, boolean toService);

    /** Whether it has done what it is for. */
    boolean isSprung();
}
