package dev.vitrine.store;

import java.util.Objects;

/**
 * One write of a batch; see {@link DocumentStore#put}.
 *
 * @param expectedRevision the revision the document must have, or {@link DocumentStore#ABSENT}
 */
public record Put(Key key, long expectedRevision, Draft draft) {
  public Put {
    Objects.requireNonNull(key);
    Objects.requireNonNull(draft);
    if (expectedRevision < DocumentStore.ABSENT) {
      throw new IllegalArgumentException("a revision is 0 or greater, not " + expectedRevision);
    }
  }
}
