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

/** Counts the round trips to a store, to show how few there are. */
public final class CountingStore implements DocumentStore {
  private final DocumentStore store;
  private final AtomicLong fetches = new AtomicLong();
  private final AtomicLong keys = new AtomicLong();
  private final AtomicLong writes = new AtomicLong();
  private final AtomicLong polls = new AtomicLong();

  /** Counts the calls to a store, which it takes over. */
  public CountingStore(DocumentStore store) {
    this.store = store;
  }

  /** How often documents were read. */
  public long fetches() {
    return fetches.get();
  }

  /** How many documents were asked for. */
  public long keys() {
    return keys.get();
  }

  /** Calls that write, a batch being one. */
  public long writes() {
    return writes.get();
  }

  /** How often the feed or its head was read. */
  public long polls() {
    return polls.get();
  }

  /** Counts from 0 again. */
  public void reset() {
    List.of(fetches, keys, writes, polls).forEach(count -> count.set(0));
  }

  @Override
  public Fetched fetch(List<Key> keys, long byteLimit) {
    fetches.incrementAndGet();
    this.keys.addAndGet(keys.size());
    return store.fetch(keys, byteLimit);
  }

  @Override
  public WriteResult put(Key key, long expectedRevision, Draft draft) {
    writes.incrementAndGet();
    return store.put(key, expectedRevision, draft);
  }

  @Override
  public List<WriteResult> putAll(List<Put> puts) {
    writes.incrementAndGet();
    return store.putAll(puts);
  }

  @Override
  public WriteResult delete(Key key, long expectedRevision) {
    writes.incrementAndGet();
    return store.delete(key, expectedRevision);
  }

  @Override
  public Feed changes(Position after, Set<Kind> kinds, int limit) {
    polls.incrementAndGet();
    return store.changes(after, kinds, limit);
  }

  @Override
  public Position head() {
    polls.incrementAndGet();
    return store.head();
  }

  @Override
  public int purgeTombstones(Instant deletedBefore) {
    writes.incrementAndGet();
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
