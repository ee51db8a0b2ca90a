package io.sessionreactive.testkit.rest;

import io.sessionreactive.rumor.Ids;
import io.sessionreactive.testkit.service.Backend;
import io.sessionreactive.testkit.service.HttpAnswer;
import io.sessionreactive.testkit.service.Refusal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What becomes of calls about archives. They are kept as long as the service lives, unless they are deleted. */
final class ArchiveCalls {
    private static final int MOST_LISTED = 1_000;
    private static final int USUALLY_LISTED = 50;

    private final Backend backend;
    private final Map<String, Archive> archives = new LinkedHashMap<>();

    ArchiveCalls(Backend backend) {
        this.backend = backend;
    }

    HttpAnswer start(RestRequest request) {
        var wishes = request.object();
        String sessionId = wishes.path("sessionId").asString("");
        Refusal.unless(!sessionId.isEmpty(), Refusal.MALFORMED, "sessionId says what is to be recorded");
        boolean running = archives.values().stream()
                .anyMatch(archive -> archive.isRunning() && archive.sessionId().equals(sessionId));
        Refusal.unless(!running, Refusal.CONFLICT, "the session is being recorded already");
        String id = Ids.unique();
        Archive archive = new Archive(id, request.project(), sessionId, wishes, request.now(), null);
        backend.archiveStarted(sessionId, id, archive.name());
        archives.put(id, archive);
        return RestAnswers.ok(archive.told());
    }

    HttpAnswer stop(RestRequest request) {
        Archive archive = find(request);
        Refusal.unless(archive.isRunning(), Refusal.CONFLICT, "the archive is not being recorded");
        Archive stopped = archive.stoppedAt(request.now());
        archives.put(archive.id(), stopped);
        backend.archiveStopped(archive.sessionId(), archive.id());
        return RestAnswers.ok(stopped.told());
    }

    HttpAnswer get(RestRequest request) {
        return RestAnswers.ok(find(request).told());
    }

    /** The newest first, as the service has it. */
    HttpAnswer list(RestRequest request) {
        Map<String, String> query = request.query();
        String sessionId = query.get("sessionId");
        List<Archive> found = new ArrayList<>();
        for (Archive archive : archives.values()) {
            if (isOf(archive, request)
                    && (sessionId == null || archive.sessionId().equals(sessionId))) {
                found.add(archive);
            }
        }
        Collections.reverse(found);
        int offset = number(query, "offset", 0, Integer.MAX_VALUE);
        int count = number(query, "count", USUALLY_LISTED, MOST_LISTED);
        return RestAnswers.list(
                found.size(),
                found.stream().skip(offset).limit(count).map(Archive::told).toList());
    }

    HttpAnswer delete(RestRequest request) {
        Archive archive = find(request);
        Refusal.unless(!archive.isRunning(), Refusal.CONFLICT, "the archive is being recorded, stop it first");
        archives.remove(archive.id());
        return RestAnswers.nothing();
    }

    private Archive find(RestRequest request) {
        Archive archive = archives.get(request.id("archive"));
        if (archive == null || !isOf(archive, request)) {
            throw new Refusal(Refusal.NOT_FOUND, "there is no such archive");
        }
        return archive;
    }

    private static boolean isOf(Archive archive, RestRequest request) {
        return archive.project().equals(request.project());
    }

    private static int number(Map<String, String> query, String name, int otherwise, int most) {
        String text = query.getOrDefault(name, "");
        if (text.isEmpty()) {
            return otherwise;
        }
        Refusal.unless(
                text.matches("[0-9]{1,9}") && Integer.parseInt(text) <= most,
                Refusal.MALFORMED,
                name + " is a number from 0 to " + most);
        return Integer.parseInt(text);
    }
}
