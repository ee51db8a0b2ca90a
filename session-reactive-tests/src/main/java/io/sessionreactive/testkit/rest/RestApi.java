package io.sessionreactive.testkit.rest;

import io.sessionreactive.testkit.service.Backend;
import io.sessionreactive.testkit.service.HttpAnswer;
import io.sessionreactive.testkit.service.HttpQuestion;
import io.sessionreactive.testkit.service.Refusal;
import io.sessionreactive.testkit.token.BackendVerifier;
import io.sessionreactive.testkit.token.Keys;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers the calls of the official server SDKs. Whoever may not ask gets 403 and nothing happens; what the service has
 * but this one does not offer gets 501.
 *
 * <p>To be called on the service's scheduler.
 */
public final class RestApi {
    private static final String CREATE = "/session/create";
    private static final String PROJECTS = "/v2/project/";
    private static final String BEARER = "Bearer ";
    private static final Pattern PROJECT = Pattern.compile(PROJECTS + "([^/]+)/.*");
    private static final Pattern NOT_OFFERED = Pattern.compile(
            PROJECTS + "[^/]+/(broadcast|dial|render|captions|connect|archive/.+|session/[^/]+/(.*/)?play-dtmf).*");
    private static final String SESSION = "/session/(?<session>[^/]+)";

    private final BackendVerifier verifier;
    private final List<Route> routes;

    /** The interface to one service. */
    public RestApi(Keys keys, Backend backend) {
        SessionCalls sessions = new SessionCalls(backend, keys.apiKey());
        ArchiveCalls archives = new ArchiveCalls(backend);
        verifier = new BackendVerifier(keys);
        routes = List.of(
                new Route("POST", Pattern.compile(CREATE), sessions::create),
                of("POST", SESSION + "/signal", sessions::signalAll),
                of("POST", SESSION + "/connection/(?<connection>[^/]+)/signal", sessions::signalOne),
                of("DELETE", SESSION + "/connection/(?<connection>[^/]+)", sessions::disconnect),
                of("POST", SESSION + "/stream/(?<stream>[^/]+)/mute", sessions::mute),
                of("POST", SESSION + "/mute", sessions::muteAll),
                of("GET", SESSION + "/stream", sessions::streams),
                of("GET", SESSION + "/stream/(?<stream>[^/]+)", sessions::stream),
                of("PUT", SESSION + "/stream", sessions::layoutClasses),
                of("POST", "/archive", archives::start),
                of("GET", "/archive", archives::list),
                of("GET", "/archive/(?<archive>[^/]+)", archives::get),
                of("POST", "/archive/(?<archive>[^/]+)/stop", archives::stop),
                of("DELETE", "/archive/(?<archive>[^/]+)", archives::delete));
    }

    /** Whether that is a call of a backend; what browsers ask is not. */
    public static boolean isFor(HttpQuestion question) {
        return question.path().startsWith(PROJECTS)
                || (question.method().equals("POST") && question.path().equals(CREATE));
    }

    /** The answer to a call that came at that time. */
    public HttpAnswer answer(HttpQuestion question, Instant now) {
        String project = project(question, now);
        if (project == null || !isOwn(project, question.path())) {
            return RestAnswers.refused(
                    Refusal.FORBIDDEN,
                    "this needs a JWT of the project or application that the path names, "
                            + "valid now and signed by it, in X-OPENTOK-AUTH or as Authorization: Bearer");
        }
        try {
            for (Route route : routes) {
                Matcher path = route.path().matcher(question.path());
                if (route.method().equals(question.method()) && path.matches()) {
                    return route.call().apply(new RestRequest(question, path, project, now));
                }
            }
            throw NOT_OFFERED.matcher(question.path()).matches()
                    ? new Refusal(Refusal.NOT_OFFERED, "a local session service does not offer this")
                    : new Refusal(Refusal.NOT_FOUND, "there is nothing at this address that does this");
        } catch (Refusal refusal) {
            return RestAnswers.refused(refusal.status(), String.valueOf(refusal.getMessage()));
        }
    }

    private @Nullable String project(HttpQuestion question, Instant now) {
        String ofProject = question.header("X-OPENTOK-AUTH");
        String bearer = question.header("Authorization");
        if (ofProject != null) {
            return verifier.project(ofProject, now);
        }
        return bearer != null && bearer.startsWith(BEARER)
                ? verifier.application(bearer.substring(BEARER.length()), now)
                : null;
    }

    private static boolean isOwn(String project, String path) {
        Matcher named = PROJECT.matcher(path);
        return !named.matches() || named.group(1).equals(project);
    }

    private static Route of(String method, String path, Function<RestRequest, HttpAnswer> call) {
        return new Route(method, Pattern.compile(PROJECTS + "[^/]+" + path), call);
    }

    /** One call and who answers it. */
    private record Route(String method, Pattern path, Function<RestRequest, HttpAnswer> call) {}
}
