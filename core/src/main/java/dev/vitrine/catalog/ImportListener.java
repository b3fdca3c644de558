package dev.vitrine.catalog;

import org.jspecify.annotations.Nullable;

/** Hears how an import goes on. Called on the importing thread. */
public interface ImportListener {
  /**
   * A document was not taken; the import goes on.
   *
   * @param id as far as it is known
   * @param reason one sentence without a full stop, which never quotes a value
   */
  void refused(SourcePlace place, @Nullable String id, String reason);

  /** What has been done up to now; all of it is durable. */
  void progressed(ImportCounts counts);
}
