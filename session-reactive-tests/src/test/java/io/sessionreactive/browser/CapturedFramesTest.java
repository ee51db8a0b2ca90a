package io.sessionreactive.browser;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sessionreactive.raptor.RaptorCodec;
import io.sessionreactive.rumor.FrameCodec;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Our codecs against frames that the browser client wrote. In the capture Bob is a moderator, who publishes, and Carol
 * subscribes to his stream.
 */
class CapturedFramesTest {
    /** What each frame says; of a message, without the address and the two headers that all of them have. */
    private static final String SAID = """
            acknowledge-member        | STATUS [<CAROL>] {TRANSACTION-ID=ID, X-TB-FROM-ADDRESS=BOB}
            acknowledge-service       | STATUS [<>] {TRANSACTION-ID=ID, X-TB-FROM-ADDRESS=BOB}
            connect                   | CONNECT [] {uniqueId=BOB, TRANSACTION-ID=ID, notifyDisconnectAddress=symphony.local}
            connection-create         | MESSAGE {X-TB-TOKEN-AUTH=TOKEN, X-TB-FROM-ADDRESS=BOB} create SESSION/connection/BOB \
            {"userAgent":"TEXT","clientVersion":"js-2.35.2","capabilities":["forceMute","renegotiation"]}
            connection-delete         | MESSAGE {X-TB-FROM-ADDRESS=BOB} delete SESSION/connection/CAROL {}
            disconnect                | DISCONNECT [] {reconnect=}
            disconnect-replaced       | DISCONNECT [] {reconnect=1}
            ping                      | PING [] {}
            session-mute              | MESSAGE {X-TB-FROM-ADDRESS=BOB} update SESSION \
            {"reason":"mute","channels":["audio"],"active":true,"locked":false,"exclusion":[]}
            signal-all                | MESSAGE {X-TB-FROM-ADDRESS=BOB} signal SESSION/signal/ID \
            {"type":"chat","data":"gr\u00fc\u00dfe \u65e5\u672c \ud83c\udf89 \\"quoted\\" \\\\ / \\u0001\\n"}
            signal-json               | MESSAGE {X-TB-FROM-ADDRESS=BOB} signal SESSION/signal/ID {"data":{"a":[1,2.5,true,"x"]}}
            signal-no-data            | MESSAGE {X-TB-FROM-ADDRESS=BOB} signal SESSION/signal/ID {"type":"no-data"}
            signal-no-type            | MESSAGE {X-TB-FROM-ADDRESS=BOB} signal SESSION/signal/ID {"data":"no type"}
            signal-nothing            | MESSAGE {X-TB-FROM-ADDRESS=BOB} signal SESSION/signal/ID {}
            signal-one                | MESSAGE {X-TB-FROM-ADDRESS=BOB} signal SESSION/connection/CAROL/signal/ID {"type":"chat","data":"for one"}
            stream-channel-update     | MESSAGE {X-TB-FROM-ADDRESS=BOB} update SESSION/stream/ID/channel/video1 {"active":false}
            stream-create             | MESSAGE {X-TB-FROM-ADDRESS=BOB} create SESSION/stream/ID {"id":"ID","name":"Bob's camera",\
            "publisherAudioFallbackEnabled":false,"subscriberAudioFallbackEnabled":true,"channel":[\
            {"id":"video1","type":"video","active":true,"width":320,"height":240,"orientation":0,\
            "source":"camera","fitMode":"cover"},{"id":"audio1","type":"audio","active":true},\
            {"id":"caption1","type":"data","active":false}],"e2ee":false,"customProperties":{}}
            stream-delete             | MESSAGE {X-TB-FROM-ADDRESS=BOB} delete SESSION/stream/ID {}
            stream-mute               | MESSAGE {X-TB-FROM-ADDRESS=BOB} update SESSION/stream/ID \
            {"reason":"mute","channels":["audio"],"active":true,"locked":false}
            subscribe                 | SUBSCRIBE [<SESSION>] {}
            subscriber-answer         | MESSAGE {X-TB-FROM-ADDRESS=CAROL} answer SESSION/stream/ID/subscriber/ID \
            {"sourceStreamId":"MANTIS","type":"answer","sdp":"TEXT"}
            subscriber-candidate      | MESSAGE {X-TB-FROM-ADDRESS=CAROL} candidate SESSION/stream/ID/subscriber/ID \
            {"sourceStreamId":"MANTIS","candidate":"TEXT","sdpMid":"0","sdpMLineIndex":0}
            subscriber-channel-update | MESSAGE {X-TB-FROM-ADDRESS=CAROL} update SESSION/stream/ID/subscriber/ID/channel/audio1 {"active":true}
            subscriber-create         | MESSAGE {X-TB-FROM-ADDRESS=CAROL} create SESSION/stream/ID/subscriber/ID {"id":"ID","connection":"CAROL",\
            "keyManagementMethod":"DTLS_SRTP","bundleSupport":true,"rtcpMuxSupport":true,"e2ee":false,"channel":[\
            {"id":"audio1","type":"audio","active":true},{"id":"video1","type":"video","active":true,\
            "restrictFrameRate":false},{"id":"caption1","type":"data","active":false}]}
            subscriber-delete         | MESSAGE {X-TB-FROM-ADDRESS=CAROL} delete SESSION/stream/ID/subscriber/ID {}
            subscriber-offer          | MESSAGE {X-TB-FROM-ADDRESS=BOB} offer SESSION/stream/ID/subscriber/ID \
            {"sourceStreamId":"MANTIS","sdp":"TEXT","type":"offer"}
            """;

