package dev.vitrine.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a bulk read found, by position.
 *
 * @param documents as long as the list of keys; null where no document is (or only a tombstone),
 *     and from {@code read} on
 * @param read how many leading keys were looked up: less than all when the byte limit was reached,
 *     at least one if there was any key. The caller goes on with the rest
 */
public record Fetched(List<@Nullable Document> documents, int read) {}
