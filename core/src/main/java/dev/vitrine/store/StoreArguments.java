package dev.vitrine.store;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The checks every engine makes before it does anything: {@link IllegalArgumentException}, or a
 * null pointer.
 */
public final class StoreArguments {
  private StoreArguments() {}

  /** Arguments of {@link DocumentStore#fetch(List, long)}. */
  public static void checkFetch(List<Key> keys, long byteLimit) {
    keys.forEach(Objects::requireNonNull);
    if (byteLimit <= 0) {
      throw new IllegalArgumentException("a byte limit is greater than 0, not " + byteLimit);
    }
  }

  /** Arguments of {@link DocumentStore#putAll}. */
  public static void checkPuts(List<Put> puts) {
    puts.forEach(Objects::requireNonNull);
  }

  /** Arguments of {@link DocumentStore#delete}. */
  public static void checkDelete(Key key, long expectedRevision) {
    Objects.requireNonNull(key);
    if (expectedRevision <= 0) {
      throw new IllegalArgumentException(
          "a document to delete has a revision, not " + expectedRevision);
    }
  }

  /** Arguments of {@link DocumentStore#changes}, but for the position. */
  public static void checkChanges(Set<Kind> kinds, int limit) {
    kinds.forEach(Objects::requireNonNull);
    if (limit < 1) {
      throw new IllegalArgumentException("a page of changes has 1 at least, not " + limit);
    }
  }
}
