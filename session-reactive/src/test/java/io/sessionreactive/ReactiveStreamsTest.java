package io.sessionreactive;

import io.sessionreactive.SessionEvent.SignalReceived;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.reactivestreams.tck.TestEnvironment;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** What a session publishes keeps the rules of Reactive Streams, as their TCK checks them. */
@Timeout(60)
class ReactiveStreamsTest {
    // slow subscribers may be 1,024 changes behind
    private static final int MOST_ELEMENTS = 1_000;

    private static final long COLLECTION_MILLIS = 300;

    // connected, ourselves, disconnected
    private static final int SHORTEST_STAY = 3;

    private static final Map<String, String> SKIPPED = Map.of(
            "optional_spec104_mustSignalOnErrorWhenFails",
            "it never fails because of the session",
            "required_spec109_mayRejectCallsToSubscribeIfPublisherIsUnableOrUnwillingToServeThem"
                    + "RejectionMustTriggerOnErrorAfterOnSubscribe",
            "nobody is refused",
            "required_spec317_mustNotSignalOnErrorWhenPendingAboveLongMaxValue",
            "needs 2,147,483,647 elements, and a slow subscriber may be 1,024 changes behind");

    private final Scheduler worker = Schedulers.newSingle("told-story", true);

    @AfterEach
    void stop() {
        worker.dispose();
    }

    @TestFactory
    @DisplayName("events keeps the rules of Reactive Streams")
    Stream<DynamicTest> events() {
        return TckRules.of(Events::new, SKIPPED);
    }

    @TestFactory
    @DisplayName("signals of one type keeps the rules of Reactive Streams")
    Stream<DynamicTest> signals() {
        return TckRules.of(Signals::new, SKIPPED);
    }

    /** A stay in the company of as many others as make up the number of events, or the beginning of the shortest one. */
    private final class Events extends PublisherVerification<SessionEvent> {
        Events(TestEnvironment environment) {
            super(environment, COLLECTION_MILLIS);
        }

        @Override
        public Publisher<SessionEvent> createPublisher(long elements) {
            return elements < SHORTEST_STAY
                    ? new ToldStory(worker, 0, 0).by(session -> session.events().take(elements))
                    : new ToldStory(worker, (int) elements - SHORTEST_STAY, 0).by(Session::events);
        }

        @Override
        public Publisher<SessionEvent> createFailedPublisher() {
            return null; // there is none
        }

        @Override
        public long maxElementsFromPublisher() {
            return MOST_ELEMENTS;
        }
    }

    /** A stay in which nothing but signals happens. */
    private final class Signals extends PublisherVerification<SignalReceived> {
        Signals(TestEnvironment environment) {
            super(environment, COLLECTION_MILLIS);
        }

        @Override
        public Publisher<SignalReceived> createPublisher(long elements) {
            return new ToldStory(worker, 0, (int) elements).by(session -> session.signals("chat"));
        }

        @Override
        public Publisher<SignalReceived> createFailedPublisher() {
            return null; // there is none
        }

        @Override
        public long maxElementsFromPublisher() {
            return MOST_ELEMENTS;
        }
    }
}
