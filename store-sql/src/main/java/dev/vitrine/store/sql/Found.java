package dev.vitrine.store.sql;

import dev.vitrine.store.Document;
import dev.vitrine.store.Fetched;
import dev.vitrine.store.Key;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a bulk read has found so far. */
final class Found {
  private final @Nullable Document[] documents;
  private final long byteLimit;
  private long bytes;
  private int read;

  Found(List<Key> keys, long byteLimit) {
    this.documents = new @Nullable Document[keys.size()];
    this.byteLimit = byteLimit;
    this.read = keys.size();
  }

  /** Adds a document at its position; positions ascend. */
  void add(int position, Document document) {
    documents[position] = document;
    bytes += document.body().length();
    if (isFull()) {
      read = position + 1;
    }
  }

  /** Whether the limit is exceeded. */
  boolean isFull() {
    return bytes > byteLimit;
  }

  Fetched all() {
    return new Fetched(Arrays.asList(documents), read);
  }
}
