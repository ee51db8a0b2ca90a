package io.sessionreactive.moderation;

import io.sessionreactive.OpenTok;
import io.sessionreactive.SessionOptions;
import io.sessionreactive.support.Guest;
import io.sessionreactive.support.Place;
import io.sessionreactive.support.RawClient;
import io.sessionreactive.support.Stage;
import io.sessionreactive.testkit.LocalSession;
import io.sessionreactive.testkit.token.Role;
import io.sessionreactive.testkit.token.TokenSpec;
import java.util.function.UnaryOperator;

/** One session of a local service, over sockets or in memory, for people of all roles. Closing it ends them all. */
final class Gathering implements AutoCloseable {
    private final Stage stage;
    private final OpenTok openTok;
    private final String sessionId;

    Gathering(Place place) {
        stage = place.open();
        openTok = OpenTok.create(stage.service().clientOptions());
        sessionId = stage.service().createSession();
    }

    Stage stage() {
        return stage;
    }

    String sessionId() {
        return sessionId;
    }

    /** What the service saw. */
    LocalSession seen() {
        return stage.service().session(sessionId);
    }

    /** A token for the session, to be made more precise. */
    TokenSpec token(String name) {
        return stage.service().tokens().forSession(sessionId).data(name);
    }

    /** Somebody who has joined in that role, with the SDK. */
    Attendee join(String name, Role role) {
        return newAttendee(name, options -> options).join(role);
    }

    /** Somebody with the SDK and other options, who has not joined. */
    Attendee newAttendee(String name, UnaryOperator<SessionOptions> change) {
        SessionOptions options = Guest.patient(stage.service().apiKey(), sessionId);
        return new Attendee(this, name, openTok.initSession(change.apply(options)));
    }

    /** Somebody who has joined in that role, without the SDK. */
    RawClient joinRaw(String name, Role role) {
        return RawClient.withToken(stage, sessionId, token(name).role(role).jwt())
                .join();
    }

    @Override
    public void close() {
        stage.get(openTok.disposeLater());
        stage.close();
    }
}
