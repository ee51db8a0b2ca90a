package io.sessionreactive.testkit.rest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The record of a recording that is none: it has a beginning and an end, and no file.
 *
 * @param project whose it is
 * @param wishes what was asked for
 * @param stopped when it ended; null while it goes on
 */
record Archive(
        String id,
        String project,
        String sessionId,
        ObjectNode wishes,
        Instant started,
        @Nullable Instant stopped) {
    private static final String WHY_EMPTY = "a local session service records nothing: this archive has no file";
    private static final JsonMapper JSON = JsonMapper.shared();

    Archive stoppedAt(Instant now) {
        return new Archive(id, project, sessionId, wishes, started, now);
    }

    String name() {
        return wishes.path("name").asString("");
    }

    boolean isRunning() {
        return stopped == null;
    }

    /** The archive object that a backend gets. */
    ObjectNode told() {
        ObjectNode told = JSON.createObjectNode()
                .put("id", id)
                .put("status", isRunning() ? "started" : "stopped")
                .put("name", name())
                .put("reason", WHY_EMPTY)
                .put("sessionId", sessionId)
                .put("createdAt", started.toEpochMilli())
                .put("duration", stopped == null ? 0 : stopped.getEpochSecond() - started.getEpochSecond())
                .put("size", 0)
                .put("hasAudio", wishes.path("hasAudio").asBoolean(true))
                .put("hasVideo", wishes.path("hasVideo").asBoolean(true))
                .put("outputMode", wishes.path("outputMode").asString("composed"))
                .put("streamMode", wishes.path("streamMode").asString("auto"))
                .putNull("url");
        // the older API names a project by a number, the newer one an application by its id
        return project.matches("[0-9]{1,9}")
                ? told.put("projectId", Integer.parseInt(project)).put("partnerId", Integer.parseInt(project))
                : told.put("applicationId", project);
    }
}
