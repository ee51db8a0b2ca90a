package io.sessionreactive.testkit.fault;

import java.time.Duration;
import java.util.Set;

/** What a fault does when it happens. */
public sealed interface Effect {
    /** Something that becomes of a request or of its answer. */
    sealed interface OnRequest extends Effect {
        /** Of which requests. */
        Request request();
    }

    /** The service does not do it, and answers with that code. */
    record Refuse(Request request, int code, String reason) implements OnRequest {}

    /** The service does not do it, and answers nothing. */
    record Ignore(Request request) implements OnRequest {}

    /** The service does it, and the answer gets lost. */
    record LoseAnswer(Request request) implements OnRequest {}

    /** The service does it, and the answer leaves late. */
    record AnswerLate(Request request, Duration delay) implements OnRequest {}

    /** The service does it, and the answer is broken JSON. */
    record GarbleAnswer(Request request) implements OnRequest {}

    /** The service does it, and the socket drops before anything is said of it. */
    record DropBeforeAnswer(Request request, Ending ending) implements OnRequest {}

    /** Session information is this instead. */
    record Inform(int status, String body) implements OnRequest {
        @Override
        public Request request() {
            return Request.SESSION_INFO;
        }
    }

    /** A client that wants to resume is told that there is nothing to resume. */
    record RefuseResume() implements Effect {}

    /** Nobody can connect. What is done for that is done elsewhere. */
    record OutOfReach() implements Effect {}

    /** What passes waits until the fault ends. */
    record Hold(Set<Direction> directions) implements Effect {}

    /** Every frame is later by that much. */
    record Delay(Direction direction, Duration delay) implements Effect {}

    /** No more than so many bytes pass in a second. */
    record Throttle(Direction direction, int bytesPerSecond) implements Effect {}

    /** The client's acknowledgements of the service's messages get lost. */
    record MissAcknowledgements() implements Effect {}

    /** The service's messages come twice. */
    record Repeat() implements Effect {}

    /** Frames come in pieces of at most that size. */
    record Slice(int mostBytes) implements Effect {}
}
