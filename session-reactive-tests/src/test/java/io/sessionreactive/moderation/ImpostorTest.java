package io.sessionreactive.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sessionreactive.SessionEvent.SignalReceived;
import io.sessionreactive.raptor.RaptorMessage;
import io.sessionreactive.raptor.ResourcePath;
import io.sessionreactive.rumor.Headers;
import io.sessionreactive.rumor.Payload;
import io.sessionreactive.support.Place;
import io.sessionreactive.support.RawClient;
import io.sessionreactive.testkit.token.Role;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who says to be somebody else, or to be elsewhere. */
@Timeout(120)
class ImpostorTest {
    @ParameterizedTest
    @EnumSource
    @DisplayName("S40 a signal comes from who sent it, whatever address it names: another's, the service's or nobody's")
    void address(Place place) {
        try (Gathering room = new Gathering(place)) {
            Attendee ada = room.join("Ada", Role.PUBLISHER);
            RawClient eve = room.joinRaw("Eve", Role.PUBLISHER);
            for (String address : List.of(ada.id(), "", "symphony.local", "nobody")) {
                eve.signalAs(address, "from <" + address + ">");
                ada.toldUntil("Eve says test: from <" + address + ">");
            }
            assertEquals(
                    eve.connectionId(), ada.await(SignalReceived.class).from().connectionId());
            room.seen().signals().forEach(signal -> assertEquals(eve.connectionId(), signal.from()));
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a moderator of one session is nobody in another one: 403, and nothing happens there")
    void elsewhere(Place place) {
        try (Gathering room = new Gathering(place)) {
            RawClient bob = room.joinRaw("Bob", Role.PUBLISHER);
            bob.ask("create", "/stream/s-1", "{\"channel\":[]}");
            String otherId = room.stage().service().createSession();
            String token = room.stage()
                    .service()
                    .tokens()
                    .forSession(otherId)
                    .role(Role.MODERATOR)
                    .jwt();
            RawClient eve = RawClient.withToken(room.stage(), otherId, token).join();
            ResourcePath session = ResourcePath.session(room.stage().service().apiKey(), room.sessionId());
            List<String> before = bob.heard();
            Payload mute = Payload.ofUtf8("{\"reason\":\"mute\",\"active\":true}");
            for (RaptorMessage request : List.of(
                    RaptorMessage.of("read", session, RaptorMessage.NOTHING),
                    RaptorMessage.of("signal", session.signal("1"), RaptorMessage.NOTHING),
                    RaptorMessage.of("delete", session.connection(bob.connectionId()), RaptorMessage.NOTHING),
                    RaptorMessage.of("delete", session.stream("s-1"), RaptorMessage.NOTHING),
                    RaptorMessage.of("update", session.stream("s-1"), mute),
                    RaptorMessage.of("update", session, mute))) {
                assertEquals("403", eve.ask(request).headers().get(Headers.STATUS), request::toString);
            }
            assertEquals(before, bob.heard());
            assertEquals(1, room.seen().members().size());
            assertEquals(1, room.seen().streams().size());
            assertEquals(List.of(), room.seen().signals());
        }
    }
}
