package io.sessionreactive.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.Session;
import io.sessionreactive.SessionEvent.ArchiveStarted;
import io.sessionreactive.SessionEvent.ArchiveStopped;
import io.sessionreactive.SessionEvent.MuteForced;
import io.sessionreactive.SessionEvent.SessionDisconnected;
import io.sessionreactive.SessionEvent.SignalReceived;
import io.sessionreactive.support.Guest;
import io.sessionreactive.support.Stranger;
import io.sessionreactive.testkit.LocalSessionService;
import io.sessionreactive.testkit.token.Role;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a server SDK can do to the sessions of a local service, and what clients see of it. */
@Timeout(120)
interface ServerSdkContract {
    /** The service. */
    LocalSessionService service();

    /** The SDK, whose keys the service knows. */
    ServerSdk sdk();

    /** The same SDK with keys that the service does not know. */
    ServerSdk stranger();

    /** A guest in a session that the SDK made, with a token that it made. */
    default Guest join(String sessionId, String name) throws Exception {
        Session session = io.sessionreactive.OpenTok.create(service().clientOptions())
                .initSession(Guest.patient(service().apiKey(), sessionId));
        Guest guest = new Guest(session);
        guest.join(sdk().token(sessionId, name));
        return guest;
    }

    @Test
    @DisplayName("a session and a token that the SDK makes let a client in, with role and data")
    default void sessionAndToken() throws Exception {
        for (boolean relayed : List.of(true, false)) {
            String sessionId = sdk().createSession(relayed);
            assertTrue(sessionId.startsWith(relayed ? "2_" : "1_"), sessionId);
            Guest ada = join(sessionId, "Ada");
            assertEquals("Ada", ada.session().snapshot().connection().data());
            assertTrue(ada.session().snapshot().capabilities().forceDisconnect());
            ada.leave();
        }
    }

    @Test
    @DisplayName("S40 a signal of the SDK reaches all, or one, and has no sender")
    default void signal() throws Exception {
        String sessionId = sdk().createSession(true);
        Guest ada = join(sessionId, "Ada");
        Guest bob = join(sessionId, "Bob");
        sdk().signalOne(sessionId, bob.id(), "chat", "for Bob");
        sdk().signalAll(sessionId, "chat", "for all");
        assertEquals(List.of("for Bob", "for all"), bob.signalsUntil("for all"));
        assertEquals(List.of("for all"), ada.signalsUntil("for all"));
        SignalReceived signal = ada.await(SignalReceived.class);
        assertEquals(null, signal.from());
        assertEquals("chat", signal.type());
        ada.leave();
        bob.leave();
    }

    @Test
    @DisplayName("S11 a client that the SDK puts out hears forceDisconnected, and so do the others")
    default void forceDisconnect() throws Exception {
        String sessionId = sdk().createSession(true);
        Guest ada = join(sessionId, "Ada");
        Guest bob = join(sessionId, "Bob");
        sdk().forceDisconnect(sessionId, bob.id());
        assertEquals(
                "forceDisconnected",
                bob.await(SessionDisconnected.class).reason().toString());
        ada.toldUntil("Bob left: forceDisconnected");
        assertThrows(Exception.class, () -> sdk().forceDisconnect(sessionId, bob.id()));
        ada.leave();
    }

    @Test
    @DisplayName("streams are listed, told one by one, given layout classes and muted")
    default void streams() throws Exception {
        String sessionId = sdk().createSession(true);
        Guest ada = join(sessionId, "Ada");
        String one = UUID.randomUUID().toString();
        String other = UUID.randomUUID().toString();
        assertEquals(List.of(), sdk().streams(sessionId));
        try (Stranger browser = Stranger.join(service(), sessionId, Role.PUBLISHER, "Browser")) {
            browser.publish(one, "camera");
            browser.publish(other, "screen");
            assertEquals(List.of(one, other), sdk().streams(sessionId));
            assertEquals("screen", sdk().streamName(sessionId, other));
            assertEquals(List.of(), sdk().layoutClasses(sessionId, one));
            sdk().layoutClasses(sessionId, one, List.of("full", "focus"));
            assertEquals(List.of("full", "focus"), sdk().layoutClasses(sessionId, one));
            sdk().forceMute(sessionId, one);
            String content = browser.hear("update", "/stream/" + one).payload().utf8();
            assertTrue(content.contains("\"mute\"") && content.contains("\"active\":true"), content);
            sdk().forceMuteAll(sessionId, List.of(other));
            String all = browser.hear("update", "\"exclusion\":[\"" + other + "\"]")
                    .payload()
                    .utf8();
            assertTrue(all.contains("\"active\":true"), all);
            assertTrue(ada.await(MuteForced.class).active());
            sdk().disableForceMute(sessionId);
            browser.hear("update", "\"active\":false");
        }
        String nobody = UUID.randomUUID().toString();
        assertThrows(Exception.class, () -> sdk().streamName(sessionId, nobody));
        assertThrows(Exception.class, () -> sdk().forceMute(sessionId, nobody));
        ada.leave();
    }

    @Test
    @DisplayName("S08 an archive is a record that clients hear of, those who join while it runs too")
    default void archives() throws Exception {
        String sessionId = sdk().createSession(false);
        assertThrows(Exception.class, () -> sdk().startArchive(sessionId, "nobody is there"));
        Guest ada = join(sessionId, "Ada");
        String id = sdk().startArchive(sessionId, "meeting");
        assertEquals(id, ada.await(ArchiveStarted.class).archive().archiveId());
        assertEquals("meeting", ada.await(ArchiveStarted.class).archive().name());
        assertThrows(Exception.class, () -> sdk().startArchive(sessionId, "once more"));
        Guest bob = join(sessionId, "Bob");
        assertEquals(id, bob.await(ArchiveStarted.class).archive().archiveId());
        assertEquals("meeting started", sdk().archive(id));
        assertThrows(Exception.class, () -> sdk().deleteArchive(id));
        assertEquals("stopped", sdk().stopArchive(id));
        assertEquals(id, bob.await(ArchiveStopped.class).archive().archiveId());
        String second = sdk().startArchive(sessionId, "second");
        sdk().stopArchive(second);
        assertEquals(List.of(second, id), sdk().archives(sessionId));
        sdk().deleteArchive(id);
        assertEquals(List.of(second), sdk().archives(sessionId));
        assertThrows(Exception.class, () -> sdk().archive(id));
        ada.leave();
        bob.leave();
    }

    @Test
    @DisplayName("what is not offered is refused, and a backend with other keys can do nothing")
    default void refused() throws Exception {
        String sessionId = sdk().createSession(true);
        Guest ada = join(sessionId, "Ada");
        assertThrows(Exception.class, () -> sdk().startBroadcast(sessionId));
        assertThrows(Exception.class, () -> stranger().createSession(true));
        assertThrows(Exception.class, () -> stranger().signalAll(sessionId, "chat", "no"));
        assertThrows(Exception.class, () -> stranger().forceDisconnect(sessionId, ada.id()));
        assertThrows(Exception.class, () -> stranger().startArchive(sessionId, "no"));
        sdk().signalAll(sessionId, "chat", "yes");
        assertEquals(List.of("yes"), ada.signalsUntil("yes"));
        assertEquals(List.of("connected as Ada", "Ada is here, me", "a server says chat: yes"), ada.told());
        ada.leave();
    }
}