    /** Messages in which the browser client has the uri before the method; where we write messages, it comes second. */
    private static final Set<String> URI_FIRST =
            Set.of("subscriber-answer", "subscriber-candidate", "subscriber-offer");

    private static final Map<String, String> EXPECTED = SAID.lines()
            .map(line -> line.split(" +\\| ", 2))
            .collect(Collectors.toMap(columns -> columns[0], columns -> withHeaders(columns[1])));

    private static String withHeaders(String said) {
        return said.replaceFirst(
                "^MESSAGE \\{(.*?)X-TB-FROM-ADDRESS=",
                "MESSAGE [<symphony.local>] {$1Content-Type=application/x-raptor+v2, TRANSACTION-ID=ID, "
                        + "X-TB-FROM-ADDRESS=");
    }

    static List<CapturedFrame> all() {
        return CapturedFrame.all();
    }

    @Test
    @DisplayName("each captured frame is expected, and each expected one is there")
    void complete() {
        assertEquals(EXPECTED.keySet(), all().stream().map(CapturedFrame::name).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("all")
    @DisplayName("a captured frame says what it has to")
    void decodes(CapturedFrame captured) {
        assertEquals(EXPECTED.get(captured.name()), captured.text());
    }

    @ParameterizedTest
    @MethodSource("all")
    @DisplayName("a captured frame, decoded and encoded again, is the same to the last byte")
    void encodes(CapturedFrame captured) {
        assertArrayEquals(captured.bytes(), FrameCodec.encode(captured.frame()));
    }

    static Stream<CapturedFrame> messages() {
        return all().stream().filter(CapturedFrame::isMessage);
    }

    @ParameterizedTest
    @MethodSource("messages")
    @DisplayName("the message in a captured frame, decoded and encoded again, is the same")
    void encodesMessage(CapturedFrame captured) {
        assertEquals(captured.message(), RaptorCodec.decode(RaptorCodec.encode(captured.message())));
        if (!URI_FIRST.contains(captured.name())) {
            assertEquals(
                    captured.frame().payload().utf8(),
                    RaptorCodec.encode(captured.message()).utf8());
        }
    }
}
