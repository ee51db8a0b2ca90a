package io.sessionreactive.proof;

import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.FrameCodec;
import io.sessionreactive.rumor.FrameType;
import io.sessionreactive.rumor.Ids;
import io.sessionreactive.rumor.Payload;
import io.sessionreactive.transport.Transport;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Flux;

/** SDKs that are broken in one way each: in what they remember, tell and keep. */
final class OtherMutants {
    private OtherMutants() {}

    /** Knows only the newest messages again when they come once more. */
    static final class Forgetful extends Mutant {
        private final int most;
        private final Set<String> ever = new HashSet<>();
        private final Set<String> remembered = new LinkedHashSet<>();
        private final Map<String, String> originals = new HashMap<>();

        Forgetful(Transport real, int most) {
            super(real);
            this.most = most;
        }

        @Override
        void fromService(Socket socket, Frame frame, byte[] bytes) {
            if (!isMessage(frame)) {
                socket.toClient(bytes);
                return;
            }
            String id = transaction(frame);
            boolean forgotten = !ever.add(id) && !remembered.contains(id);
            remembered.add(id);
            while (remembered.size() > most) {
                remembered.remove(remembered.iterator().next());
            }
            if (forgotten) {
                String fresh = Ids.unique();
                originals.put(fresh, id);
                socket.toClient(as(fresh, frame, bytes));
            } else {
                socket.toClient(bytes);
            }
        }

        @Override
        void fromClient(Socket socket, Frame frame, byte[] bytes) {
            String original = originals.get(String.valueOf(frame.transactionId()));
            socket.toNetwork(original == null ? bytes : as(original, frame, bytes));
        }
    }

    /** Takes what it is about to send for accepted. */
    static final class AcknowledgedEarly extends Mutant {
        AcknowledgedEarly(Transport real) {
            super(real);
        }

        @Override
        void fromClient(Socket socket, Frame frame, byte[] bytes) {
            if (isMessage(frame) && frame.payload().utf8().contains("/signal/")) {
                byte[] answer = FrameCodec.encode(Frame.status("", transaction(frame), 200, Payload.EMPTY));
                scheduler().schedule(() -> socket.toClient(answer));
            }
            socket.toNetwork(bytes);
        }
    }

    /** Now and then does not see an acknowledgement. */
    static final class AnswersOverlooked extends Mutant {
        private int answers;

        AnswersOverlooked(Transport real) {
            super(real);
        }

        @Override
        void fromService(Socket socket, Frame frame, byte[] bytes) {
            if (frame.type() != FrameType.STATUS || ++answers % 20 != 0) {
                socket.toClient(bytes);
            }
        }
    }

    /** Now and then acknowledges a message and does not tell of it. */
    static final class ReceivedAndDropped extends Mutant {
        private int messages;

        ReceivedAndDropped(Transport real) {
            super(real);
        }

        @Override
        void fromService(Socket socket, Frame frame, byte[] bytes) {
            if (isMessage(frame) && ++messages % 20 == 0) {
                socket.toNetwork(FrameCodec.encode(Frame.acknowledge(frame, "")));
            } else {
                socket.toClient(bytes);
            }
        }
    }

    /** Takes the open socket for the proof that the link is back. */
    static final class BackTooEarly extends Mutant {
        BackTooEarly(Transport real) {
            super(real);
        }

        @Override
        void greeted(Socket socket) {
            if (socket.resumed) {
                byte[] pong = FrameCodec.encode(Frame.PONG);
                scheduler().schedule(() -> socket.toClient(pong));
            }
        }
    }

    /** Comes back as somebody else. */
    static final class IdentityLost extends Mutant {
        IdentityLost(Transport real) {
            super(real);
        }

        @Override
        URI address(URI uri) {
            String text = uri.toString();
            return text.contains("reconnect=true")
                    ? URI.create(text.replaceFirst("socketId=[^&]*", "socketId=" + Ids.unique()))
                    : uri;
        }
    }

    /** Goes on with its keep-alive when the socket is gone. */
    static final class TimersLeftRunning extends Mutant {
        private static final Duration PING = Duration.ofSeconds(2);

        TimersLeftRunning(Transport real) {
            super(real);
        }

        @Override
        void opened(Socket socket) {
            byte[] ping = FrameCodec.encode(Frame.PING);
            Flux.interval(PING, scheduler()).subscribe(tick -> socket.toNetwork(ping));
        }
    }
}
