package io.sessionreactive.raptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PermissionsTest {

    @Test
    @DisplayName("of known words there is one set, of others as many as there are, and none can be changed")
    void shared() {
        List<String> words = List.of("signal", "publish", "subscribe");
        assertSame(Permissions.of(new HashSet<>(words)), Permissions.of(Set.copyOf(words)));
        assertEquals(Set.copyOf(words), Permissions.of(new HashSet<>(words)));
        assertSame(Permissions.of(Set.of()), Permissions.of(new HashSet<>()));
        Set<String> newer = Permissions.of(new HashSet<>(List.of("publish", "fly")));
        assertEquals(Set.of("publish", "fly"), newer);
        assertThrows(UnsupportedOperationException.class, () -> newer.add("walk"));
    }
}
