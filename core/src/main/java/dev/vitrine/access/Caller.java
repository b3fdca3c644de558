package dev.vitrine.access;

import dev.vitrine.store.Visibility;

/** Who asks. */
public sealed interface Caller {
  /**
   * Someone with a key.
   *
   * @param keyId the {@code apiu_} id of the key
   * @param projectId the one project the key belongs to
   */
  record KeyHolder(String keyId, String projectId, Role role) implements Caller {}

  /** Someone with the public token: sees public content only. */
  record Anyone() implements Caller {}

  /** Whether this caller belongs to a project. */
  default boolean actsFor(String projectId) {
    return this instanceof KeyHolder holder && holder.projectId().equals(projectId);
  }

  /**
   * Whether this caller may see a document it names by id (contract section 1, "What may be seen").
   * What it may not see does not exist for it.
   */
  default boolean maySee(String owner, Visibility visibility) {
    return switch (visibility) {
      case PUBLIC -> true;
      case UNLISTED -> this instanceof KeyHolder;
      case PRIVATE -> actsFor(owner);
    };
  }
}
