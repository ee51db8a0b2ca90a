package io.sessionreactive.proof;

import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.FrameType;
import java.time.Duration;
import java.util.Objects;

/** The kinds of {@link Trap}. */
final class Traps {
    private Traps() {}

    /** Lets the next request through and breaks the connection when its acknowledgement comes. */
    static Trap handledUnacknowledged() {
        return new Once(Trouble.HANDLED_UNACKNOWLEDGED) {
            private String awaited;

            @Override
            public boolean takes(Pipe pipe, Frame frame, byte[] bytes, boolean toService) {
                if (toService && frame.type() == FrameType.MESSAGE && awaited == null) {
                    awaited = frame.transactionId();
                } else if (!toService && isAnswer(frame) && Objects.equals(awaited, frame.transactionId())) {
                    return spring(pipe::reset);
                }
                return false;
            }
        };
    }

    /** Breaks the connection instead of carrying the next request. */
    static Trap lostOnItsWay() {
        return new Once(Trouble.LOST_ON_ITS_WAY) {
            @Override
            public boolean takes(Pipe pipe, Frame frame, byte[] bytes, boolean toService) {
                return toService && frame.type() == FrameType.MESSAGE && spring(pipe::reset);
            }
        };
    }

    /** Breaks the next socket after some of the requests with which it begins. */
    static Trap cutWhileResending(Pipe present, int requests) {
        return new Once(Trouble.CUT_WHILE_RESENDING) {
            private int left = requests;

            @Override
            public boolean takes(Pipe pipe, Frame frame, byte[] bytes, boolean toService) {
                boolean counts = pipe != present && toService && frame.type() == FrameType.MESSAGE;
                return counts && left-- <= 0 && spring(pipe::reset);
            }
        };
    }

    /** Breaks the next socket after some of the service's first frames. */
    static Trap cutOnceBack(Pipe present, int frames) {
        return new Once(Trouble.CUT_ONCE_BACK) {
            private int left = frames;

            @Override
            public boolean takes(Pipe pipe, Frame frame, byte[] bytes, boolean toService) {
                return pipe != present && !toService && left-- <= 0 && spring(pipe::reset);
            }
        };
    }

    /** Swallows the next acknowledgement of the service. */
    static Trap acknowledgementLost() {
        return new Once(Trouble.ACKNOWLEDGEMENT_LOST) {
            @Override
            public boolean takes(Pipe pipe, Frame frame, byte[] bytes, boolean toService) {
                return !toService && isAnswer(frame) && spring(pipe::withhold);
            }
        };
    }

    /** Lets the next acknowledgement of the service come late. */
    static Trap acknowledgementLate(Weather weather, Duration late) {
        return new Once(Trouble.ACKNOWLEDGEMENT_LATE) {
            @Override
            public boolean takes(Pipe pipe, Frame frame, byte[] bytes, boolean toService) {
                return !toService
                        && isAnswer(frame)
                        && spring(() -> {
                            pipe.withhold();
                            weather.after(late, () -> pipe.toClient(bytes));
                        });
            }
        };
    }

    /** Swallows the next acknowledgements of the client. */
    static Trap receiptsLost(int receipts) {
        return new Once(Trouble.RECEIPTS_LOST) {
            private int left = receipts;

            @Override
            public boolean takes(Pipe pipe, Frame frame, byte[] bytes, boolean toService) {
                if (!toService || frame.type() != FrameType.STATUS) {
                    return false;
                } else if (--left == 0) {
                    spring(() -> {});
                }
                return true;
            }
        };
    }

    /** Carries the next message, or request, once more after a while. */
    static Trap twice(Weather weather, boolean request, Duration later) {
        return new Once(request ? Trouble.TWICE_TO_SERVICE : Trouble.TWICE_TO_CLIENT) {
            @Override
            public boolean takes(Pipe pipe, Frame frame, byte[] bytes, boolean toService) {
                if (toService == request && frame.type() == FrameType.MESSAGE) {
                    spring(() -> weather.after(later, () -> {
                        if (request) {
                            pipe.toService(bytes);
                        } else {
                            pipe.toClient(bytes);
                        }
                    }));
                }
                return false;
            }
        };
    }

    private static boolean isAnswer(Frame frame) {
        return frame.type() == FrameType.STATUS;
    }

    /** Springs once. */
    private abstract static class Once implements Trap {
        private final Trouble trouble;
        private boolean sprung;

        Once(Trouble trouble) {
            this.trouble = trouble;
        }

        boolean spring(Runnable effect) {
            sprung = true;
            effect.run();
            return true;
        }

        @Override
        public Trouble trouble() {
            return trouble;
        }

        @Override
        public boolean isSprung() {
            return sprung;
        }
    }
}
