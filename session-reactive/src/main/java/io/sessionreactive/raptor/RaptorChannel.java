package io.sessionreactive.raptor;

import io.sessionreactive.raptor.Notification.Joined;
import io.sessionreactive.raptor.Notification.Malformed;
import io.sessionreactive.raptor.Notification.OfLink;
import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.FrameType;
import io.sessionreactive.rumor.Headers;
import io.sessionreactive.rumor.Ids;
import io.sessionreactive.rumor.LinkOptions;
import io.sessionreactive.rumor.LinkSignal;
import io.sessionreactive.rumor.Mailbox;
import io.sessionreactive.rumor.Payload;
import io.sessionreactive.rumor.RumorSocket;
import io.sessionreactive.rumor.UndeliveredException;
import io.sessionreactive.transport.Transport;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import tools.jackson.databind.JsonNode;

/** One client's conversation with a session: requests and their answers, and what the service tells unasked. */
public final class RaptorChannel {
    private final RumorSocket socket;
    private final ResourcePath session;
    private final String connectionId;
    private final @Nullable String serviceAddress;

    /**
     * A conversation that begins when {@link #join} is subscribed to.
     *
     * @param session its uri
     */
    public RaptorChannel(Transport transport, Mailbox mailbox, LinkOptions options, ResourcePath session) {
        this.socket = new RumorSocket(transport, mailbox, options);
        this.session = session;
        this.connectionId = options.connectionId();
        this.serviceAddress = options.notifyAddress();
    }

    /**
     * Joins and listens; to be subscribed to once. Asks to be let in the moment the socket is open, without waiting for
     * anything, and emits {@link Joined} once the snapshot is known. Notifications may come before that. Never
     * completes; fails with {@link RaptorStatusException} when refused, with the link's own errors otherwise.
     *
     * @param request asks to be let in
     * @param token goes with it
     */
    public Flux<Notification> join(RaptorMessage request, String token) {
        Mono<Notification> joined = Mono.<Frame>create(answer -> socket.request(frame(request, token), true, answer))
                .map(RaptorChannel::content)
                .onErrorMap(RaptorStatusException.class, refusal -> refusal.without(token))
                .flatMap(this::snapshot)
                .doOnNext(snapshot -> socket.established())
                .<Notification>map(Joined::new)
                // the link's own failure, which says why it ended, is on its way
                .onErrorResume(RaptorChannel::isEndOfLink, end -> Mono.never());
        Flux<Notification> told = socket.signals().map(RaptorChannel::notification);
        return Flux.merge(Integer.MAX_VALUE, joined, told);
    }

    /**
     * Sends a request. {@code answer} gets the answering frame, to be read with {@link #content}, or an
     * {@link io.sessionreactive.rumor.UndeliveredException}.
     *
     * @param repeatable whether it may wait for the link's return, and be sent again after it
     */
    public void request(RaptorMessage message, boolean repeatable, MonoSink<Frame> answer) {
        socket.request(frame(message, null), repeatable, answer);
    }

    /** How many requests wait for their answers, held ones included; callable from any thread. */
    public int waiting() {
        return socket.waiting();
    }

    /** Says that we leave and closes in order; false if there is no socket to say it through. */
    public boolean leave() {
        return socket.leave();
    }

    /** The uri of this session. */
    public ResourcePath session() {
        return session;
    }

    /**
     * What an answer brings.
     *
     * @throws RaptorStatusException if it is a refusal
     */
    public static Payload content(Frame answer) {
        if (answer.type() == FrameType.MESSAGE) {
            return RaptorCodec.decode(answer.payload()).content();
        }
        String status = answer.headers().get(Headers.STATUS);
        if (status == null || !status.startsWith("2")) {
            throw new RaptorStatusException(number(status), reason(answer.payload()));
        }
        return answer.payload();
    }

    private static boolean isEndOfLink(Throwable failure) {
        return failure instanceof UndeliveredException undelivered
                && (undelivered.why() == UndeliveredException.Why.LINK_ENDED
                        || undelivered.why() == UndeliveredException.Why.NOT_OPEN);
    }

    private Mono<Snapshot> snapshot(Payload content) {
        JsonNode tree = content.isEmpty() ? null : Contents.tree(content);
        if (tree != null && tree.has("connection")) {
            return Mono.just(Contents.snapshot(tree));
        }
        return Mono.<Frame>create(answer -> request(Requests.readSession(session), true, answer))
                .map(answer -> Contents.snapshot(Contents.tree(content(answer))));
    }

    private Frame frame(RaptorMessage message, @Nullable String token) {
        String transactionId = Ids.unique();
        Headers headers = token == null
                ? Headers.of(
                        Headers.CONTENT_TYPE,
                        Frame.RAPTOR_CONTENT_TYPE,
                        Headers.TRANSACTION_ID,
                        transactionId,
                        Headers.FROM_ADDRESS,
                        connectionId)
                : Headers.of(
                        Headers.TOKEN,
                        token,
                        Headers.CONTENT_TYPE,
                        Frame.RAPTOR_CONTENT_TYPE,
                        Headers.TRANSACTION_ID,
                        transactionId,
                        Headers.FROM_ADDRESS,
                        connectionId);
        List<String> to = serviceAddress == null ? List.of() : List.of(serviceAddress);
        return new Frame(FrameType.MESSAGE, to, headers, RaptorCodec.encode(message));
    }

    private static Notification notification(LinkSignal signal) {
        if (signal instanceof LinkSignal.Received received) {
            return Notifications.of(received.frame());
        }
        return signal instanceof LinkSignal.Malformed malformed ? new Malformed(malformed.cause()) : new OfLink(signal);
    }

    private static int number(@Nullable String status) {
        try {
            return status == null ? RaptorStatusException.NO_STATUS : Integer.parseInt(status);
        } catch (NumberFormatException e) {
            return RaptorStatusException.NO_STATUS;
        }
    }

    private static @Nullable String reason(Payload payload) {
        try {
            return payload.isEmpty() ? null : Contents.text(Contents.tree(payload), "reason");
        } catch (MalformedMessageException e) {
            return null;
        }
    }
}
