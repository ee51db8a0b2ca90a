package io.sessionreactive.testkit.service;

import io.sessionreactive.rumor.Payload;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answers that one member was given, by transaction id: a request that comes again gets its answer again, and has no
 * second effect. Keeps the newest ones, bounded by count and by bytes.
 */
final class HandledRequests {
    // at least four times the 1,000 requests that a client may have unanswered, so that none of them is forgotten
    static final int MOST = 4_096;

    // 1 KiB for each; no answer that is remembered comes near that
    static final int MOST_BYTES = MOST * 1_024;

    private final Map<String, Reply> replies = new LinkedHashMap<>();
    private int bytes;

    void remember(String transactionId, Reply reply) {
        Reply replaced = replies.put(transactionId, reply);
        bytes += size(transactionId, reply) - (replaced == null ? 0 : size(transactionId, replaced));
        Iterator<Map.Entry<String, Reply>> oldest = replies.entrySet().iterator();
        while (replies.size() > MOST || bytes > MOST_BYTES) {
            Map.Entry<String, Reply> forgotten = oldest.next();
            bytes -= size(forgotten.getKey(), forgotten.getValue());
            oldest.remove();
        }
    }

    @Nullable
    Reply reply(String transactionId) {
        return replies.get(transactionId);
    }

    private static int size(String transactionId, Reply reply) {
        return transactionId.length() + reply.payload().length();
    }

    /**
     * An answer.
     *
     * @param status as HTTP has them
     * @param payload JSON or empty
     */
    record Reply(int status, Payload payload) {}
}
