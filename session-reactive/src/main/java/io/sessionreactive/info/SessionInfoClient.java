package io.sessionreactive.info;

import io.sessionreactive.info.SessionInfoException.Kind;
import io.sessionreactive.transport.Transport;
import io.sessionreactive.transport.UnreachableException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Asks the service for a session's information, up to three times where asking again can help. */
public final class SessionInfoClient {
    // attempts start at 0, 600 ms and a further 1,200 ms, as those of both browser clients
    private static final int ATTEMPTS = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(600);

    private final Transport transport;
    private final URI apiUrl;
    private final String clientVersion;
    private final Duration limit;

    /**
     * A client of one service.
     *
     * @param apiUrl where it is, without the path of the call
     * @param clientVersion what SDK this is
     * @param limit how long to wait for each answer
     */
    public SessionInfoClient(Transport transport, URI apiUrl, String clientVersion, Duration limit) {
        this.transport = transport;
        this.apiUrl = apiUrl;
        this.clientVersion = clientVersion;
        this.limit = limit;
    }

    /**
     * Asks when subscribed to; fails with {@link SessionInfoException} only.
     *
     * @param apiKey the project, which the answer must confirm
     * @param connectionId the id that the connection will have
     */
    public Mono<SessionInfo> fetch(String apiKey, String sessionId, String token, String connectionId) {
        if (!token.chars().allMatch(character -> character >= ' ' && character <= '~')) {
            String message = "the token was not sent: it has a character that no HTTP header can carry";
            return Mono.error(new SessionInfoException(Kind.AUTHENTICATION, message));
        }
        String base = apiUrl.toString().replaceAll("/+$", "");
        URI uri = URI.create(
                base + "/session/" + URLEncoder.encode(sessionId, StandardCharsets.UTF_8) + "?extended=true");
        Map<String, String> headers = Map.of(
                "Accept", "application/json",
                "X-OPENTOK-AUTH", token,
                "X-TB-TOKEN-AUTH", token,
                "X-TB-VERSION", "1",
                "X-TB-CLIENT-VERSION", clientVersion,
                "X-TB-CONNECTIONID", connectionId);
        return transport
                .get(uri, headers, limit)
                .onErrorMap(this::unanswered)
                .map(reply -> SessionInfoReader.read(reply, apiUrl, apiKey))
                .onErrorMap(SessionInfoException.class, refusal -> refusal.without(token))
                .retryWhen(Retry.from(failures -> failures.concatMap(this::next)));
    }

    private Flux<Long> next(Retry.RetrySignal failure) {
        long attempts = failure.totalRetries() + 1;
        if (failure.failure() instanceof SessionInfoException refusal
                && refusal.kind().isWorthAskingAgain()) {
            if (attempts < ATTEMPTS) {
                Duration pause = FIRST_PAUSE.multipliedBy(attempts);
                return Mono.delay(pause, transport.scheduler()).flux();
            }
            String message = refusal.getMessage() + " (after " + attempts + " attempts)";
            return Flux.error(new SessionInfoException(refusal.kind(), message, refusal.getCause()));
        }
        return Flux.error(failure.failure());
    }

    private SessionInfoException unanswered(Throwable cause) {
        if (cause instanceof TimeoutException) {
            String message = apiUrl + " did not answer within " + limit.toMillis() + " ms";
            return new SessionInfoException(Kind.TIMEOUT, message, cause);
        }
        boolean known = cause instanceof UnreachableException;
        String message = apiUrl + " could not be reached: " + (known ? cause.getMessage() : cause);
        boolean barred = cause instanceof UnreachableException obstacle && obstacle.isForGood();
        return new SessionInfoException(barred ? Kind.BARRED : Kind.UNREACHABLE, message, cause);
    }
}
