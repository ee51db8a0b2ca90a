package io.sessionreactive.raptor;

import org.jspecify.annotations.Nullable;

/**
 * A recording of the session as the service tells it.
 *
 * @param id the archive id
 * @param name null if not told
 * @param status {@code started}, {@code stopped}...; null if not told
 */
public record ArchiveInfo(
        String id, @Nullable String name, @Nullable String status) {}
