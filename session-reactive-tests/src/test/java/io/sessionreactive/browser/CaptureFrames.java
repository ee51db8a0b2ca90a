package io.sessionreactive.browser;

import io.sessionreactive.raptor.RaptorCodec;
import io.sessionreactive.raptor.RaptorMessage;
import io.sessionreactive.raptor.ResourcePath.Kind;
import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.FrameCodec;
import io.sessionreactive.rumor.FrameType;
import io.sessionreactive.testkit.token.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Writes the frames of {@code src/test/resources/frames} anew, as the browser client sends them today. Not part of a
 * normal run, by its name; the folder's README has the command.
 */
@BrowserTest
class CaptureFrames {
    @Test
    void capture(Meeting meeting) {
        BrowserClient bob = meeting.browser("Bob", Role.MODERATOR);
        BrowserClient carol = meeting.browser("Carol");
        signals(bob, carol);
        media(bob, carol);
        moderation(bob, carol);
        captureCarol(carol);
        bob.act("disconnect", null);
        captureBob(bob, carol.connectionId());

        BrowserClient dan = meeting.browser("Dan");
        meeting.service().faults().on(dan.connectionId()).times(1).silence();
        dan.await("sessionReconnected");
        write("disconnect-replaced", dan, isType(FrameType.DISCONNECT));
    }

    private static void signals(BrowserClient bob, BrowserClient carol) {
        bob.await("connectionCreated Carol");
        bob.signal(
                Map.of("type", "chat", "data", "gr\u00fc\u00dfe \u65e5\u672c \ud83c\udf89 \"quoted\" \\ / \u0001\n"));
        bob.signal(Map.of("data", "no type"));
        bob.signal(Map.of("type", "no-data"));
        bob.signal(Map.of());
        bob.signal(Map.of("data", Map.of("a", List.of(1, 2.5, true, "x"))));
        bob.signal(Map.of("type", "chat", "data", "for one", "to", carol.connectionId()));
        carol.signal(Map.of("data", "hello"));
        bob.await("signal hello from Carol");
    }

    private static void media(BrowserClient bob, BrowserClient carol) {
        String streamId = (String) bob.act("publish", "Bob's camera");
        carol.await("streamCreated Bob's camera of Bob");
        carol.act("subscribe", streamId);
        carol.awaitMedia(streamId);
        bob.act("publishVideo", false);
        carol.await("streamPropertyChanged Bob's camera hasVideo true -> false");
        carol.act("unsubscribe", streamId);
        bob.act("unpublish", null);
        carol.await("streamDestroyed Bob's camera clientDisconnected");
    }

    private static void moderation(BrowserClient bob, BrowserClient carol) {
        String streamId = (String) carol.act("publish", "Carol's camera");
        bob.await("streamCreated Carol's camera of Carol");
        bob.begin("forceMuteStream", streamId);
        bob.begin("forceMuteAll", null);
        bob.act("forceUnpublish", streamId);
        bob.act("forceDisconnect", carol.connectionId());
        carol.await("sessionDisconnected forceDisconnected");
    }

    private static void captureCarol(BrowserClient carol) {
        write("subscriber-create", carol, isMessage("create", Kind.SUBSCRIBER));
        write("subscriber-channel-update", carol, isMessage("update", Kind.SUBSCRIBER_CHANNEL));
        write("subscriber-answer", carol, isMessage("answer", Kind.SUBSCRIBER));
        write("subscriber-candidate", carol, isMessage("candidate", Kind.SUBSCRIBER));
        write("subscriber-delete", carol, isMessage("delete", Kind.SUBSCRIBER));
    }

    private static void captureBob(BrowserClient bob, String carol) {
        write("connect", bob, isType(FrameType.CONNECT));
        write("subscribe", bob, isType(FrameType.SUBSCRIBE));
        write("connection-create", bob, isMessage("create", Kind.CONNECTION));
        write("acknowledge-service", bob, isAcknowledgementTo(""));
        write("acknowledge-member", bob, isAcknowledgementTo(carol));
        write("ping", bob, isType(FrameType.PING));
        Predicate<Frame> signal = isMessage("signal", Kind.SIGNAL);
        write("signal-all", bob, signal.and(has("\"type\":\"chat\"")));
        write("signal-no-type", bob, signal.and(has("no type")));
        write("signal-no-data", bob, signal.and(has("no-data")));
        write("signal-nothing", bob, signal.and(has("\"content\":{}")));
        write("signal-json", bob, signal.and(has("\"a\":[")));
        write("signal-one", bob, signal.and(has("for one")));
        write("stream-create", bob, isMessage("create", Kind.STREAM));
        write(
                "stream-channel-update",
                bob,
                isMessage("update", Kind.STREAM_CHANNEL).and(has("\"active\":false")));
        write("subscriber-offer", bob, isMessage("offer", Kind.SUBSCRIBER));
        write("stream-delete", bob, isMessage("delete", Kind.STREAM));
        write("stream-mute", bob, isMessage("update", Kind.STREAM));
        write("session-mute", bob, isMessage("update", Kind.SESSION));
        write("connection-delete", bob, isMessage("delete", Kind.CONNECTION));
        write("disconnect", bob, isType(FrameType.DISCONNECT));
    }

    private static Predicate<Frame> isType(FrameType type) {
        return frame -> frame.type() == type;
    }

    private static Predicate<Frame> isMessage(String method, Kind kind) {
        return frame -> {
            if (frame.type() != FrameType.MESSAGE) {
                return false;
            }
            RaptorMessage message = RaptorCodec.decode(frame.payload());
            return message.method().equals(method) && message.uri().kind() == kind;
        };
    }

    private static Predicate<Frame> isAcknowledgementTo(String address) {
        return frame -> frame.type() == FrameType.STATUS && frame.addresses().equals(List.of(address));
    }

    private static Predicate<Frame> has(String text) {
        return frame -> frame.payload().utf8().contains(text);
    }

    /** Waits for the first such frame, and writes it. */
    private static void write(String name, BrowserClient browser, Predicate<Frame> what) {
        browser.awaitSockets(() -> first(browser, what).isPresent());
        new CapturedFrame(name, first(browser, what).orElseThrow()).write();
    }

    private static Optional<byte[]> first(BrowserClient browser, Predicate<Frame> what) {
        return browser.sockets().stream()
                .flatMap(socket -> socket.sent().stream())
                .filter(bytes -> what.test(FrameCodec.decode(bytes)))
                .findFirst();
    }
}
