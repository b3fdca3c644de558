package dev.vitrine.index;

/**
 * A tag, and the live models and the assets of a project that have it.
 *
 * @param firstCreatedAt when the oldest of them was created, in milliseconds of the epoch
 * @param lastUpdatedAt when one of them was last updated
 */
public record TagCount(String tag, long count, long firstCreatedAt, long lastUpdatedAt) {}
