package dev.vitrine.access;

import dev.vitrine.error.ErrorCode;
import dev.vitrine.error.VitrineException;
import dev.vitrine.store.Visibility;
import java.util.Map;

/** Who asks. */
public sealed interface Caller {
  /**
   * Someone with a key.
   *
   * @param keyId the {@code apiu_} id of the key
   * @param projectId the one project the key belongs to
   */
  record KeyHolder(String keyId, String projectId, Role role) implements Caller {
    /** Whether this key may write. */
    public boolean isEditor() {
      return role.compareTo(Role.EDITOR) >= 0;
    }

    /**
     * Refuses a key that may only read.
     *
     * @throws VitrineException FORBIDDEN
     */
    public void requireEditor() {
      require(Role.EDITOR);
    }

    /**
     * Refuses a key that is not an admin's.
     *
     * @throws VitrineException FORBIDDEN
     */
    public void requireAdmin() {
      require(Role.ADMIN);
    }

    private void require(Role least) {
      if (role.compareTo(least) < 0) {
        throw new VitrineException(
            ErrorCode.FORBIDDEN,
            "This needs a key with the role "
                + least.wireName()
                + ", and this one is a "
                + role.wireName()
                + "'s",
            Map.of("role", role.wireName(), "requiredRole", least.wireName()));
      }
    }
  }

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

  /**
   * Whether this caller may be told of a document that it did not name: what is unlisted is for
   * those who know its id (contract section 1, "What may be seen").
   */
  default boolean mayFind(String owner, Visibility visibility) {
    return visibility == Visibility.PUBLIC || actsFor(owner);
  }
}
