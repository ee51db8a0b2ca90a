package io.sessionreactive.proof;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What happened in schedules, counted. */
final class Tally {
    private final Map<Trouble, Long> troubles = new EnumMap<>(Trouble.class);
    private final Map<Wrong, Long> wrongs = new EnumMap<>(Wrong.class);
    private final Map<String, Long> counts = new TreeMap<>();

    Tally() {
        for (Trouble trouble : Trouble.values()) {
            troubles.put(trouble, 0L);
        }
        for (Wrong wrong : Wrong.values()) {
            wrongs.put(wrong, 0L);
        }
    }

    void count(Trouble trouble) {
        troubles.merge(trouble, 1L, Long::sum);
    }

    void count(Wrong wrong) {
        wrongs.merge(wrong, 1L, Long::sum);
    }

    void count(String what) {
        count(what, 1);
    }

    void count(String what, long times) {
        counts.merge(what, times, Long::sum);
    }

    long of(Wrong wrong) {
        return wrongs.getOrDefault(wrong, 0L);
    }

    long of(String what) {
        return counts.getOrDefault(what, 0L);
    }

    long of(Trouble trouble) {
        return troubles.getOrDefault(trouble, 0L);
    }

    /** How often anything went wrong, of whatever kind. */
    long troubles() {
        return troubles.values().stream().mapToLong(n -> n).sum();
    }

    /** In one line, without those that never took effect. */
    String troublesByKind() {
        return troubles.entrySet().stream()
                .filter(trouble -> trouble.getValue() > 0)
                .map(trouble -> words(trouble.getKey()) + " " + trouble.getValue())
                .collect(Collectors.joining(", "));
    }

    /** Those of these kinds that never took effect. */
    List<Trouble> missing(Collection<Trouble> kinds) {
        return kinds.stream().filter(kind -> of(kind) == 0).toList();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        counts.forEach((what, times) -> text.append(String.format("%12d  %s%n", times, what)));
        text.append(String.format("%12d  troubles%n", troubles()));
        troubles.forEach((trouble, times) -> text.append(String.format("%12d    %s%n", times, words(trouble))));
        wrongs.forEach((wrong, times) -> text.append(String.format("%12d  WRONG: %s%n", times, words(wrong))));
        return text.toString();
    }

    private static String words(Enum<?> name) {
        return name.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
