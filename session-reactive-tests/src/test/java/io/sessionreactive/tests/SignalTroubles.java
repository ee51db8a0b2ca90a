package io.sessionreactive.tests;

import static io.sessionreactive.tests.Trouble.Kind.signal;
import static io.sessionreactive.tests.TroubleStage.TOKEN;

import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.sessionreactive.OpenTok;
import io.sessionreactive.Operation;
import io.sessionreactive.Session;
import io.sessionreactive.SessionException;
import io.sessionreactive.Signal;
import io.sessionreactive.rumor.Frame;
import io.sessionreactive.support.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All that can go wrong with signals, and with what a session is told. */
final class SignalTroubles {
    private static final Trouble.Kind BAD = signal("OT_INVALID_PARAMETER", 400, "");
    private static final Trouble.Kind TOO_LONG = signal("OT_INVALID_PARAMETER", 413, "");
    private static final Trouble.Kind FORBIDDEN = signal("OT_PERMISSION_DENIED", 403, "");
    private static final Trouble.Kind NOT_FOUND = signal("OT_NOT_FOUND", 404, "");
    private static final Trouble.Kind TIMEOUT = signal("OT_TIMEOUT", 408, "RU");
    private static final Trouble.Kind RATE_LIMIT = signal("OT_RATE_LIMIT_EXCEEDED", 429, "R");
    private static final Trouble.Kind NOT_CONNECTED = signal("OT_NOT_CONNECTED", 500, "R");
    private static final Trouble.Kind LINK_LOST = signal("OT_NOT_CONNECTED", 500, "NRU");
    private static final Trouble.Kind OVERFLOW = signal("OT_BUFFER_OVERFLOW", 507, "R");
    private static final Trouble.Kind SERVICE = signal("OT_UNEXPECTED_SERVER_RESPONSE", 2001, "R");
    private static final Trouble.Kind RECEIVED =
            new Trouble.Kind(Operation.RECEIVE, "OT_UNEXPECTED_SERVER_RESPONSE", 2001, "");
    private static final int MOST_WAITING = 1_000;

    private final TroubleStage stage;

    SignalTroubles(TroubleStage stage) {
        this.stage = stage;
    }

    void addAll() {
        refusedHere();
        notConnected();
        refusedThere();
        notAnswered();
        received();
    }

    private void refusedHere() {
        String data = "data of 8,191 characters, which are 8,193 as JSON";
        add("S39", BAD, "a type with a space", "A-Z a-z 0-9", Signal.ofType("no spaces"));
        add("S39", TOO_LONG, "a type of 129 characters", "at most 128", Signal.ofType("t".repeat(129)));
        add("S39", TOO_LONG, data, "this has 8193", Signal.of("d".repeat(8_191)));
        add(
                "S39",
                BAD,
                "an empty connection id to send to",
                "is empty",
                Signal.of("hello").to(""));
        add(
                "S41",
                NOT_FOUND,
                "a connection id of nobody",
                "Nobody with",
                Signal.of("hello").to("nobody"));
    }

    private void notConnected() {
        Mono<Void> early = stage.session().signal(Signal.of("early"));
        Session left = stage.session();
        Mono<Void> late = left.connect(stage.service().token(stage.sessionId()))
                .then(left.disconnect())
                .then(left.signal(Signal.of("late")));
        stage.add("S21", NOT_CONNECTED, "a signal before connect", "is not connected", early);
        stage.add("S21", NOT_CONNECTED, "a signal after disconnect()", "is not connected", late);
    }

    private void refusedThere() {
        answered(BAD, "refused with 400", "(malformed)", Script.status(400, "{\"reason\":\"malformed\"}"));
        answered(FORBIDDEN, "refused with 403", "The role in the token", Script.status(403, ""));
        answered(NOT_FOUND, "refused with 404", "answered status 404", Script.status(404, ""));
        answered(TOO_LONG, "refused with 413", "answered status 413", Script.status(413, ""));
        answered(RATE_LIMIT, "refused with 429", "Send less often", Script.status(429, ""));
        answered(NOT_CONNECTED, "refused with 500", "answered status 500", Script.status(500, ""));
        answered(SERVICE, "refused with 503", "answered status 503", Script.status(503, ""));
        answered(SERVICE, "answered without a status", "without a status", Script.noStatus());
    }

    private void notAnswered() {
        Script silent = Script.GOOD.signal(Script.nothing());
        Script closing = Script.GOOD.signal(Script.close(1011, "going down"));
        Session flooded = stage.session(silent);
        Mono<Void> flood = flooded.connect(TOKEN)
                .thenMany(Flux.range(0, MOST_WAITING + 1).flatMap(i -> flooded.signal(Signal.ping()), MOST_WAITING + 1))
                .then();
        String lost = "a signal whose link is lost before the answer, without reconnection";
        stage.add("S42", TIMEOUT, "a signal not answered", "no answer within 5000 ms", hello(stage.impatient(silent)));
        stage.add("S22", LINK_LOST, lost, "(going down). It may have been delivered", hello(stage.session(closing)));
        stage.add("S23", OVERFLOW, "1,001 signals not answered", "1000 requests wait", flood);
    }

    private void received() {
        Script broken = Script.GOOD.join(request -> {
            List<WebSocketFrame> answers = new ArrayList<>(Script.GOOD.join().apply(request));
            answers.add(Script.message("{\"method\":\"created\"}"));
            return answers;
        });
        OpenTok client = stage.client(broken);
        Mono<SessionException> told = client.exceptions().next();
        Mono<Void> join =
                Mono.when(client.initSession("100", Script.SESSION).connect(TOKEN), told.flatMap(Mono::<Void>error));
        String how = "a message that breaks the protocol, told by exceptions()";
        stage.add("S09", RECEIVED, how, "a message has a \"uri\"", join);
    }

    private void add(String row, Trouble.Kind kind, String how, String words, Signal signal) {
        Session session = stage.session();
        String token = stage.service().token(stage.sessionId());
        stage.add(row, kind, how, words, session.connect(token).then(session.signal(signal)));
    }

    private void answered(Trouble.Kind kind, String how, String words, Function<Frame, List<WebSocketFrame>> reaction) {
        Session session = stage.session(Script.GOOD.signal(reaction));
        stage.add("S41", kind, "a signal " + how, words, hello(session));
    }

    private static Mono<Void> hello(Session session) {
        return session.connect(TOKEN).then(session.signal(Signal.of("chat", "hello")));
    }
}
