package dev.vitrine.catalog;

import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Put;
import dev.vitrine.store.WriteResult;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes that are handed to the store together, as soon as they are many bytes: however large the
 * documents are, no more of them is in memory.
 */
final class PutBatch {
  /** Bytes from which on writes are handed over. */
  static final long BYTES = 2 << 20;

  private final DocumentStore store;
  private final Listener listener;
  private final List<Put> puts = new ArrayList<>();
  private long bytes;

  /** Hears what became of each write. */
  interface Listener {
    void settled(Put put, WriteResult result);
  }

  PutBatch(DocumentStore store, Listener listener) {
    this.store = store;
    this.listener = listener;
  }

  void add(Put put) {
    puts.add(put);
    bytes += put.draft().body().length();
    if (bytes >= BYTES) {
      flush();
    }
  }

  /** Hands over what has not been yet. */
  void flush() {
    if (puts.isEmpty()) {
      return;
    }
    List<Put> handed = List.copyOf(puts);
    puts.clear();
    bytes = 0;
    List<WriteResult> results = store.putAll(handed);
    for (int i = 0; i < results.size(); i++) {
      listener.settled(handed.get(i), results.get(i));
    }
  }
}
