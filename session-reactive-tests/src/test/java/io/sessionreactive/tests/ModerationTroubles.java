package io.sessionreactive.tests;

import static io.sessionreactive.tests.TroubleStage.TOKEN;

import io.sessionreactive.Connection;
import io.sessionreactive.Operation;
import io.sessionreactive.Session;
import io.sessionreactive.Stream;
import io.sessionreactive.support.Script;
import io.sessionreactive.testkit.token.Role;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** All that can go wrong with what a moderator asks for, and with who asks without being one. */
final class ModerationTroubles {
    private static final Stream GONE = new Stream(
            "gone", new Connection("gone", Instant.EPOCH, "", Set.of()), "", Instant.EPOCH, true, true, "", 0, 0);

    private static final Map<Operation, Function<Session, Mono<Void>>> ACTS = Map.of(
            Operation.FORCE_DISCONNECT, session -> session.forceDisconnect("gone"),
            Operation.FORCE_UNPUBLISH, session -> session.forceUnpublish(GONE),
            Operation.FORCE_MUTE, session -> session.forceMute(GONE));

    private final TroubleStage stage;

    ModerationTroubles(TroubleStage stage) {
        this.stage = stage;
    }

    void addAll() {
        each(Operation.FORCE_DISCONNECT, 1520);
        each(Operation.FORCE_UNPUBLISH, 1530);
        each(Operation.FORCE_MUTE, 1540);
        add(
                kind(Operation.FORCE_DISCONNECT, "OT_INVALID_PARAMETER", 1011, ""),
                "a client that is gone",
                "Nobody with that connection id",
                Role.MODERATOR);
        for (Operation operation : List.of(Operation.FORCE_UNPUBLISH, Operation.FORCE_MUTE)) {
            add(
                    kind(operation, "OT_NOT_FOUND", 404, ""),
                    "a stream that is gone",
                    "No stream of that id",
                    Role.MODERATOR);
        }
    }

    private void each(Operation operation, int denied) {
        Trouble.Kind forbidden = kind(operation, "OT_PERMISSION_DENIED", denied, "");
        add(forbidden, "as a publisher", "the role in the token is publisher", Role.PUBLISHER);
        add(forbidden, "as a subscriber", "connect with a token of the role moderator", Role.SUBSCRIBER);
        answered(
                forbidden,
                "refused with 403",
                "a token of the role moderator",
                Script.GOOD.signal(Script.status(403, "")));
        answered(
                kind(operation, "OT_UNEXPECTED_SERVER_RESPONSE", 2001, "R"),
                "refused with 503",
                "answered status 503",
                Script.GOOD.signal(Script.status(503, "")));
        stage.add(
                "S42",
                kind(operation, "OT_TIMEOUT", 408, "RU"),
                operation + " not answered",
                "no answer within 5000 ms",
                asked(operation, stage.impatient(Script.GOOD.signal(Script.nothing()))));
        stage.add(
                "S21",
                kind(operation, "OT_NOT_CONNECTED", 1010, "R"),
                operation + " before connect",
                "is not connected",
                ACTS.get(operation).apply(stage.session()));
    }

    private void answered(Trouble.Kind kind, String how, String words, Script script) {
        stage.add("S06", kind, kind.operation() + " " + how, words, asked(kind.operation(), stage.session(script)));
    }

    private static Mono<Void> asked(Operation operation, Session session) {
        return session.connect(TOKEN).then(ACTS.get(operation).apply(session));
    }

    private void add(Trouble.Kind kind, String how, String words, Role role) {
        Session session = stage.session();
        String token = stage.service()
                .tokens()
                .forSession(stage.sessionId())
                .role(role)
                .jwt();
        Mono<Void> act = session.connect(token).then(ACTS.get(kind.operation()).apply(session));
        stage.add("S06", kind, kind.operation() + " " + how, words, act);
    }

    private static Trouble.Kind kind(Operation operation, String name, int code, String flags) {
        return new Trouble.Kind(operation, name, code, flags);
    }
}
