package io.sessionreactive.browser;

import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.FrameCodec;
import io.sessionreactive.rumor.FrameType;
import io.sessionreactive.testkit.FaultyRelay;
import io.sessionreactive.testkit.fault.Direction;
import io.sessionreactive.testkit.seen.SeenFrame;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** How one client came back, as its relay recorded it: its first WebSocket and its last one. */
final class Resumption {
    private final FaultyRelay relay;
    private final String connectionId;
    private final int first;
    private final int last;

    /** Of the only client of a relay. */
    Resumption(FaultyRelay relay, String connectionId) {
        this.relay = relay;
        this.connectionId = connectionId;
        List<Integer> sockets = relay.frames().stream()
                .map(SeenFrame::socket)
                .filter(number -> !relay.messages(number, Direction.FROM_CLIENT).isEmpty())
                .distinct()
                .toList();
        first = sockets.get(0);
        last = sockets.get(sockets.size() - 1);
    }

    /** The parameters in the address of the first socket, in order. */
    Map<String, String> query() {
        return query(first);
    }

    /** The parameters in the address of the last socket, in order. */
    Map<String, String> queryOnTheWayBack() {
        return query(last);
    }

    private Map<String, String> query(int socket) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : URI.create(relay.address(socket)).getRawQuery().split("&")) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], parts[1]);
        }
        return parameters;
    }

    /**
     * What was sent on the last socket, without acknowledgements and the farewell: all that it says, and whether it was
     * said on the first one.
     */
    List<String> sent(String sessionUri) {
        List<byte[]> before = relay.messages(first, Direction.FROM_CLIENT);
        List<String> lines = new ArrayList<>();
        for (byte[] bytes : relay.messages(last, Direction.FROM_CLIENT)) {
            Frame frame = FrameCodec.decode(bytes);
            if (frame.type() != FrameType.STATUS && frame.type() != FrameType.DISCONNECT) {
                boolean again = frame.type() == FrameType.MESSAGE
                        && before.stream().anyMatch(earlier -> Arrays.equals(earlier, bytes));
                String text = FrameText.of(frame, Map.of(connectionId, "ME", sessionUri, "SESSION"));
                lines.add(text + (again ? ", again byte by byte" : ""));
            }
        }
        return lines;
    }

    /** Whether each message of the service on the last socket was acknowledged there. */
    boolean isAllAcknowledged() {
        Set<String> received = transactions(Direction.TO_CLIENT, FrameType.MESSAGE);
        return transactions(Direction.FROM_CLIENT, FrameType.STATUS).equals(received);
    }

    private Set<String> transactions(Direction direction, FrameType type) {
        return relay.messages(last, direction).stream()
                .map(FrameCodec::decode)
                .filter(frame -> frame.type() == type)
                .map(frame -> String.valueOf(frame.transactionId()))
                .collect(Collectors.toSet());
    }
}
