package io.sessionreactive.testkit.junit;

import io.sessionreactive.testkit.LocalSession;
import io.sessionreactive.testkit.LocalSessionService;
import io.sessionreactive.testkit.seen.SeenMember;
import io.sessionreactive.testkit.seen.SeenSocket;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a test leaves behind at its service, in words. */
final class Leaks {
    private Leaks() {}

    /** Sockets that are open, with the sessions they are in; empty if there are none. */
    static Optional<String> of(LocalSessionService service) {
        List<SeenSocket> sockets = service.openSockets();
        if (sockets.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder("the test leaves ")
                .append(sockets.size() == 1 ? "a socket" : sockets.size() + " sockets")
                .append(" open. Whoever made the client disposes of it (OpenTok.disposeLater):");
        sockets.forEach(socket -> text.append("\n  socket #")
                .append(socket.socket())
                .append(place(service.sessions(), socket.connectionId())));
        absent(service).ifPresent(text::append);
        return Optional.of(text.toString());
    }

    private static String place(List<LocalSession> sessions, @Nullable String connectionId) {
        if (connectionId == null) {
            return ", which carries no connection";
        }
        return sessions.stream()
                .filter(session -> session.member(connectionId).isPresent())
                .map(session -> ", connection " + connectionId + ", still connected to session " + session.id())
                .findFirst()
                .orElse(", connection " + connectionId + ", in no session");
    }

    private static Optional<String> absent(LocalSessionService service) {
        List<String> waitedFor = service.sessions().stream()
                .flatMap(session -> session.members().stream())
                .filter(member -> !member.present())
                .map(SeenMember::connectionId)
                .toList();
        return waitedFor.isEmpty()
                ? Optional.empty()
                : Optional.of("\nMembers without a socket, whose return is waited for: " + waitedFor);
    }
}
