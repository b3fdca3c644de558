package dev.vitrine.store;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is to be stored under a key.
 *
 * @param owner id of the owning project; empty for documents that have none
 * @param previousOwner the owner this document has just left, so that its followers see it leave;
 *     else null
 * @param body the document's bytes; engines never look inside. Not copied: neither side changes it
 *     afterwards
 */
public record Draft(
    String owner, @Nullable String previousOwner, Visibility visibility, Bytes body) {
  public Draft {
    Objects.requireNonNull(owner);
    Objects.requireNonNull(visibility);
    Objects.requireNonNull(body);
  }

  /** A draft of a document that has not moved. */
  public static Draft of(String owner, Visibility visibility, Bytes body) {
    return new Draft(owner, null, visibility, body);
  }
}
