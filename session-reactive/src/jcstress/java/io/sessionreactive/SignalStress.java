package io.sessionreactive;

import io.sessionreactive.rumor.Frame;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** S26 two threads that send two signals each, 1 and 2, 3 and 4: what the service gets of a joined session. */
@JCStressTest
@State
@Outcome(
        id = {"1234, 4", "1324, 4", "1342, 4", "3124, 4", "3142, 4", "3412, 4"},
        expect = Expect.ACCEPTABLE,
        desc = "all went out, each thread's in its order, and all wait for their answers")
@Outcome(expect = Expect.FORBIDDEN, desc = "lost, out of order, or miscounted")
public class SignalStress {
    private final Stage stage = new Stage();

    public SignalStress() {
        stage.join();
    }

    @Actor
    public void first() {
        send("1");
        send("2");
    }

    @Actor
    public void second() {
        send("3");
        send("4");
    }

    @Arbiter
    public void look(II_Result result) {
        for (Frame signal : stage.sentSignals()) {
            String json = signal.payload().utf8();
            int data = json.indexOf("\"data\":\"") + "\"data\":\"".length();
            result.r1 = 10 * result.r1 + Character.digit(json.charAt(data), 10);
        }
        result.r2 = stage.session.snapshot().waiting();
    }

    private void send(String data) {
        stage.session.signal(Signal.of(data)).subscribe();
    }
}
