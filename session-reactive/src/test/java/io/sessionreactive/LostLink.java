package io.sessionreactive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.rumor.Frame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** A session that may resume, with delays that can be foretold: each of the first eight attempts after one second. */
final class LostLink implements LinkListener {
    private static final RandomGenerator LARGEST = new RandomGenerator() {
        @Override
        public long nextLong() {
            return Long.MAX_VALUE;
        }

        @Override
        public long nextLong(long bound) {
            return bound - 1;
        }
    };

    final List<String> told = new ArrayList<>();
    final Stage stage;
    int duplicates;

    LostLink() {
        this(options -> options);
    }

    LostLink(UnaryOperator<SessionOptions> change) {
        SessionOptions options = SessionOptions.of(Wire.API_KEY, Wire.SESSION_ID)
                .reconnect(ReconnectPolicy.fullJitter().random(() -> LARGEST))
                .listener(this);
        stage = new Stage(change.apply(options));
        stage.network.answer(200, Wire.information(true));
    }

    /** Takes the network away. */
    void cut() {
        stage.socket().cut();
        stage.pass(Duration.ZERO);
    }

    /** And lets it come back after a second, proven by the service. */
    void restore() {
        stage.pass(Duration.ofSeconds(1));
        stage.socket().feed(Frame.PONG);
    }

    /** No socket is open, nothing waits, and nothing is tried any more. */
    void nothingIsLeft() {
        int sockets = stage.network.sockets().size();
        stage.pass(Duration.ofMinutes(2));
        assertTrue(stage.network.sockets().stream().allMatch(ScriptedSocket::isGone));
        assertEquals(sockets, stage.network.sockets().size(), "sockets tried");
        assertEquals(0, stage.session.snapshot().waiting(), "requests");
    }

    @Override
    public void attemptFailed(int attempt, Throwable cause) {
        told.add("attempt " + attempt + " failed");
    }

    @Override
    public void restored(int attempts, int resent) {
        told.add("restored after " + attempts + ", resent " + resent);
    }

    @Override
    public void duplicateDropped() {
        duplicates++;
    }
}
