package io.sessionreactive.testkit.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sessionreactive.raptor.ResourcePath;
import io.sessionreactive.rumor.Payload;
import io.sessionreactive.testkit.seen.SeenSignal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class SignalRulesTest {
    private static final ResourcePath SESSION = ResourcePath.session("100", "2_session");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "{}                                | null     | null",
                "{\"type\":\"chat\"}               | chat     | null",
                "{\"data\":\"hello\"}              | null     | hello",
                "{\"data\":\"\"}                   | null     | ''",
                "{\"type\":\"\",\"data\":\"x\"}    | ''       | x",
                "{\"type\":\"A-z.0_9~\"}           | A-z.0_9~ | null",
                "{\"data\":{\"a\":[1,true]}}       | null     | {\"a\":[1,true]}",
                "{\"data\":7}                      | null     | 7",
                "{\"data\":false}                  | null     | false",
                "{\"more\":1,\"type\":\"chat\"}    | chat     | null"
            })
    @DisplayName("S39 type and data are optional strings; other JSON is read as its text")
    void reads(String content, String type, String data) {
        assertEquals(new SeenSignal("a", "b", type, data), SignalRules.read("a", "b", Payload.ofUtf8(content)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":null}",
                "{\"type\":7}",
                "{\"type\":\"no spaces\"}",
                "{\"type\":\"a/b\"}",
                "{\"type\":\"\u00e4\"}",
                "{\"data\":null}",
                "[]",
                "\"chat\"",
                "''",
                "{\"type\":"
            })
    @DisplayName("S39 what a signal may not say is malformed")
    void malformed(String content) {
        assertEquals(400, refusal(content));
    }

    @Test
    @DisplayName("S39 a type has at most 128 characters")
    void typeLength() {
        String most = "t".repeat(128);
        assertEquals(
                most,
                SignalRules.read("a", null, Payload.ofUtf8("{\"type\":\"" + most + "\"}"))
                        .type());
        assertEquals(413, refusal("{\"type\":\"" + most + "t\"}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"x | 8190", "\\\" | 4095", "\\n | 4095", "\\u0001 | 1365", "\u20ac | 8190"})
    @DisplayName("S39 data has at most 8,192 characters as JSON, its quotes and escapes counted")
    void dataLength(String character, int most) {
        String content = "{\"data\":\"" + character.repeat(most);
        String data =
                SignalRules.read("a", null, Payload.ofUtf8(content + "\"}")).data();
        assertEquals(most, data.length());
        assertEquals(413, refusal(content + "x\"}"));
    }

    @Test
    @DisplayName("S39 data of other JSON is bounded alike")
    void jsonLength() {
        String start = "[" + "1,".repeat(4_094);
        SeenSignal most = SignalRules.read("a", null, Payload.ofUtf8("{\"data\":" + start + "11]}"));
        assertEquals(8_192, most.data().length());
        assertEquals(413, refusal("{\"data\":" + start + "111]}"));
    }

    @Test
    @DisplayName("the uri says who gets it")
    void recipient() {
        assertEquals(null, SignalRules.recipient(SESSION, SESSION.signal("1")));
        assertEquals("b", SignalRules.recipient(SESSION, SESSION.connection("b").signal("1")));
        for (ResourcePath wrong : new ResourcePath[] {
            SESSION.stream("s").signal("1"),
            SESSION.connection("b"),
            ResourcePath.session("100", "2_other").signal("1"),
            ResourcePath.session("100", "2_other").connection("b").signal("1")
        }) {
            Refusal refusal = assertThrows(Refusal.class, () -> SignalRules.recipient(SESSION, wrong));
            assertEquals(400, refusal.status());
        }
    }

    @Test
    @DisplayName("a refusal quotes nothing of the signal")
    void discreet() {
        Refusal refusal = assertThrows(
                Refusal.class, () -> SignalRules.read("a", null, Payload.ofUtf8("{\"type\":\"my secret\"}")));
        assertFalse(String.valueOf(refusal.getMessage()).contains("secret"));
    }

    private static int refusal(String content) {
        return assertThrows(Refusal.class, () -> SignalRules.read("a", null, Payload.ofUtf8(content)))
                .status();
    }
}
