package io.sessionreactive;

/**
 * A recording of a session.
 *
 * @param archiveId opaque and case-sensitive
 * @param name empty if it has none
 */
public record Archive(String archiveId, String name) {}
