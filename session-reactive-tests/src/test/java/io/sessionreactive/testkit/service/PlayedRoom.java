package io.sessionreactive.testkit.service;

import io.sessionreactive.raptor.RaptorMessage;
import io.sessionreactive.raptor.ResourcePath;
import io.sessionreactive.rumor.Payload;
import io.sessionreactive.testkit.seen.SeenSignal;
import io.sessionreactive.testkit.seen.SeenStream;
import io.sessionreactive.testkit.token.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * A room to play through by hand: requests go in, and what the rules make of each comes out as lines of text, the answer
 * first, such as {@code 200} and {@code to a b, from a: signal /signal/1 {}}. Uris are written without the session's part.
 */
final class PlayedRoom {
    static final ResourcePath SESSION = ResourcePath.session("100", "2_session");
    static final long NOW = 1_795_460_510_927L;

    private final List<SeenSignal> signals = new ArrayList<>();
    private final Room room = new Room(SESSION, signals::add);

    /** Publishers of these ids join; what comes of it is passed over. */
    static PlayedRoom of(String... publishers) {
        PlayedRoom played = new PlayedRoom();
        for (String id : publishers) {
            played.join(id, Role.PUBLISHER);
        }
        return played;
    }

    List<String> join(String id, Role role) {
        return join(id, role, false);
    }

    /** Somebody joins who is told who else comes and goes, or not. */
    List<String> join(String id, Role role, boolean suppressed) {
        return lines(room.join(Participant.of(id, NOW, "name=" + id, role, List.of("renegotiation"), suppressed)));
    }

    List<String> leave(String id, String reason) {
        return lines(room.leave(id, reason));
    }

    List<String> ask(String from, String method, String uri, String content) {
        return lines(room.handle(
                from, RaptorMessage.of(method, ResourcePath.parse(SESSION + uri), Payload.ofUtf8(content)), NOW));
    }

    List<String> askElsewhere(String from, String method, String wholeUri) {
        return lines(
                room.handle(from, RaptorMessage.of(method, ResourcePath.parse(wholeUri), RaptorMessage.NOTHING), NOW));
    }

    /** The answer's status alone. */
    int status(String from, String method, String uri, String content) {
        return Integer.parseInt(ask(from, method, uri, content).get(0).substring(0, 3));
    }

    String snapshot() {
        return room.snapshot(null).write().utf8();
    }

    List<SeenSignal> signals() {
        return signals;
    }

    List<SeenStream> streams() {
        return room.seenStreams();
    }

    private static List<String> lines(Outcome outcome) {
        List<String> lines = new ArrayList<>();
        String reply = outcome.reply().isEmpty() ? "" : " " + outcome.reply().utf8();
        lines.add(outcome.status() + reply);
        for (Delivery delivery : outcome.deliveries()) {
            lines.add(line(delivery));
        }
        outcome.expelled().forEach(id -> lines.add("out: " + id));
        return lines;
    }

    private static String line(Delivery delivery) {
        RaptorMessage message = delivery.message();
        String from = delivery.from().isEmpty() ? "the service" : delivery.from();
        String reason = message.reason() == null ? "" : message.reason() + " ";
        String uri = message.uri().toString().substring(SESSION.toString().length());
        return "to " + String.join(" ", delivery.to()) + ", from " + from + ": " + message.method() + " " + uri + " "
                + reason + message.content().utf8();
    }
}
