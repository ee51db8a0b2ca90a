package io.sessionreactive.testkit.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class SocketQueryTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "null, null, false",
                "'', null, false",
                "socketId=abc&attempt=1, abc, false",
                "socketId=abc&reconnect=true&attempt=2, abc, true",
                "attempt=2&reconnect=true&socketId=abc, abc, true",
                "token=x&socketId=abc, abc, false",
                "socketId=&attempt=1, null, false",
                "socketId&reconnect, null, false",
                "socketId=abc&socketId=def, abc, false",
                "socketId=abc&reconnect=false, abc, false",
                "socketId=abc&reconnect=1, abc, false",
                "xsocketId=abc&xreconnect=true, null, false",
                "SOCKETID=abc, null, false",
                "&&socketId=a=b&, a=b, false"
            })
    @DisplayName("the query names the logical socket and says whether this is its first")
    void parses(String query, String socketId, boolean reconnect) {
        assertEquals(new SocketQuery(socketId, reconnect), SocketQuery.parse(query));
    }

    @Test
    @DisplayName("a socket id of more than 128 characters is none")
    void mostCharacters() {
        String most = "s".repeat(128);
        assertEquals(most, SocketQuery.parse("socketId=" + most).socketId());
        assertEquals(new SocketQuery(null, false), SocketQuery.parse("socketId=" + most + "s"));
    }

    @Test
    @DisplayName("the text form leaves the socket id out, for whoever knows it can take the socket over")
    void discreet() {
        assertFalse(SocketQuery.parse("socketId=my-secret").toString().contains("my-secret"));
    }
}
