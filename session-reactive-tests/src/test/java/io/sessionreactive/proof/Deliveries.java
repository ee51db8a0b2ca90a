package io.sessionreactive.proof;

import io.sessionreactive.testkit.seen.Observation;
import io.sessionreactive.testkit.seen.Observation.MemberJoined;
import io.sessionreactive.testkit.seen.Observation.MemberLeft;
import io.sessionreactive.testkit.seen.Observation.SignalAccepted;
import io.sessionreactive.testkit.seen.SeenSignal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds what each client received against what the service accepted while it was in the session: nothing may be missing
 * before the last one it got, or at all if it stayed, nothing come twice, nothing overtake.
 */
final class Deliveries {
    private final World world;

    Deliveries(World world) {
        this.world = world;
    }

    void check() {
        for (Service service : world.services()) {
            inOrderOfSending(service);
            Map<String, List<Integer>> expected = expected(service);
            for (Client client : world.clients()) {
                for (Visit visit : client.diary().visits()) {
                    if (service.hasSeen(visit.connectionId)) {
                        compare(visit, expected.getOrDefault(visit.connectionId, List.of()), service);
                    }
                }
            }
        }
    }

    /** The service must have accepted what a client sent in the order in which it was sent. */
    private void inOrderOfSending(Service service) {
        Map<String, Integer> last = new HashMap<>();
        for (SeenSignal signal : service.session().signals()) {
            int number = Sent.number(String.valueOf(signal.data()));
            Integer before = last.put(signal.from(), number);
            if (before != null && before > number) {
                world.wrong(Wrong.INVERTED, "accepted after " + world.sent(before) + ": " + world.sent(number));
            }
        }
    }

    /** What each connection should get, in the order of acceptance. */
    private static Map<String, List<Integer>> expected(Service service) {
        Map<String, List<Integer>> expected = new HashMap<>();
        Set<String> members = new LinkedHashSet<>();
        for (Observation observation : service.observed()) {
            if (observation instanceof MemberJoined joined) {
                members.add(joined.member().connectionId());
            } else if (observation instanceof MemberLeft left) {
                members.remove(left.member().connectionId());
            } else if (observation instanceof SignalAccepted accepted) {
                int number = Sent.number(String.valueOf(accepted.signal().data()));
                String to = accepted.signal().to();
                (to == null ? members : Set.of(to)).forEach(member -> add(expected, member, number));
            }
        }
        return expected;
    }

    private static void add(Map<String, List<Integer>> expected, String connectionId, int number) {
        expected.computeIfAbsent(connectionId, id -> new ArrayList<>()).add(number);
    }

    private void compare(Visit visit, List<Integer> expected, Service service) {
        Map<Integer, Integer> places = new HashMap<>();
        for (int i = 0; i < expected.size(); i++) {
            if (places.put(expected.get(i), i) != null) {
                world.wrong(Wrong.DOUBLED, "the service accepted twice: " + world.sent(expected.get(i)));
            }
        }
        Set<Integer> received = new HashSet<>();
        int last = -1;
        for (int number : visit.received) {
            Integer place = places.get(number);
            if (place == null) {
                world.wrong(Wrong.UNTRUE, visit + " received what was not for it: " + world.sent(number));
            } else if (!received.add(number)) {
                world.wrong(Wrong.DOUBLED, visit + " received twice: " + world.sent(number));
            } else if (place < last) {
                world.wrong(Wrong.INVERTED, visit + " received late: " + world.sent(number));
            } else {
                last = place;
            }
        }
        int needed = visit.stayed && service == world.service() ? expected.size() : last;
        for (int place = 0; place < needed; place++) {
            if (!received.contains(expected.get(place))) {
                world.wrong(Wrong.LOST, visit + " never received: " + world.sent(expected.get(place)));
            }
        }
        world.tally().count("deliveries checked", Math.max(0, needed));
    }
}
