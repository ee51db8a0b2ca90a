package io.sessionreactive.raptor;

import io.sessionreactive.rumor.Payload;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One message: do {@code method} to {@code uri}, with {@code content}.
 *
 * @param method {@code create}, {@code created}, {@code signal} and so on
 * @param uri what it is about
 * @param content one JSON value as it stands on the wire, not yet read
 * @param reason why a thing was deleted; null on most messages
 */
public record RaptorMessage(
        String method,
        ResourcePath uri,
        Payload content,
        @Nullable String reason) {
    /** The content of messages that have nothing to add: {@code {}}. */
    public static final Payload NOTHING = Payload.of("{}".getBytes(StandardCharsets.US_ASCII));

    /** A message without a reason. */
    public static RaptorMessage of(String method, ResourcePath uri, Payload content) {
        return new RaptorMessage(method, uri, content, null);
    }
}
