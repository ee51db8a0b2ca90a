package io.sessionreactive.proof;

import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.Ids;
import io.sessionreactive.transport.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Flux;

/** SDKs that are broken in one way each: in what a socket sends first. */
final class ResendMutants {
    private ResendMutants() {}

    /** What was sent is never sent again. */
    static final class ResendOff extends Mutant {
        private final Set<String> sent = new HashSet<>();

        ResendOff(Transport real) {
            super(real);
        }

        @Override
        void fromClient(Socket socket, Frame frame, byte[] bytes) {
            if (!isMessage(frame) || sent.add(transaction(frame))) {
                socket.toNetwork(bytes);
            }
        }
    }

    /** A new socket begins with the newest request. */
    static final class ResendReversed extends Mutant {
        private final List<byte[]> first = new ArrayList<>();
        private boolean greeting;

        ResendReversed(Transport real) {
            super(real);
        }

        @Override
        void opened(Socket socket) {
            greeting = socket.resumed;
        }

        @Override
        void fromClient(Socket socket, Frame frame, byte[] bytes) {
            if (greeting && isMessage(frame)) {
                first.add(bytes);
            } else {
                socket.toNetwork(bytes);
            }
        }

        @Override
        void greeted(Socket socket) {
            greeting = false;
            List<byte[]> reversed = new ArrayList<>(first);
            first.clear();
            Collections.reverse(reversed);
            reversed.forEach(socket::toNetwork);
        }
    }

    /** What a new socket should begin with comes a little later, and what is new overtakes it. */
    static final class ResendBehindLive extends Mutant {
        private static final Duration LATER = Duration.ofMillis(300);

        private boolean greeting;

        ResendBehindLive(Transport real) {
            super(real);
        }

        @Override
        void opened(Socket socket) {
            greeting = socket.resumed;
        }

        @Override
        void fromClient(Socket socket, Frame frame, byte[] bytes) {
            if (greeting && isMessage(frame)) {
                Flux.just(bytes).delayElements(LATER, scheduler()).subscribe(socket::toNetwork);
            } else {
                socket.toNetwork(bytes);
            }
        }

        @Override
        void greeted(Socket socket) {
            greeting = false;
        }
    }

    /** What is sent again gets an id of its own, so that the service cannot know that it has it. */
    static final class ResendAnew extends Mutant {
        private final Set<String> sent = new HashSet<>();
        private final Map<String, String> originals = new HashMap<>();

        ResendAnew(Transport real) {
            super(real);
        }

        @Override
        void fromClient(Socket socket, Frame frame, byte[] bytes) {
            if (!isMessage(frame) || sent.add(transaction(frame))) {
                socket.toNetwork(bytes);
            } else {
                String fresh = Ids.unique();
                originals.put(fresh, transaction(frame));
                socket.toNetwork(as(fresh, frame, bytes));
            }
        }

        @Override
        void fromService(Socket socket, Frame frame, byte[] bytes) {
            String original = originals.get(String.valueOf(frame.transactionId()));
            socket.toClient(original == null ? bytes : as(original, frame, bytes));
        }
    }

    /** What must not wait for the network is sent again too. */
    static final class ResendAll extends Mutant {
        private final Map<String, byte[]> unanswered = new LinkedHashMap<>();

        ResendAll(Transport real) {
            super(real);
        }

        @Override
        void fromClient(Socket socket, Frame frame, byte[] bytes) {
            if (isMessage(frame)) {
                unanswered.put(transaction(frame), bytes);
            }
            socket.toNetwork(bytes);
        }

        @Override
        void fromService(Socket socket, Frame frame, byte[] bytes) {
            unanswered.remove(String.valueOf(frame.transactionId()));
            socket.toClient(bytes);
        }

        @Override
        void opened(Socket socket) {
            List<byte[]> all = List.copyOf(unanswered.values());
            unanswered.clear();
            if (socket.resumed) {
                all.forEach(socket::toNetwork);
            }
        }
    }

    /** What was held while the link was away is never sent. */
    static final class HeldForgotten extends Mutant {
        private final Set<String> sent = new HashSet<>();
        private boolean greeting;

        HeldForgotten(Transport real) {
            super(real);
        }

        @Override
        void opened(Socket socket) {
            greeting = socket.resumed;
        }

        @Override
        void fromClient(Socket socket, Frame frame, byte[] bytes) {
            boolean isNew = isMessage(frame) && sent.add(transaction(frame));
            if (!isNew || !greeting) {
                socket.toNetwork(bytes);
            }
        }

        @Override
        void greeted(Socket socket) {
            greeting = false;
        }
    }
}
