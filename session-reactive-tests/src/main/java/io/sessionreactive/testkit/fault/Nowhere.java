package io.sessionreactive.testkit.fault;

import io.sessionreactive.testkit.service.Wire;

/** A socket with nobody at its other end. */
final class Nowhere implements Wire {
    @Override
    public void send(byte[] message) {
        // nobody hears it
    }

    @Override
    public void close(int code, String reason) {
        // nobody hears it
    }

    @Override
    public void hangUp() {
        // nobody hears it
    }

    @Override
    public void cut() {
        // nobody hears it
    }
}
