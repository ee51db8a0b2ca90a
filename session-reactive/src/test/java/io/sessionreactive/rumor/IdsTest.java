package io.sessionreactive.rumor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class IdsTest {
    private static final Pattern UUID_4 =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

    @Test
    @DisplayName("ids are random UUIDs, lower case with hyphens, and differ")
    void form() {
        for (Supplier<String> maker : List.<Supplier<String>>of(Ids::unique, Ids::secret)) {
            Set<String> ids = new HashSet<>();
            for (int i = 0; i < 1_000; i++) {
                String id = maker.get();
                assertTrue(UUID_4.matcher(id).matches(), id);
                ids.add(id);
            }
            assertEquals(1_000, ids.size());
        }
    }
}
