package io.sessionreactive.testkit.service;

import io.sessionreactive.rumor.Payload;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answers that one member was given, by transaction id: a request that comes again gets its answer again, and has no
 * second effect. Keeps the newest ones.
 */
final class HandledRequests {
    // at least four times what a client may have unanswered, so that none of them is forgotten
    static final int MOST = 4_096;

    private final Map<String, Reply> replies = new LinkedHashMap<>();

    void remember(String transactionId, Reply reply) {
        replies.put(transactionId, reply);
        if (replies.size() > MOST) {
            replies.remove(replies.keySet().iterator().next());
        }
    }

    @Nullable
    Reply reply(String transactionId) {
        return replies.get(transactionId);
    }

    /**
     * An answer.
     *
     * @param status as HTTP has them
     * @param payload JSON or empty
     */
    record Reply(int status, Payload payload) {}
}
