package dev.vitrine.store;

import java.util.List;

/** An answer of {@link DocumentStore#changes}. */
public sealed interface Feed {
  /**
   * A page of changes in revision order.
   *
   * @param next the position to ask from next; the position asked from if nothing changed. Without
   *     {@code more} it is the end of the feed, so that it also passes what other kinds did
   * @param more whether further changes are known to follow
   */
  record Changes(List<Change> changes, Position next, boolean more) implements Feed {
    public Changes {
      changes = List.copyOf(changes);
    }
  }

  /**
   * Tombstones after the position asked from have been purged: the consumer must rebuild from
   * {@link Position#START}.
   */
  record Expired() implements Feed {}
}
