package dev.vitrine.index;

import org.jspecify.annotations.Nullable;

/**
 * The order of a list: by numbers in one direction, then by id, ascending.
 *
 * <p>Numbers are compared as keys, of which the smaller one comes first in either direction.
 *
 * @param first the field that is looked at first; null if only the id counts
 * @param second the field that decides between equals; null if there is none
 */
record Order(@Nullable String first, @Nullable String second, boolean descending) {
  static final Order BY_ID = new Order(null, null, false);

  static Order of(SortKey key, boolean descending) {
    return switch (key) {
      case CREATED_AT -> new Order(Fields.CREATED, null, descending);
      case UPDATED_AT -> new Order(Fields.UPDATED, null, descending);
      case SCORE -> new Order(Fields.SCORE, Fields.CREATED, descending);
    };
  }

  /** The key of a number; of a key, the number. */
  long key(long number) {
    return descending ? ~number : number;
  }
}
