package io.sessionreactive.examples;

import static io.sessionreactive.examples.Place.PATIENCE;

import io.sessionreactive.ClientOptions;
import io.sessionreactive.OpenTok;
import io.sessionreactive.Session;
import io.sessionreactive.SessionException;
import io.sessionreactive.Signal;
import io.sessionreactive.SystemRequirements;
import io.sessionreactive.testkit.LocalSessionService;
import java.net.URI;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import reactor.core.publisher.Mono;

/** What can go wrong, what your user should hear, and what you read: the documentation's troubleshooting as a program. */
@Command(name = "HandleErrors", mixinStandardHelpOptions = true)
public final class HandleErrors implements Runnable {
    private static final URI NOBODY = URI.create("http://localhost:1");

    @Override
    public void run() {
        SystemRequirements here = OpenTok.checkSystemRequirements();
        System.out.println(
                here.media()
                        ? "Audio and video can be used here."
                        : "No audio and video here: " + here.missing() + ". " + here.remedy() + ".");

        try (LocalSessionService service = LocalSessionService.start()) {
            OpenTok openTok = OpenTok.create(service.clientOptions());
            String sessionId = service.createSession();
            String token = service.token(sessionId);
            String expired = service.tokens()
                    .forSession(sessionId)
                    .expiredFor(Duration.ofMinutes(3))
                    .jwt();
            Session session = openTok.initSession(service.apiKey(), sessionId);

            attempt("A signal before joining", session.signal(Signal.of("chat", "Is anybody there?")));
            attempt("A wrong token", session.connect("not-a-token"));
            attempt("An expired token", session.connect(expired));
            attempt("The token of another session", session.connect(service.token(service.createSession())));

            session.connect(token).block(PATIENCE);
            attempt("A signal that is too long", session.signal(Signal.of("chat", "la".repeat(5_000))));
            attempt(
                    "A signal to somebody who left",
                    session.signal(Signal.of("chat", "Wait!").to("gone")));

            OpenTok offline = OpenTok.create(ClientOptions.defaults().apiUrl(NOBODY));
            attempt(
                    "A service that cannot be reached",
                    offline.initSession("100", sessionId).connect(token));
            openTok.disposeLater().block(PATIENCE);
        }
    }

    /** What a user should hear: one test tells network trouble from everything else, names tell the rest apart. */
    private static String advice(SessionException error) {
        if (error.isNetworkFailure()) {
            return "You seem to be offline. Check your network" + (error.isRetryable() ? " and try again." : ".");
        }
        return switch (error.name()) {
            case "OT_AUTHENTICATION_ERROR" -> "You cannot come in with this invitation. Ask for a new one.";
            case "OT_NOT_CONNECTED" -> "You are not in the room. Join first.";
            case "OT_NOT_FOUND" -> "Whoever that was for has left.";
            case "OT_INVALID_PARAMETER" -> "That message cannot be sent: it is too long.";
            default -> error.isRetryable() ? "That did not work. Try again later." : "That did not work.";
        };
    }

    private static void attempt(String what, Mono<?> act) {
        System.out.println("\n" + what);
        act.doOnError(SessionException.class, error -> {
                    System.out.println("  user: " + advice(error));
                    System.out.println("  you:  " + error.getMessage());
                })
                .onErrorComplete(SessionException.class)
                .then()
                .block(PATIENCE);
    }

    /** Starts the program; see {@code --help}. */
    public static void main(String[] args) {
        int exitCode = new CommandLine(new HandleErrors()).execute(args);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }
}
