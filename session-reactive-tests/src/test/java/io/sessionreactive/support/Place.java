package io.sessionreactive.support;

import io.sessionreactive.testkit.LocalSessionServiceOptions;

/** The two places where the same test is played. */
public enum Place {
    /** Over sockets of this machine, in real time. */
    REAL_SOCKETS {
        @Override
        public Stage open(LocalSessionServiceOptions options) {
            return new RealStage(options);
        }
    },
    /** Without sockets, in virtual time. */
    IN_MEMORY {
        @Override
        public Stage open(LocalSessionServiceOptions options) {
            return new VirtualStage(options);
        }
    };

    /** A service there, and what a test needs around it. */
    public abstract Stage open(LocalSessionServiceOptions options);

    /** The same with default options. */
    public Stage open() {
        return open(LocalSessionServiceOptions.defaults());
    }
}
