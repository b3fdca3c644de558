package dev.vitrine.store;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A store that tells of each write made through it, before whoever wrote learns that it is done: so
 * what is kept of documents is never older than what was acknowledged here (writes made elsewhere
 * come by the feed).
 */
public final class WatchedStore implements DocumentStore {
  private final DocumentStore inner;
  private final List<Watcher> watchers;

  /** Hears of writes made through a store. Must not fail, and not write to the store. */
  public interface Watcher {
    /**
     * A document was written.
     *
     * @param revision its new revision; for a deletion, the tombstone's
     * @param draft what was written; null if it was deleted
     */
    void written(Key key, long revision, @Nullable Draft draft);

    /** A write may have happened: nothing is known of the document any more. */
    void uncertain(Key key);
  }

  /**
   * A store around another.
   *
   * @param watchers told in this order
   */
  public WatchedStore(DocumentStore inner, List<Watcher> watchers) {
    this.inner = inner;
    this.watchers = List.copyOf(watchers);
  }

  @Override
  public Fetched fetch(List<Key> keys, long byteLimit) {
    return inner.fetch(keys, byteLimit);
  }

  @Override
  public @Nullable Document fetch(Key key) {
    return inner.fetch(key);
  }

  @Override
  public WriteResult put(Key key, long expectedRevision, Draft draft) {
    WriteResult result;
    try {
      result = inner.put(key, expectedRevision, draft);
    } catch (StoreException e) {
      uncertain(key);
      throw e;
    }
    tell(key, draft, result);
    return result;
  }

  @Override
  public List<WriteResult> putAll(List<Put> puts) {
    List<WriteResult> results;
    try {
      results = inner.putAll(puts);
    } catch (StoreException e) {
      puts.forEach(put -> uncertain(put.key()));
      throw e;
    }
    for (int i = 0; i < results.size(); i++) {
      tell(puts.get(i).key(), puts.get(i).draft(), results.get(i));
    }
    return results;
  }

  @Override
  public WriteResult delete(Key key, long expectedRevision) {
    WriteResult result;
    try {
      result = inner.delete(key, expectedRevision);
    } catch (StoreException e) {
      uncertain(key);
      throw e;
    }
    tell(key, null, result);
    return result;
  }

  private void tell(Key key, @Nullable Draft draft, WriteResult result) {
    if (result instanceof WriteResult.Stored(long revision)) {
      for (Watcher watcher : watchers) {
        watcher.written(key, revision, draft);
      }
    }
  }

  private void uncertain(Key key) {
    for (Watcher watcher : watchers) {
      watcher.uncertain(key);
    }
  }

  @Override
  public Feed changes(Position after, Set<Kind> kinds, int limit) {
    return inner.changes(after, kinds, limit);
  }

  @Override
  public Position head() {
    return inner.head();
  }

  @Override
  public int purgeTombstones(Instant deletedBefore) {
    return inner.purgeTombstones(deletedBefore);
  }

  @Override
  public StoreCapabilities capabilities() {
    return inner.capabilities();
  }

  /** Nothing: whoever opened the store within closes it. */
  @Override
  public void close() {}
}
