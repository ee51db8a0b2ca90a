package io.sessionreactive.examples;

import static io.sessionreactive.examples.Place.PATIENCE;

import io.sessionreactive.Session;
import io.sessionreactive.SessionEvent;
import io.sessionreactive.SessionEvent.ConnectionCreated;
import io.sessionreactive.SessionEvent.ConnectionDestroyed;
import io.sessionreactive.SessionEvent.SessionConnected;
import io.sessionreactive.SessionEvent.SessionDisconnected;
import io.sessionreactive.SessionEvent.SessionReconnected;
import io.sessionreactive.SessionEvent.SessionReconnecting;
import io.sessionreactive.SessionEvent.SignalReceived;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import reactor.core.publisher.Flux;

/** What one client experiences, told on the screen as it happens. */
final class Story {
    private final Flux<SessionEvent> events;

    private Story(Flux<SessionEvent> events) {
        this.events = events;
    }

    /** Tells what happens to that client from now on. */
    static Story of(String name, Session session) {
        return new Story(session.events()
                .doOnNext(event -> System.out.println("  " + name + ": " + words(event, session)))
                .replay()
                .autoConnect(0));
    }

    /** Waits until so many events of that kind have happened, from the beginning on, and gives the last of them. */
    <T extends SessionEvent> T await(Class<T> kind, int count) {
        return events.ofType(kind).take(count).blockLast(PATIENCE);
    }

    private static String words(SessionEvent event, Session session) {
        int count = session.snapshot().connections().size();
        if (event instanceof SessionConnected) {
            return "I am in the session";
        } else if (event instanceof ConnectionCreated created) {
            return created.connection().data() + (created.own() ? " (that is me)" : "") + " is here, " + count
                    + " in all";
        } else if (event instanceof ConnectionDestroyed gone) {
            return gone.connection().data() + " left (" + gone.reason() + "), " + count + " in all";
        } else if (event instanceof SignalReceived signal) {
            return (signal.from() == null ? "a server" : signal.from().data()) + " says: " + signal.data();
        } else if (event instanceof SessionReconnecting outage) {
            LocalTime until = LocalTime.ofInstant(outage.deadline(), ZoneId.systemDefault());
            return "the network is gone, I try to get back until " + until.truncatedTo(ChronoUnit.SECONDS);
        } else if (event instanceof SessionReconnected) {
            return "the network is back, I am still the same connection";
        } else if (event instanceof SessionDisconnected end) {
            return "I am out of the session (" + end.reason() + ")";
        }
        return event.toString();
    }
}
