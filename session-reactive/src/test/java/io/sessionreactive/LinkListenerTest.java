package io.sessionreactive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sessionreactive.SessionSnapshot.Status;
import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.FrameCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is told of the inside of a link. */
@Timeout(30)
class LinkListenerTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final LostLink link = new LostLink();
    private final Stage stage = link.stage;

    @Test
    @DisplayName("what the link does is told to the listener")
    void listener() {
        stage.join();
        stage.session.signal(Signal.of("unanswered")).subscribe();
        byte[] before = FrameCodec.encode(stage.sentSignals().get(0));
        stage.network.refuseSockets(2);
        link.cut();
        stage.pass(SECOND.multipliedBy(3));
        stage.socket().feed(Frame.PONG);
        assertEquals(List.of("attempt 1 failed", "attempt 2 failed", "restored after 3, resent 1"), link.told);
        assertArrayEquals(before, FrameCodec.encode(stage.sentSignals().get(0)));
    }

    @Test
    @DisplayName("a listener that throws does no harm")
    void listenerThrows() {
        List<Integer> told = new ArrayList<>();
        LinkListener thrower = new LinkListener() {
            @Override
            public void restored(int attempts, int resent) {
                told.add(attempts);
                throw new IllegalStateException("not my day");
            }
        };
        Stage other = new LostLink(options -> options.listener(thrower)).stage;
        other.join();
        other.socket().cut();
        other.pass(SECOND);
        other.socket().feed(Frame.PONG);
        assertEquals(List.of(1), told);
        assertEquals(Status.CONNECTED, other.session.snapshot().status());
    }
}
