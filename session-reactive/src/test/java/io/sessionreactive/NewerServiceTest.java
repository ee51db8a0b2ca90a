package io.sessionreactive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.sessionreactive.SessionSnapshot.Status;
import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.FrameType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** A service that says more than is understood here: it does no harm, and whoever looks for it finds it. */
@Timeout(60)
class NewerServiceTest {
    private final List<String> watched = new ArrayList<>();
    private final LinkListener watcher = new LinkListener() {
        @Override
        public void unknown() {
            watched.add("unknown");
        }

        @Override
        public void malformed() {
            watched.add("malformed");
        }
    };
    private final Stage stage =
            new Stage(SessionOptions.of(Wire.API_KEY, Wire.SESSION_ID).listener(watcher));
    private final Session session = stage.session;

    @ParameterizedTest
    @CsvSource({
        "notification, /notification/n",
        "created, /hologram/h",
        "juggled, /connection/c-bob",
        "update, /stream/s-1",
        "update, ''",
        "generateoffer, /stream/s-1/subscriber/u",
        "paused, /archive/a"
    })
    @DisplayName("a message of an unknown kind is acknowledged, counted, visible at debug, and changes nothing")
    void unknown(String method, String path) {
        List<String> heard = stage.listen();
        List<SessionException> exceptions = new ArrayList<>();
        stage.openTok.exceptions().subscribe(exceptions::add);
        stage.join("c-bob");
        int told = heard.size();
        SessionSnapshot before = session.snapshot();

        List<ILoggingEvent> log = debugLog(() -> stage.tell(Wire.message(method, path, "{\"secret\":1}")));

        assertEquals(told, heard.size(), heard::toString);
        assertEquals(List.of(), exceptions);
        assertEquals(before.connections(), session.snapshot().connections());
        assertEquals(Status.CONNECTED, session.snapshot().status());
        assertEquals(1, session.snapshot().unknown());
        assertEquals(0, session.snapshot().malformed());
        assertEquals(List.of("unknown"), watched);
        assertEquals(1, stage.socket().sent(FrameType.STATUS).size());
        List<ILoggingEvent> lines = log.stream()
                .filter(event -> event.getFormattedMessage().contains("passed over " + method))
                .toList();
        assertEquals(1, lines.size(), log::toString);
        assertEquals(Level.DEBUG, lines.get(0).getLevel());
        assertTrue(log.stream().noneMatch(event -> event.getFormattedMessage().contains("secret")), log::toString);
    }

    @Test
    @DisplayName("what comes before we are in the session is counted too, over all stays")
    void counted() {
        session.connect(Stage.TOKEN).subscribe();
        stage.tell(Wire.message("notification", "/notification/n", "{}"));
        stage.letIn();
        stage.socket().cut();
        stage.join();
        stage.tell(Wire.message("notification", "/notification/n", "{}"));
        assertEquals(2, session.snapshot().unknown());
    }

    @Test
    @DisplayName("fields that are unknown are passed over in everything that is known")
    void fields() {
        List<String> heard = stage.listen();
        session.connect(Stage.TOKEN).subscribe();
        stage.answer(200, more(Wire.snapshot(List.of(stage.ownId()), List.of(), List.of(Wire.archive("a-1")))));
        stage.tell(more(Wire.created("c-bob")));
        stage.tell(more(Wire.published("s-1", "c-bob")));
        stage.tell(more(Wire.message("updated", "/stream/s-1/channel/audio1", "{\"active\":false}")));
        stage.tell("c-bob", more(Wire.signal("chat", "hello")));
        stage.tell(more(Wire.archived("a-1", "stopped")));
        stage.tell(more(Wire.message("update", "", "{\"reason\":\"mute\",\"active\":true}")));
        stage.tell(more(Wire.unpublished("s-1", "forceUnpublished")));
        stage.tell(more(Wire.deleted("c-bob", "forceDisconnected")));
        assertEquals(
                List.of(
                        "connected as me",
                        "me is here (own)",
                        "a-1 started",
                        "c-bob is here",
                        "s-1 of c-bob is here",
                        "s-1 changed",
                        "signal chat=hello from c-bob",
                        "a-1 stopped",
                        "MuteForced[active=true]",
                        "s-1 ended: forceUnpublished",
                        "c-bob left: forceDisconnected"),
                heard);
        assertEquals(List.of(), watched);
    }

    /** With fields of all types in front of everything in every object. */
    private static String more(String json) {
        String fields = "{\"x-text\":\"t\",\"x-number\":1.5e3,\"x-list\":[1,[2]],\"x-none\":null,\"x-yes\":true,";
        return json.replaceAll("\\{(?=\")", fields);
    }

    private List<ILoggingEvent> debugLog(Runnable act) {
        Logger logger = (Logger) LoggerFactory.getLogger("io.sessionreactive");
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        Level level = logger.getLevel();
        appender.start();
        logger.addAppender(appender);
        logger.setLevel(Level.DEBUG);
        try {
            act.run();
        } finally {
            logger.detachAppender(appender);
            logger.setLevel(level);
        }
        Frame acknowledged = stage.socket().sent(FrameType.STATUS).get(0);
        assertEquals("s-1", acknowledged.transactionId());
        return appender.list;
    }
}
