package dev.vitrine.store;

import org.jspecify.annotations.Nullable;

/** What became of a write that reached the store. */
public sealed interface WriteResult {
  /**
   * It is durable.
   *
   * @param revision the document's new revision; for a deletion, the tombstone's
   */
  record Stored(long revision) implements WriteResult {}

  /**
   * The document was not at the expected revision; nothing was written.
   *
   * @param current the document as it is, null if there is none
   */
  record Conflict(@Nullable Document current) implements WriteResult {}
}
