package dev.vitrine.asset;

import java.time.Instant;

/**
 * A blob that is there.
 *
 * @param size bytes
 * @param touchedAt when it was last stored or touched
 */
public record BlobInfo(String key, long size, Instant touchedAt) {}
