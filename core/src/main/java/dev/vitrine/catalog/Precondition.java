package dev.vitrine.catalog;

import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import java.util.Set;

/**
 * What a write expects of the document it changes (contract section 2, "Etag"): nothing, or one of
 * some revisions.
 *
 * @param any whether any revision will do
 * @param revisions else those that will; none fits nothing
 */
public record Precondition(boolean any, Set<Long> revisions) {
  /** Expects nothing. */
  public static final Precondition NONE = new Precondition(true, Set.of());

  public Precondition {
    revisions = Set.copyOf(revisions);
  }

  /** Expects one of these revisions. */
  public static Precondition oneOf(Set<Long> revisions) {
    return new Precondition(false, revisions);
  }

  /**
   * Refuses a document at another revision.
   *
   * @throws VitrineException PRECONDITION_FAILED
   */
  void check(String what, long revision) {
    if (!any && !revisions.contains(revision)) {
      throw new VitrineException(
          ErrorCode.PRECONDITION_FAILED,
          what
              + " has changed since: read it again, and repeat the change if it still makes sense");
    }
  }
}
