package dev.vitrine.testkit;

import dev.vitrine.store.DocumentStore;
import dev.vitrine.store.Draft;
import dev.vitrine.store.Feed;
import dev.vitrine.store.Fetched;
import dev.vitrine.store.Key;
import dev.vitrine.store.Kind;
import dev.vitrine.store.Position;
import dev.vitrine.store.Put;
import dev.vitrine.store.StoreCapabilities;
import dev.vitrine.store.WriteResult;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the round trips that reach a store. */
public final class CountingStore implements DocumentStore {
  private final DocumentStore store;
  private final AtomicLong fetches = new AtomicLong();
  private final AtomicLong keys = new AtomicLong();

  public CountingStore(DocumentStore store) {
    this.store = store;
  }

  /** Calls of {@link #fetch(List, long)} that named at least one key of this kind, or any key at all. */
  public long fetches() {
    return fetches.get();
  }

  /** Keys named in those calls. */
  public long fetchedKeys() {
    return keys.get();
  }

  /** Starts counting anew. */
  public void reset() {
    fetches.set(0);
    keys.set(0);
  }

  @Override
  public Fetched fetch(List<Key> wanted, long byteLimit) {
    fetches.incrementAndGet();
    keys.addAndGet(wanted.size());
    return store.fetch(wanted, byteLimit);
  }

  @Override
  public WriteResult put(Key key, long expectedRevision, Draft draft) {
    return store.put(key, expectedRevision, draft);
  }

  @Override
  public List<WriteResult> putAll(List<Put> puts) {
    return store.putAll(puts);
  }

  @Override
  public WriteResult delete(Key key, long expectedRevision) {
    return store.delete(key, expectedRevision);
  }

  @Override
  public Feed changes(Position after, Set<Kind> kinds, int limit) {
    return store.changes(after, kinds, limit);
  }

  @Override
  public Position head() {
    return store.head();
  }

  @Override
  public int purgeTombstones(Instant deletedBefore) {
    return store.purgeTombstones(deletedBefore);
  }

  @Override
  public StoreCapabilities capabilities() {
    return store.capabilities();
  }

  @Override
  public void close() {
    store.close();
  }
}
