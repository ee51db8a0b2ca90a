package io.sessionreactive.raptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.sessionreactive.raptor.ResourcePath.Kind;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class RequestsTest {
    private static final ResourcePath SESSION = ResourcePath.session("100", "S");

    @Test
    @DisplayName("connection create says who we are and what we can")
    void createConnection() {
        RaptorMessage message = Requests.createConnection(
                SESSION.connection("C"), "agent \"1\"", "java-1", List.of("renegotiation"), false);
        assertEquals("create", message.method());
        assertEquals("/v2/partner/100/session/S/connection/C", message.uri().toString());
        assertEquals(
                "{\"userAgent\":\"agent \\\"1\\\"\",\"clientVersion\":\"java-1\",\"capabilities\":[\"renegotiation\"]}",
                message.content().utf8());
    }

    @Test
    @DisplayName("S31 who wants to hear of nobody says so behind the rest, as the browser client does")
    void createConnectionSuppressed() {
        assertEquals(
                "{\"userAgent\":\"a\",\"clientVersion\":\"v\",\"capabilities\":[],\"connectionEventsSuppressed\":true}",
                Requests.createConnection(SESSION.connection("C"), "a", "v", List.of(), true)
                        .content()
                        .utf8());
    }

    @Test
    @DisplayName("session read has nothing to add")
    void readSession() {
        assertEquals(
                "{\"method\":\"read\",\"uri\":\"/v2/partner/100/session/S\",\"content\":{}}",
                RaptorCodec.encode(Requests.readSession(SESSION)).utf8());
    }

    @Test
    @DisplayName("S39 a signal has only what was given: type, data, both or neither")
    void signalContent() {
        assertEquals("{\"type\":\"chat\",\"data\":\"hel\\\"lo €\"}", content("chat", "hel\"lo €"));
        assertEquals("{\"data\":\"\"}", content(null, ""));
        assertEquals("{\"type\":\"chat\"}", content("chat", null));
        assertEquals("{}", content(null, null));
    }

    @Test
    @DisplayName(
            "a signal to all is below the session, one to a client below its connection, each with an id of its own")
    void signalAddress() {
        ResourcePath all = Requests.signal(SESSION, null, null, null).uri();
        assertEquals(SESSION.signal(all.id()), all);
        ResourcePath one = Requests.signal(SESSION, "C2", null, null).uri();
        assertEquals(SESSION.connection("C2").signal(one.id()), one);
        assertEquals(Kind.SIGNAL, one.kind());
        assertNotEquals(all.id(), one.id());
    }

    @Test
    @DisplayName("what is ended is deleted, with nothing to add")
    void delete() {
        assertEquals(
                "{\"method\":\"delete\",\"uri\":\"/v2/partner/100/session/S/stream/ST\",\"content\":{}}",
                RaptorCodec.encode(Requests.delete(SESSION.stream("ST"))).utf8());
    }

    @Test
    @DisplayName("a stream is muted by an update of it, all streams by an update of the session that names the others")
    void mute() {
        String mute = "{\"reason\":\"mute\",\"channels\":[\"audio\"],\"active\":true,\"locked\":false";
        RaptorMessage one = Requests.mute(SESSION.stream("ST"));
        assertEquals("update", one.method());
        assertEquals(SESSION.stream("ST"), one.uri());
        assertEquals(mute + "}", one.content().utf8());
        RaptorMessage all = Requests.muteAll(SESSION, true, List.of("A", "B"));
        assertEquals("update", all.method());
        assertEquals(SESSION, all.uri());
        assertEquals(mute + ",\"exclusion\":[\"A\",\"B\"]}", all.content().utf8());
        String ended = Requests.muteAll(SESSION, false, List.of()).content().utf8();
        assertEquals(mute.replace("true", "false") + ",\"exclusion\":[]}", ended);
    }

    private static String content(String type, String data) {
        RaptorMessage message = Requests.signal(SESSION, null, type, data);
        assertEquals("signal", message.method());
        return message.content().utf8();
    }
}
