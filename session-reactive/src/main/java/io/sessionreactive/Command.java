package io.sessionreactive;

import io.sessionreactive.raptor.RaptorMessage;
import io.sessionreactive.raptor.Requests;
import io.sessionreactive.raptor.ResourcePath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One thing that the user wants done in a session.
 *
 * @param name of its sequence, for metrics
 * @param right what it takes
 * @param repeatable whether it waits for the network's return and may be sent again
 * @param length of its own text, in characters
 * @param check tells what is wrong with it, null if it can be sent
 * @param request says it to the service, where the session's uri is given
 */
record Command(
        String name,
        Right right,
        boolean repeatable,
        int length,
        Supplier<Signal.@Nullable Violation> check,
        Function<ResourcePath, RaptorMessage> request) {

    static Command signal(Signal signal) {
        return new Command(
                "session.signal",
                Right.SIGNAL,
                signal.retryAfterReconnect(),
                length(signal.type()) + length(signal.data()),
                signal::violation,
                session -> Requests.signal(session, signal.to(), signal.type(), signal.data()));
    }

    static Command forceDisconnect(String connectionId) {
        return moderation(
                "session.forceDisconnect",
                Right.FORCE_DISCONNECT,
                List.of(connectionId),
                session -> Requests.delete(session.connection(connectionId)));
    }

    static Command forceUnpublish(String streamId) {
        return moderation(
                "session.forceUnpublish",
                Right.FORCE_UNPUBLISH,
                List.of(streamId),
                session -> Requests.delete(session.stream(streamId)));
    }

    static Command forceMute(String streamId) {
        return moderation(
                "session.forceMute",
                Right.FORCE_MUTE,
                List.of(streamId),
                session -> Requests.mute(session.stream(streamId)));
    }

    /** Mutes all streams but those, later ones too, or ends that. */
    static Command forceMuteAll(boolean active, List<String> except) {
        return moderation(
                active ? "session.forceMuteAll" : "session.disableForceMute",
                Right.FORCE_MUTE,
                except,
                session -> Requests.muteAll(session, active, except));
    }

    /** Waits for the network's return, as with the browser client. */
    private static Command moderation(
            String name, Right right, List<String> ids, Function<ResourcePath, RaptorMessage> request) {
        int length = ids.stream().mapToInt(String::length).sum();
        return new Command(name, right, true, length, () -> violation(ids), request);
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    private static Signal.@Nullable Violation violation(List<String> ids) {
        for (String id : ids) {
            boolean isId = !id.isEmpty()
                    && id.indexOf('/') < 0
                    && StandardCharsets.UTF_8.newEncoder().canEncode(id);
            if (!isId) {
                String message = "an id is empty, or has a slash or half a surrogate pair in it; nothing was sent";
                return new Signal.Violation(ErrorKind.INVALID_PARAMETER, message);
            }
        }
        return null;
    }
}
