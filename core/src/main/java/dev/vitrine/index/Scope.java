package dev.vitrine.index;

import dev.vitrine.store.Visibility;
import org.jspecify.annotations.Nullable;

/** Which models a query may see at all: authorization is part of the query. */
public sealed interface Scope {
  /**
   * The live models of a project.
   *
   * @param only those of one visibility; null for all
   */
  record Own(String projectId, @Nullable Visibility only) implements Scope {}

  /** The live public models of everybody. */
  record Public() implements Scope {}

  /** The deleted models of a project that can still be restored. */
  record Trash(String projectId) implements Scope {}
}
