package io.sessionreactive.testkit.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.testkit.token.Role;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class MuteRulesTest {
    static final String MUTE = "{\"reason\":\"mute\",\"channels\":[\"audio\"],\"active\":true,\"locked\":false}";
    private static final String MUTED = ",\"mute\":{\"active\":true}}";

    private final PlayedRoom room = PlayedRoom.of("a", "b");

    @BeforeEach
    void publish() {
        room.join("m", Role.MODERATOR);
        room.ask("a", "create", "/stream/s", "{\"channel\":[]}");
    }

    @Test
    @DisplayName("a stream's owner alone is told to be silent, as the moderator said it")
    void one() {
        assertEquals(
                List.of("200", "to a, from the service: update /stream/s " + MUTE),
                room.ask("m", "update", "/stream/s", MUTE));
        assertFalse(room.snapshot().contains("\"mute\""), room::snapshot);
    }

    @Test
    @DisplayName("a mute of all is told to all, to the owners of streams for each, and to newcomers, until it ends")
    void all() {
        assertEquals(
                List.of(
                        "200",
                        "to a b m, from the service: update  " + MUTE,
                        "to a, from the service: update /stream/s " + MUTE),
                room.ask("m", "update", "", MUTE));
        assertTrue(room.snapshot().endsWith(MUTED), room::snapshot);
        assertTrue(room.join("c", Role.PUBLISHER).get(0).endsWith(MUTED));
        List<String> published = room.ask("b", "create", "/stream/later", "{\"channel\":[]}");
        assertEquals("to b, from the service: update /stream/later " + MUTE, published.get(2));

        String end = MUTE.replace("true", "false");
        assertEquals(List.of("200", "to a b m c, from the service: update  " + end), room.ask("m", "update", "", end));
        assertFalse(room.snapshot().contains("\"mute\""), room::snapshot);
        assertEquals(
                2, room.ask("b", "create", "/stream/latest", "{\"channel\":[]}").size());
    }

    @Test
    @DisplayName("the owners of streams that are left out hear of the mute of all, and no more")
    void except() {
        room.ask("b", "create", "/stream/t", "{\"channel\":[]}");
        String butOne = MUTE.replace("}", ",\"exclusion\":[\"s\",7]}");
        assertEquals(
                List.of(
                        "200",
                        "to a b m, from the service: update  " + butOne,
                        "to b, from the service: update /stream/t " + MUTE),
                room.ask("m", "update", "", butOne));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "m | /stream/none | {\"reason\":\"mute\",\"active\":true} | 404",
                "m | /stream/s | {} | 400",
                "m | /stream/s | {\"reason\":\"mute\"} | 400",
                "m | /stream/s | {\"reason\":\"mute\",\"active\":\"true\"} | 400",
                "m | /stream/s | {\"reason\":\"joke\",\"active\":true} | 400",
                "m | '' | {\"active\":true} | 400",
                "m | '' | [] | 400",
                "a | /stream/s | {\"reason\":\"mute\",\"active\":true} | 403",
                "b | /stream/s | {} | 403",
                "b | /stream/none | {} | 403",
                "b | '' | {\"reason\":\"mute\",\"active\":true} | 403"
            })
    @DisplayName("what is not allowed, not there or no mute is refused, and nobody hears of it")
    void refusals(String from, String uri, String content, int status) {
        String before = room.snapshot();
        List<String> outcome = room.ask(from, "update", uri, content);
        assertEquals(1, outcome.size(), outcome::toString);
        assertEquals(Integer.toString(status), outcome.get(0).substring(0, 3));
        assertEquals(before, room.snapshot());
    }
}
