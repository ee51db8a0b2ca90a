package io.sessionreactive.raptor;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The permissions of connections, shared: a large session has thousands of connections and a handful of roles. */
final class Permissions {
    // what OpenTok.js 2.7.6 and 2.35.2 know; a set with other words is nobody else's
    private static final List<String> WORDS =
            List.of("publish", "subscribe", "signal", "forceunpublish", "forcedisconnect", "forcemute");

    private static final Map<Set<String>, Set<String>> SHARED = shared();

    private Permissions() {}

    /** An immutable set of these words; of known words, always the same one. */
    static Set<String> of(Set<String> words) {
        Set<String> shared = SHARED.get(words);
        return shared == null ? Set.copyOf(words) : shared;
    }

    private static Map<Set<String>, Set<String>> shared() {
        Map<Set<String>, Set<String>> sets = new HashMap<>();
        for (int mask = 0; mask < 1 << WORDS.size(); mask++) {
            Set<String> words = new HashSet<>();
            for (int i = 0; i < WORDS.size(); i++) {
                if ((mask & 1 << i) != 0) {
                    words.add(WORDS.get(i));
                }
            }
            Set<String> set = Set.copyOf(words);
            sets.put(set, set);
        }
        return Map.copyOf(sets);
    }
}
