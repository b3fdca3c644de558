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
import java.util.function.Consumer;

/** Lets a test do something just when a store has been read, before its reader learns what. */
public final class HookedStore implements DocumentStore {
  private final DocumentStore store;
  private volatile Consumer<List<Key>> fetched = keys -> {};
  private volatile Runnable changesRead = () -> {};

  /** Stands before a store, which it takes over. */
  public HookedStore(DocumentStore store) {
    this.store = store;
  }

  /** Done on the thread that reads, after each read of documents. */
  public void onFetched(Consumer<List<Key>> hook) {
    fetched = hook;
  }

  /** Done on the thread that reads, after each read of the feed. */
  public void onChangesRead(Runnable hook) {
    changesRead = hook;
  }

  @Override
  public Fetched fetch(List<Key> keys, long byteLimit) {
    Fetched documents = store.fetch(keys, byteLimit);
    fetched.accept(keys);
    return documents;
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
    Feed feed = store.changes(after, kinds, limit);
    changesRead.run();
    return feed;
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
