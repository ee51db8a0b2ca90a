package io.sessionreactive.raptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sessionreactive.rumor.Payload;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class RaptorCodecTest {
    private static final ResourcePath SESSION = ResourcePath.session("100", "S");
    private static final String URI = "\"uri\":\"/v2/partner/100/session/S\"";

    @Test
    @DisplayName("a message is written with its content as it stands")
    void encodes() {
        Payload content = Payload.ofUtf8("??{ \"a\" : [1, \"ü\"] }??").slice(2, 19);
        assertEquals(
                "{\"method\":\"create\",\"uri\":\"/v2/partner/100/session/S\",\"content\":{ \"a\" : [1, \"ü\"] }}",
                RaptorCodec.encode(RaptorMessage.of("create", SESSION, content)).utf8());
        assertEquals(
                "{\"method\":\"deleted\",\"uri\":\"/v2/partner/100/session/S\",\"reason\":\"force\\\"d\",\"content\":{}}",
                RaptorCodec.encode(new RaptorMessage("deleted", SESSION, RaptorMessage.NOTHING, "force\"d"))
                        .utf8());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"method\":\"m\"," + URI + ",\"content\":{\"k\":1}}",
                "{\"content\":{\"k\":1}," + URI + ",\"method\":\"m\"}",
                "{" + URI + ",\"content\":{\"k\":1},\"method\":\"m\"}",
                "{\"x\":{\"method\":\"no\"},\"method\":\"m\",\"y\":[1,[2]]," + URI
                        + ",\"z\":null,\"content\":{\"k\":1}}",
                " \n{ \"method\" : \"m\" ,\t" + URI + " , \"content\" : {\"k\":1} } "
            })
    @DisplayName("keys come in any order, unknown ones and white space are passed over")
    void anyOrder(String json) {
        RaptorMessage message = RaptorCodec.decode(Payload.ofUtf8(json));
        assertEquals("m", message.method());
        assertEquals(SESSION, message.uri());
        assertEquals("{\"k\":1}", message.content().utf8());
        assertNull(message.reason());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"a\":{\"b\":[{\"c\":\"}]\\\"\"}]},\"d\":[[],{}]}",
                "[1, 2 , {\"a\":\"b\"}]",
                "\"text with \\u00fc and € and \\\" \"",
                "\"\"",
                "12",
                "-1.5e10",
                "true",
                "false",
                "null"
            })
    @DisplayName("content of any shape is sliced exactly, first, last and in the middle, wherever the payload lies")
    void slicesContent(String content) {
        String[] forms = {
            "{\"content\":" + content + ",\"method\":\"m\"," + URI + "}",
            "{\"method\":\"m\"," + URI + ",\"content\":" + content + "}",
            "{\"méthode\":\"ü\",\"method\":\"m\",\"content\": \n" + content + " ," + URI + "}"
        };
        for (String json : forms) {
            byte[] bytes = ("Zürich" + json + "more").getBytes(StandardCharsets.UTF_8);
            Payload payload = Payload.of(bytes, 7, bytes.length - 7 - 4);
            RaptorMessage message = RaptorCodec.decode(payload);
            assertEquals(content, message.content().utf8());
            assertSame(bytes, message.content().array());
        }
    }

    @Test
    @DisplayName("missing content is an empty object, and the reason is read")
    void defaults() {
        RaptorMessage message = RaptorCodec.decode(
                Payload.ofUtf8("{\"method\":\"deleted\"," + URI + ",\"reason\":\"forceDisconnected\"}"));
        assertEquals(RaptorMessage.NOTHING, message.content());
        assertEquals("forceDisconnected", message.reason());
        assertNull(RaptorCodec.decode(Payload.ofUtf8("{\"reason\":1,\"method\":\"m\"," + URI + "}"))
                .reason());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "[\"secret\"]",
                "\"secret\"",
                "{\"secret\"",
                "{\"method\":\"secret\"",
                "{\"method\":secret}",
                "{\"method\":\"m\",\"content\":{\"data\":\"secret}",
                "{\"method\":\"secret\"}",
                "{" + URI + ",\"content\":{\"data\":\"secret\"}}",
                "{\"method\":\"m\",\"uri\":\"secret\"}",
                "{\"method\":\"m\",\"uri\":\"/v2/secret\"}",
                "{\"method\":[\"secret\"]," + URI + "}",
                "{\"method\":\"m\",\"uri\":7,\"content\":\"secret\"}",
                "{\"method\":\"m\"," + URI + ",\"content\":\"secret\u0001\"}"
            })
    @DisplayName("what is no message is malformed, told without a word of the data")
    void malformed(String json) {
        MalformedMessageException thrown =
                assertThrows(MalformedMessageException.class, () -> RaptorCodec.decode(Payload.ofUtf8(json)));
        assertFalse(thrown.getMessage().contains("secret"), thrown.getMessage());
        assertNull(thrown.getCause(), "a cause would quote the data");
    }

    @Test
    @DisplayName("bytes that are not UTF-8, or JSON in another encoding, are malformed")
    void encodings() {
        String json = "{\"method\":\"m\"," + URI + ",\"content\":{\"k\":\"v\"}}";
        for (byte[] bytes : new byte[][] {
            json.getBytes(StandardCharsets.UTF_16BE),
            json.getBytes(StandardCharsets.UTF_16LE),
            json.replace('v', 'ü').getBytes(StandardCharsets.ISO_8859_1)
        }) {
            assertThrows(MalformedMessageException.class, () -> RaptorCodec.decode(Payload.of(bytes)));
        }
    }

    @Test
    @DisplayName("what is nested deeper than the parser goes, or a number longer than it takes, is malformed")
    void bounds() {
        String[] contents = {"[".repeat(100_000) + "]".repeat(100_000), "{\"data\":" + "9".repeat(5_000) + "}"};
        for (String content : contents) {
            Payload payload = Payload.ofUtf8("{\"method\":\"m\"," + URI + ",\"content\":" + content + "}");
            try {
                assertEquals(content, RaptorCodec.decode(payload).content().utf8());
            } catch (MalformedMessageException e) {
                assertFalse(e.getMessage().contains("[["), e.getMessage());
            }
        }
    }
}
