package io.sessionreactive.bench;

import io.sessionreactive.OpenTok;
import io.sessionreactive.testkit.LocalSessionService;
import io.sessionreactive.testkit.LocalSessionServiceOptions;
import io.sessionreactive.testkit.fault.Ending;
import io.sessionreactive.testkit.fault.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import me.tongfei.progressbar.ProgressBar;
import reactor.core.publisher.Flux;

/**
 * Cuts off 2,000 sessions at once, lets nobody in for three seconds, and looks how they come back: when the first attempts
 * are made, how long it takes after the service's return, and whether everybody is who he was. Clients and service are in
 * one JVM, with real sockets between them; an outage before the one that is measured warms it up. A program, not a test.
 */
public final class Herd {
    private static final int ROOMS = 100;
    private static final int MEMBERS = 20;
    private static final int AT_A_TIME = 64;
    private static final Duration AWAY = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int BIN_MILLIS = 100;
    private static final double MOST_PERCENT = 15;
    private static final Duration MOST_LATE = Duration.ofSeconds(10);

    private Herd() {}

    /** Prints the chart and the figures. */
    public static void main(String[] args) {
        try (LocalSessionService service =
                LocalSessionService.start(LocalSessionServiceOptions.defaults().frames(0))) {
            List<HerdMember> herd = gather(service);
            outage(herd, service, "warming up");
            long returned = outage(herd, service, "coming back");
            printFirstAttempts(herd);
            printReturn(herd, returned);
            printIdentity(herd, service);
            herd.get(0).client().disposeLater().block(PATIENCE);
        }
    }

    private static List<HerdMember> gather(LocalSessionService service) {
        AttemptTimes times = new AttemptTimes();
        OpenTok client = OpenTok.create(service.clientOptions().transport(times));
        List<HerdMember> herd = new ArrayList<>();
        for (int room = 0; room < ROOMS; room++) {
            String id = service.createSession();
            for (int i = 0; i < MEMBERS; i++) {
                herd.add(HerdMember.of(client, service.apiKey(), id, times));
            }
        }
        try (ProgressBar bar = new ProgressBar("connecting", herd.size())) {
            Flux.fromIterable(herd)
                    .flatMap(member -> member.join(service).doOnSuccess(own -> bar.step()), AT_A_TIME)
                    .blockLast(PATIENCE);
        }
        herd.forEach(member -> member.awaitCompany(MEMBERS, PATIENCE));
        return herd;
    }

    /** Lives through one, and tells when the service was there again. */
    private static long outage(List<HerdMember> herd, LocalSessionService service, String task) {
        long cut = System.nanoTime();
        herd.forEach(member -> member.cutAt(cut));
        Fault refused = service.faults().refuseConnections().restoreAfter(AWAY);
        service.faults().onAll().drop(Ending.RST);
        refused.ended().block(PATIENCE);
        long returned = System.nanoTime();
        try (ProgressBar bar = new ProgressBar(task, herd.size())) {
            Flux.fromIterable(herd)
                    .flatMap(member -> member.back().doOnSuccess(time -> bar.step()), Integer.MAX_VALUE)
                    .blockLast(PATIENCE);
        }
        return returned;
    }

    private static void printFirstAttempts(List<HerdMember> herd) {
        long[] millis = sorted(herd.stream().mapToLong(HerdMember::millisToFirstAttempt));
        int[] bins = new int[(int) (millis[millis.length - 1] / BIN_MILLIS) + 1];
        for (long time : millis) {
            bins[(int) (time / BIN_MILLIS)]++;
        }
        System.out.printf("%nFirst attempts of %,d sessions, by time since the cut%n", herd.size());
        double most = 0;
        for (int i = 0; i < bins.length; i++) {
            double percent = 100.0 * bins[i] / herd.size();
            most = Math.max(most, percent);
            System.out.printf(
                    "  %5d to %5d ms %5d %5.1f %%  %s%n",
                    i * BIN_MILLIS, (i + 1) * BIN_MILLIS, bins[i], percent, "#".repeat((int) Math.round(3 * percent)));
        }
        long[] noticed = sorted(herd.stream().mapToLong(HerdMember::millisToNotice));
        System.out.printf(
                "  the loss was noticed: median %,d ms, last %,d ms%n",
                noticed[noticed.length / 2], noticed[noticed.length - 1]);
        System.out.printf("  fullest bin: %.1f %% (goal: at most %.0f %%)%n", most, MOST_PERCENT);
    }

    private static void printReturn(List<HerdMember> herd, long returned) {
        long[] millis = sorted(herd.stream().mapToLong(member -> member.millisToReturn(returned)));
        System.out.printf(
                "%nBack after the service's return: median %,d ms, 99 of 100 within %,d ms, all within %,d ms"
                        + " (goal: %,d ms)%n",
                millis[millis.length / 2],
                millis[millis.length * 99 / 100],
                millis[millis.length - 1],
                MOST_LATE.toMillis());
        System.out.printf(
                "Attempts for each session: %.1f on average%n",
                herd.stream().mapToInt(HerdMember::attempts).average().orElseThrow());
    }

    private static void printIdentity(List<HerdMember> herd, LocalSessionService service) {
        long changed = herd.stream().filter(member -> !member.isWhoItWas()).count();
        long seen = herd.stream().mapToLong(HerdMember::comingsAndGoings).sum();
        long outages = herd.stream().filter(member -> member.outages() != 1).count();
        int present = service.sessions().stream()
                .mapToInt(session -> session.members().size())
                .sum();
        System.out.printf("%nConnection ids that changed: %d%n", changed);
        System.out.printf("connectionCreated and connectionDestroyed after the cut: %d%n", seen);
        System.out.printf("Sessions with other than one reconnecting and one reconnected: %d%n", outages);
        System.out.printf("Members by the service's own list: %,d%n", present);
    }

    private static long[] sorted(LongStream values) {
        return values.sorted().toArray();
    }
}
