package io.sessionreactive;

import io.sessionreactive.info.SessionInfoException;
import io.sessionreactive.raptor.MalformedMessageException;
import io.sessionreactive.raptor.RaptorStatusException;
import io.sessionreactive.rumor.MalformedFrameException;
import io.sessionreactive.rumor.UndeliveredException;
import io.sessionreactive.transport.SocketClosedException;
import io.sessionreactive.transport.UnreachableException;
import java.time.Instant;

/** Says in a session's words what went wrong in the rooms below: the only place where errors are translated. */
final class Failures {
    // what the service gives as the reason of a refused join (OpenTok.js 2.35.2)
    private static final String CONNECTION_LIMIT = "connectionLimitExceeded";

    private final String apiKey;
    private final String sessionId;

    Failures(String apiKey, String sessionId) {
        this.apiKey = apiKey;
        this.sessionId = sessionId;
    }

    SessionException of(Operation operation, ErrorKind kind, String message) {
        return new SessionException(operation, kind, sessionId, message, null);
    }

    SessionException of(Right right, ErrorKind kind, String message) {
        return of(right.operation(), right.of(kind), message);
    }

    /** Why a join failed. */
    SessionException connect(Throwable cause) {
        if (cause instanceof SessionException known) {
            return known;
        }
        ErrorKind kind;
        if (cause instanceof SessionInfoException info) {
            kind = connectKind(info);
        } else if (cause instanceof SocketClosedException closed) {
            boolean barred = closed.getCause() instanceof UnreachableException obstacle && obstacle.isForGood();
            kind = barred ? ErrorKind.CONNECT_BARRED : ErrorKind.CONNECT_FAILED;
        } else if (cause instanceof RaptorStatusException refusal) {
            kind = connectKind(refusal);
        } else if (cause instanceof UndeliveredException undelivered) {
            kind = undelivered.why() == UndeliveredException.Why.TIMEOUT
                    ? ErrorKind.CONNECT_TIMEOUT
                    : ErrorKind.CONNECT_FAILED;
        } else {
            kind = ErrorKind.UNEXPECTED;
        }
        String message = cause instanceof MalformedMessageException ? "the answer is not understood: " : "";
        return new SessionException(Operation.CONNECT, kind, sessionId, message + text(cause), cause);
    }

    /** Why a join with {@code token} failed; where the token may be the reason, what it says of itself. */
    SessionException connect(Throwable cause, String token, Instant now) {
        SessionException failure = connect(cause);
        boolean refused = cause instanceof RaptorStatusException refusal && refusal.status() == 403;
        if (!refused && failure.code() != ErrorKind.AUTHENTICATION.code()) {
            return failure;
        }
        String message = text(cause) + ". " + TokenText.explain(token, apiKey, sessionId, now);
        ErrorKind kind = failure.kind().advising(""); // the explanation has better advice
        return new SessionException(Operation.CONNECT, kind, sessionId, message, cause);
    }

    /** Why there is no token to join with. */
    SessionException token(Throwable cause) {
        String message = "the Mono of the token failed: " + cause;
        return new SessionException(Operation.CONNECT, ErrorKind.AUTHENTICATION, sessionId, message, cause);
    }

    /** Why what the user wanted done in the session was not. */
    SessionException command(Right right, Throwable cause) {
        ErrorKind kind = ErrorKind.UNEXPECTED;
        if (cause instanceof SessionException known) {
            return known;
        } else if (cause instanceof RaptorStatusException refusal) {
            kind = commandKind(right, refusal.status());
        } else if (cause instanceof UndeliveredException undelivered) {
            kind = switch (undelivered.why()) {
                case NOT_OPEN -> ErrorKind.AWAY;
                case LINK_ENDED -> ErrorKind.CONNECTION_LOST;
                case TIMEOUT -> ErrorKind.TIMEOUT;
                case OVERFLOW -> ErrorKind.OVERFLOW;
                case TOO_LARGE -> ErrorKind.TOO_LARGE;
            };
        }
        return new SessionException(right.operation(), right.of(kind), sessionId, text(cause), cause);
    }

    /** What the service sent that breaks the protocol. */
    SessionException malformed(RuntimeException cause) {
        String message = "passed over what the service sent: " + text(cause);
        return new SessionException(Operation.RECEIVE, ErrorKind.UNEXPECTED, sessionId, message, cause);
    }

    /** Why a session was given up for what the service sent. */
    SessionException tooLarge(SocketClosedException cause) {
        String message = "the session ends: " + text(cause);
        return new SessionException(Operation.RECEIVE, ErrorKind.MESSAGE_TOO_LARGE, sessionId, message, cause);
    }

    private static ErrorKind connectKind(SessionInfoException info) {
        return switch (info.kind()) {
            case UNREACHABLE, EMPTY -> ErrorKind.CONNECT_FAILED;
            case BARRED -> ErrorKind.CONNECT_BARRED;
            case TIMEOUT -> ErrorKind.CONNECT_TIMEOUT;
            case AUTHENTICATION -> ErrorKind.AUTHENTICATION;
            case INVALID_SESSION -> ErrorKind.INVALID_SESSION;
            case TERMS_OF_SERVICE -> ErrorKind.TERMS_OF_SERVICE;
            case SERVICE_FAILURE, SERVICE_ERROR -> ErrorKind.SERVICE_FAILURE;
        };
    }

    private static ErrorKind connectKind(RaptorStatusException refusal) {
        if (CONNECTION_LIMIT.equals(refusal.reason())) {
            return ErrorKind.CONNECTION_LIMIT;
        }
        return switch (refusal.status()) {
            case 400, 403, 409 -> ErrorKind.CONNECT_REFUSED;
            default -> ErrorKind.SERVICE_FAILURE;
        };
    }

    private static ErrorKind commandKind(Right right, int status) {
        return switch (status) {
            case 400 -> ErrorKind.INVALID_PARAMETER;
            case 403 -> ErrorKind.PERMISSION_DENIED;
            case 404 -> ErrorKind.NOT_FOUND;
            case 413 -> ErrorKind.TOO_LARGE;
            case 429 -> ErrorKind.RATE_LIMIT;
            case 500 -> right == Right.SIGNAL ? ErrorKind.NOT_CONNECTED : ErrorKind.SERVICE_FAILURE;
            default -> ErrorKind.SERVICE_FAILURE;
        };
    }

    private static String text(Throwable cause) {
        if (cause instanceof UndeliveredException && cause.getCause() instanceof SocketClosedException end) {
            return cause.getMessage() + ": " + end.getMessage();
        }
        boolean ours = cause instanceof SessionInfoException
                || cause instanceof SocketClosedException
                || cause instanceof RaptorStatusException
                || cause instanceof UndeliveredException
                || cause instanceof MalformedMessageException
                || cause instanceof MalformedFrameException;
        return ours && cause.getMessage() != null ? cause.getMessage() : cause.toString();
    }
}
