package io.sessionreactive.bench;

import io.sessionreactive.support.ChildJvm;
import io.sessionreactive.testkit.LocalSessionService;
import io.sessionreactive.testkit.fault.Ending;
import io.sessionreactive.testkit.fault.Fault;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;

/**
 * A million calls of {@code signal()} during an outage, in a JVM of its own with 64 MB of heap: how each of them ends, and
 * what lives on the heap before, meanwhile and after. Once with the default bounds, once where only the bound of bytes
 * counts. The service and the outage are here. A program, not a test; {@link SignalFlood} is its other half.
 */
public final class MillionSignals {
    private MillionSignals() {}

    /** Prints what the child counts. */
    public static void main(String[] args) throws IOException, InterruptedException {
        flood("the default bounds, 1,000 signals or 8 MiB", 1_000);
        flood("the bound of bytes alone, 8 MiB", SignalFlood.CALLS);
    }

    private static void flood(String name, int mostWaiting) throws IOException, InterruptedException {
        System.out.printf("%nA million signals during an outage, -Xmx64m, %s%n", name);
        try (LocalSessionService service = LocalSessionService.start()) {
            String id = service.createSession();
            Process child = ChildJvm.start(
                    SignalFlood.class,
                    List.of("-Xmx64m"),
                    ChildJvm.NOTHING,
                    service.apiUrl().toString(),
                    service.apiKey(),
                    id,
                    service.token(id),
                    String.valueOf(mostWaiting));
            try {
                follow(child.inputReader(), service);
                System.out.printf(
                        "  accepted by the service: %,d signals%n",
                        service.session(id).signals().size());
                if (child.waitFor() != 0) {
                    throw new IllegalStateException("the child failed");
                }
            } finally {
                child.destroy();
            }
        }
    }

    private static void follow(BufferedReader said, LocalSessionService service) throws IOException {
        Fault outage = null;
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.equals(SignalFlood.CUT)) {
                outage = service.faults().refuseConnections();
                service.faults().onAll().drop(Ending.RST);
            } else if (line.equals(SignalFlood.RETURN) && outage != null) {
                outage.restore();
            } else {
                System.out.println("  " + line);
            }
        }
    }
}
