package io.sessionreactive.proof;

import io.sessionreactive.transport.Transport;
import java.util.function.UnaryOperator;

/** The ways in which an SDK could be broken, and what the oracle has to call each. */
enum Mutation {
    RESEND_OFF(Wrong.LOST, ResendMutants.ResendOff::new),
    RESEND_REVERSED(Wrong.INVERTED, ResendMutants.ResendReversed::new),
    RESEND_BEHIND_LIVE(Wrong.INVERTED, ResendMutants.ResendBehindLive::new),
    RESEND_AS_ANOTHER_TRANSACTION(Wrong.DOUBLED, ResendMutants.ResendAnew::new),
    RESEND_WITHOUT_PATIENCE(Wrong.WIRE, ResendMutants.ResendAll::new),
    HELD_SIGNALS_FORGOTTEN(Wrong.LOST, ResendMutants.HeldForgotten::new),
    DEDUPLICATION_OFF(Wrong.DOUBLED, real -> new OtherMutants.Forgetful(real, 0)),
    MEMORY_TOO_SHORT(Wrong.DOUBLED, real -> new OtherMutants.Forgetful(real, 16)),
    ACKNOWLEDGED_BEFORE_SENDING(Wrong.LOST, OtherMutants.AcknowledgedEarly::new),
    ACKNOWLEDGEMENTS_OVERLOOKED(Wrong.LOST, OtherMutants.AnswersOverlooked::new),
    RECEIPT_WITHOUT_DELIVERY(Wrong.LOST, OtherMutants.ReceivedAndDropped::new),
    BACK_BEFORE_PROVEN(Wrong.EVENTS, OtherMutants.BackTooEarly::new),
    IDENTITY_LOST(Wrong.EVENTS, OtherMutants.IdentityLost::new),
    TIMERS_LEFT_RUNNING(Wrong.LEFT_OVER, OtherMutants.TimersLeftRunning::new);

    private final Wrong wrong;

    @SuppressWarnings("ImmutableEnumChecker") // constructors keep nothing
    private final UnaryOperator<Transport> between;

    Mutation(Wrong wrong, UnaryOperator<Transport> between) {
        this.wrong = wrong;
        this.between = between;
    }

    /** What must be found, among other things perhaps. */
    Wrong wrong() {
        return wrong;
    }

    /** Stands between a client and its network. */
    UnaryOperator<Transport> between() {
        return between;
    }
}
