package io.sessionreactive.moderation;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.Headers;
import io.sessionreactive.support.MarkdownTable;
import io.sessionreactive.support.Place;
import io.sessionreactive.support.RawClient;
import io.sessionreactive.testkit.seen.SeenMember;
import io.sessionreactive.testkit.token.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each role and each thing that can be asked of the service, frame by frame, so that nothing is held back on this side.
 * One who knocked and was not let in is a fifth role. What is refused has no effect on anybody.
 */
@Timeout(300)
class RoleMatrixTest {
    private static final List<Role> ROLES =
            List.of(Role.SUBSCRIBER, Role.PUBLISHER, Role.PUBLISHER_ONLY, Role.MODERATOR);
    private static final String CHANNELS = "{\"channel\":[{\"id\":\"audio1\",\"type\":\"audio\",\"active\":true}]}";
    private static final MarkdownTable TABLE = new MarkdownTable(
            "asked of the service", "subscriber", "publisher", "publisheronly", "moderator", "not let in");

    @AfterAll
    static void write() throws IOException {
        TABLE.write(Path.of("target/roles.md"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "read the session        | read   |                            |          | 200 200 200 200 403",
                "signal to all           | signal | /signal/1                  |          | 200 200 200 200 403",
                "signal to one           | signal | /connection/BOB/signal/1   |          | 200 200 200 200 403",
                "publish                 | create | /stream/new                | CHANNELS | 403 200 200 200 403",
                "change its own stream   | update | /stream/own/channel/audio1 | SILENT   | 404 200 200 200 403",
                "change another's stream | update | /stream/bobs/channel/audio1 | SILENT  | 403 403 403 403 403",
                "end its own stream      | delete | /stream/own                |          | 404 200 200 200 403",
                "end another's stream    | delete | /stream/bobs               |          | 403 403 403 200 403",
                "subscribe               | create | /stream/bobs/subscriber/mine |        | 200 200 403 200 403",
                "end another's subscription | delete | /stream/bobs/subscriber/adas |     | 403 403 403 403 403",
                "answer in another's subscription | answer | /stream/bobs/subscriber/adas | | 403 403 403 403 403",
                "remove another          | delete | /connection/BOB            |          | 403 403 403 200 403",
                "remove itself           | delete | /connection/ME             |          | 403 403 403 200 403",
                "mute another's stream   | update | /stream/bobs               | MUTE     | 403 403 403 200 403",
                "mute all                | update |                            | MUTE     | 403 403 403 200 403",
                "end the mute of all     | update |                            | UNMUTE   | 403 403 403 200 403",
                "connect as another      | create | /connection/BOB            |          | 409 409 409 409 400",
                "connect without a token | create | /connection/ME             |          | 409 409 409 409 403",
                "start a recording       | create | /archive/1                 |          | 501 501 501 501 403",
                "change another          | update | /connection/BOB            |          | 501 501 501 501 403",
                "anything unheard of     | juggle | /lamp/1                    |          | 501 501 501 501 403"
            })
    @DisplayName("each role is answered as its permissions say, and what is refused happens to nobody")
    void matrix(String action, String method, String uri, String content, String statuses) {
        List<String> expected = Arrays.asList(statuses.split(" "));
        List<Executable> checks = new ArrayList<>();
        for (Place place : Place.values()) {
            IntStream.range(0, expected.size())
                    .forEach(column -> checks.add(() -> {
                        Role role = column < ROLES.size() ? ROLES.get(column) : null;
                        String who = place + " " + (role == null ? "not let in" : role.wireName());
                        assertEquals(expected.get(column), outcome(place, role, method, uri, content), who);
                    }));
        }
        assertAll(checks);
        List<String> row = new ArrayList<>(List.of(action));
        expected.forEach(status -> row.add(status.equals("200") ? "200" : status + ", nothing happens"));
        TABLE.row(row.toArray(String[]::new));
    }

    private static String outcome(Place place, Role role, String method, String uri, String content) {
        try (Gathering room = new Gathering(place)) {
            RawClient bob = room.joinRaw("Bob", Role.PUBLISHER);
            RawClient ada = room.joinRaw("Ada", Role.PUBLISHER);
            bob.ask("create", "/stream/bobs", CHANNELS);
            ada.ask("create", "/stream/bobs/subscriber/adas", "{}");
            RawClient me = role == null
                    ? RawClient.withToken(
                                    room.stage(),
                                    room.sessionId(),
                                    room.token("Me").jwt())
                            .knock()
                    : room.joinRaw("Me", role);
            if (role != null) {
                me.ask("create", "/stream/own", CHANNELS);
            }
            List<String> before = state(room, bob, ada);

            String address =
                    (uri == null ? "" : uri).replace("BOB", bob.connectionId()).replace("ME", me.connectionId());
            Frame answer = me.ask(method, address, content(content));

            String status = answer.headers().get(Headers.STATUS);
            if (status == null) {
                return "200"; // answered by a message, as reading is
            } else if (!status.equals("200")) {
                assertEquals(before, state(room, bob, ada), "what was refused has an effect");
            }
            return status;
        }
    }

    private static String content(String name) {
        String mute = "{\"reason\":\"mute\",\"channels\":[\"audio\"],\"active\":true,\"locked\":false}";
        return switch (name == null ? "" : name) {
            case "CHANNELS" -> CHANNELS;
            case "SILENT" -> "{\"active\":false}";
            case "MUTE" -> mute;
            case "UNMUTE" -> mute.replace("true", "false");
            default -> "{}";
        };
    }

    /** What the service has, and what two others have heard. */
    private static List<String> state(Gathering room, RawClient bob, RawClient ada) {
        List<String> state = new ArrayList<>();
        room.seen().members().stream().map(SeenMember::toString).forEach(state::add);
        room.seen().streams().forEach(stream -> state.add(stream.toString()));
        room.seen().signals().forEach(signal -> state.add(signal.toString()));
        state.add(ada.ask("read", "", "{}").payload().utf8());
        state.addAll(bob.heard());
        return state;
    }
}
