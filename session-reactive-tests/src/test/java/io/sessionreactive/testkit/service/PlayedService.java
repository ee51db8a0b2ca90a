package io.sessionreactive.testkit.service;

import io.sessionreactive.testkit.seen.SeenMember;
import io.sessionreactive.testkit.token.Keys;
import io.sessionreactive.testkit.token.Role;
import io.sessionreactive.testkit.token.TokenVerifier;
import io.sessionreactive.testkit.token.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import reactor.test.scheduler.VirtualTimeScheduler;

/** A service without any network, in virtual time, for clients that are played by hand. It has one session. */
final class PlayedService {
    static final Duration GRACE_TIME = Duration.ofSeconds(65);
    static final Duration SILENCE = Duration.ofSeconds(15);
    static final Duration FIRST_FRAME = Duration.ofSeconds(10);

    private final VirtualTimeScheduler clock = VirtualTimeScheduler.create();
    private final Tokens tokens = Tokens.of("100", "secret", this::now);
    private final String sessionId;
    private final SessionHost host;

    PlayedService() {
        this(true);
    }

    PlayedService(boolean reconnection) {
        clock.advanceTimeTo(Instant.parse("2026-11-24T12:00:00Z"));
        sessionId = SessionId.create("100", true, now()).text();
        ServiceSettings settings =
                new ServiceSettings(new Keys("100", "secret", null), reconnection, GRACE_TIME, SILENCE, FIRST_FRAME);
        host = new SessionHost(settings, new TokenVerifier(new Keys("100", "secret", null)), clock, 0);
    }

    /** Does something to the host, where everything is done to it. */
    void toHost(Consumer<SessionHost> action) {
        clock.schedule(() -> action.accept(host));
    }

    String sessionId() {
        return sessionId;
    }

    Instant now() {
        return Instant.ofEpochMilli(clock.now(TimeUnit.MILLISECONDS));
    }

    /** Lets virtual time pass. */
    void pass(Duration time) {
        clock.advanceTimeBy(time);
    }

    /** Lets virtual time pass while these clients ping every 5 s; 5 s are the least. */
    void pass(Duration time, PlayedClient... alive) {
        for (Duration left = time; !left.isNegative() && !left.isZero(); left = left.minusSeconds(5)) {
            pass(Duration.ofSeconds(5));
            for (PlayedClient client : alive) {
                client.ping();
            }
        }
    }

    Tokens tokens() {
        return tokens;
    }

    String token() {
        return tokens.forSession(sessionId).jwt();
    }

    String token(Role role) {
        return tokens.forSession(sessionId).role(role).jwt();
    }

    /** Opens a socket without a word; its socket id is made from the connection id. */
    PlayedClient open(String connectionId) {
        return open(connectionId, sessionId, "socketId=socket-of-" + connectionId + "&attempt=1");
    }

    /** Opens another socket of the same logical socket. */
    PlayedClient reopen(String connectionId) {
        return open(connectionId, sessionId, "socketId=socket-of-" + connectionId + "&reconnect=true&attempt=2");
    }

    /** Opens a socket that tells nothing of itself, as where reconnection is off. */
    PlayedClient openNameless(String connectionId) {
        return open(connectionId, sessionId, "");
    }

    /** Opens a socket of a client that wants to join that session. */
    PlayedClient open(String connectionId, String wantedSession, String query) {
        return PlayedClient.open(host, clock, connectionId, wantedSession, query);
    }

    /** A publisher who has joined, and acknowledged and read all that this brought. */
    PlayedClient joined(String connectionId) {
        return joined(connectionId, Role.PUBLISHER);
    }

    PlayedClient joined(String connectionId, Role role) {
        PlayedClient client = open(connectionId);
        client.join(token(role));
        client.acknowledge();
        client.frames();
        return client;
    }

    /** The connection ids of those in the session; in brackets, of those who are absent. */
    List<String> members() {
        return host.history(sessionId).log().members().stream()
                .map(PlayedService::text)
                .toList();
    }

    /** The data of all signals that were accepted. */
    List<String> signals() {
        return host.history(sessionId).log().signals().stream()
                .map(signal -> signal.data())
                .toList();
    }

    private static String text(SeenMember member) {
        return member.present() ? member.connectionId() : "(" + member.connectionId() + ")";
    }
}
