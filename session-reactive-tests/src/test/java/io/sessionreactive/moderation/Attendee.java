package io.sessionreactive.moderation;

import io.sessionreactive.Connection;
import io.sessionreactive.Session;
import io.sessionreactive.SessionEvent;
import io.sessionreactive.SessionException;
import io.sessionreactive.Signal;
import io.sessionreactive.support.Guest;
import io.sessionreactive.testkit.token.Role;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Mono;

/** One client with the SDK that remembers what it was told. Every call returns when it is done, in virtual time too. */
final class Attendee {
    private final Gathering room;
    private final String name;
    private final Session session;
    private final List<SessionEvent> told = new CopyOnWriteArrayList<>();
    private Connection me;

    Attendee(Gathering room, String name, Session session) {
        this.room = room;
        this.name = name;
        this.session = session;
        session.events().repeat().subscribe(told::add);
    }

    Attendee join(Role role) {
        me = room.stage().get(session.connect(room.token(name).role(role).jwt()));
        return this;
    }

    Session session() {
        return session;
    }

    String id() {
        return Objects.requireNonNull(me, "never joined").connectionId();
    }

    void leave() {
        run(session.disconnect());
    }

    void signal(Signal signal) {
        run(session.signal(signal));
    }

    /** Does that, which has to succeed. */
    void run(Mono<Void> act) {
        room.stage().get(act);
    }

    /** Does that, which has to fail, and gives the failure. */
    SessionException refused(Mono<Void> act) {
        return room.stage()
                .get(act.<SessionException>then(Mono.error(() -> new AssertionError(name + "'s act did not fail")))
                        .onErrorResume(SessionException.class, Mono::just));
    }

    /** Waits until this was told, and gives everything until then. */
    List<String> toldUntil(String last) {
        room.stage().until(name + " is told: " + last, () -> words().contains(last));
        List<String> words = words();
        return words.subList(0, words.indexOf(last) + 1);
    }

    /** All that was told so far, in few words each. */
    List<String> words() {
        return told.stream().map(Guest::words).toList();
    }

    /** Waits for the first event of that kind. */
    <T extends SessionEvent> T await(Class<T> kind) {
        room.stage()
                .until(
                        name + " is told of " + kind.getSimpleName(),
                        () -> told.stream().anyMatch(kind::isInstance));
        return told.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }
}
