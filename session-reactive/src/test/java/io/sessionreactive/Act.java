package io.sessionreactive;

import java.time.Instant;
import java.util.Set;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** All that only a moderator may do: the call, what it says on the wire, and the number of its refusal. */
enum Act {
    FORCE_DISCONNECT(
            Operation.FORCE_DISCONNECT,
            1520,
            "delete",
            "/connection/c-bob",
            "{}",
            session -> session.forceDisconnect("c-bob")),
    FORCE_UNPUBLISH(
            Operation.FORCE_UNPUBLISH,
            1530,
            "delete",
            "/stream/s-1",
            "{}",
            session -> session.forceUnpublish(stream("s-1"))),
    FORCE_MUTE(
            Operation.FORCE_MUTE,
            1540,
            "update",
            "/stream/s-1",
            "{\"reason\":\"mute\",\"channels\":[\"audio\"],\"active\":true,\"locked\":false}",
            session -> session.forceMute(stream("s-1"))),
    FORCE_MUTE_ALL(
            Operation.FORCE_MUTE,
            1540,
            "update",
            "",
            "{\"reason\":\"mute\",\"channels\":[\"audio\"],\"active\":true,\"locked\":false,\"exclusion\":[]}",
            session -> session.forceMuteAll()),
    DISABLE_FORCE_MUTE(
            Operation.FORCE_MUTE,
            1540,
            "update",
            "",
            "{\"reason\":\"mute\",\"channels\":[\"audio\"],\"active\":false,\"locked\":false,\"exclusion\":[]}",
            Session::disableForceMute);

    final Operation operation;
    final int denied;
    final String message;

    @SuppressWarnings("ImmutableEnumChecker") // lambdas that keep nothing
    final Function<Session, Mono<Void>> call;

    Act(
            Operation operation,
            int denied,
            String method,
            String path,
            String content,
            Function<Session, Mono<Void>> call) {
        this.operation = operation;
        this.denied = denied;
        this.message = "{\"method\":\"" + method + "\",\"uri\":\"/v2/partner/100/session/1_MX4" + path
                + "\",\"content\":" + content + "}";
        this.call = call;
    }

    /** A stream of c-bob. */
    static Stream stream(String id) {
        Connection bob = new Connection("c-bob", Instant.EPOCH, "", Set.of());
        return new Stream(id, bob, "", Instant.EPOCH, true, true, "camera", 640, 480);
    }
}
