package io.sessionreactive;

import io.sessionreactive.raptor.RaptorChannel;
import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.Mailbox;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** Has done what the user wants: checks that it can be, sends it, and tells how the service answers. */
final class Commands {
    private final Intake intake;
    private final Failures failures;
    private final Supplier<@Nullable Stay> present;

    /**
     * The commands of one session.
     *
     * @param present the stay there is, or null; asked on the worker
     */
    Commands(SessionOptions options, Mailbox mailbox, Failures failures, Supplier<@Nullable Stay> present) {
        this.intake = new Intake(mailbox, options);
        this.failures = failures;
        this.present = present;
    }

    /** Completes when the service has done it. Each subscription is one command; cancelling forgets it while it is held. */
    Mono<Void> run(Command command) {
        return Mono.<Frame>create(answer -> {
                    Signal.Violation violation = command.check().get();
                    if (violation != null) {
                        answer.error(failures.of(command.right(), violation.kind(), violation.message()));
                    } else if (!intake.offer(command.length(), () -> send(command, answer))) {
                        String full = intake.backlog() + " wait to be sent already, nothing was sent";
                        answer.error(failures.of(command.right(), ErrorKind.OVERFLOW, full));
                    }
                })
                .map(RaptorChannel::content)
                .onErrorMap(cause -> failures.command(command.right(), cause))
                .then()
                .name(command.name());
    }

    private void send(Command command, MonoSink<Frame> answer) {
        Stay stay = present.get();
        RaptorChannel channel = stay == null ? null : stay.channel();
        Connection own = stay == null ? null : stay.own();
        if (stay == null || channel == null || own == null || stay.isLeaving()) {
            String why = "the session is "
                    + (stay == null ? "not connected" : stay.isLeaving() ? "being left" : "connecting")
                    + ", nothing was sent";
            answer.error(failures.of(command.right(), ErrorKind.NOT_CONNECTED, why));
        } else if (command.right().isRuledOutBy(own.permissions())) {
            String why = command.right().denial(stay.role(), own.permissions());
            answer.error(failures.of(command.right(), ErrorKind.PERMISSION_DENIED, why));
        } else {
            channel.request(command.request().apply(channel.session()), command.repeatable(), answer);
        }
    }
}
